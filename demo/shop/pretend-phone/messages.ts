// What has happened on the telephones that the demo pretends: codes that arrived, and what their owners wrote. In memory,
// of the last hundred messages: they are gone with the process, and nobody needs them longer.

export type PhoneMessage = {
  /** E.164; whose phone it is on. */
  number: string;
  kind: 'arrived' | 'written';
  text: string;
  /** ISO 8601. */
  at: string;
};

const messagesMax = 100;

export class PretendPhones {
  #messages: PhoneMessage[] = [];

  note(message: PhoneMessage): void {
    this.#messages = [...this.#messages, message].slice(-messagesMax);
  }

  /** Oldest first. */
  on(number: string): PhoneMessage[] {
    return this.#messages.filter((message) => message.number === number);
  }
}
