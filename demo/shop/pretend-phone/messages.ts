// What has happened on the telephones that the demo pretends: messages and codes that arrived, and what their owners wrote.
// In memory, of the last hundred messages: they are gone with the process, and nobody needs them longer.

import type { DeliveredMessage } from '../../cloud-api/meta.ts';

export type PhoneMessage = {
  /** E.164; whose phone it is on. */
  number: string;
  kind: 'arrived' | 'written';
  text: string;
  /** ISO 8601. */
  at: string;
  /** Of WhatsApp's; a one-time code comes otherwise. */
  message?: DeliveredMessage;
};

const messagesMax = 100;

export class PretendPhones {
  #messages: PhoneMessage[] = [];
  /** Ids of the messages that were looked at. */
  readonly #read = new Set<string>();

  note(message: PhoneMessage): void {
    this.#messages = [...this.#messages, message].slice(-messagesMax);
  }

  /** Oldest first. */
  on(number: string): PhoneMessage[] {
    return this.#messages.filter((message) => message.number === number);
  }

  /** WhatsApp's messages on this phone that nobody had looked at; now they are read. */
  look(number: string): DeliveredMessage[] {
    const unread = this.on(number).flatMap(({ message }) => {
      return message === undefined || this.#read.has(message.id) ? [] : [message];
    });
    for (const { id } of unread) this.#read.add(id);
    return unread;
  }

  delivered(number: string, id: string): DeliveredMessage | undefined {
    return this.on(number).find(({ message }) => message?.id === id)?.message;
  }
}
