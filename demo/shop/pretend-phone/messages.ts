// What has happened on the demo's pretend phones: messages and codes that arrived, and what their owners
// wrote. It keeps the last hundred messages in memory, until the process ends.

import type { DeliveredMessage } from '../../cloud-api/meta.ts';

export type PhoneMessage = {
  /** The phone's number, E.164. */
  number: string;
  kind: 'arrived' | 'written';
  text: string;
  /** ISO 8601. */
  at: string;
  /** The WhatsApp message. Absent for a one-time code. */
  message?: DeliveredMessage;
};

const messagesMax = 100;

export class PretendPhones {
  #messages: PhoneMessage[] = [];
  /** Ids of the messages that the customer has read. */
  readonly #read = new Set<string>();

  note(message: PhoneMessage): void {
    this.#messages = [...this.#messages, message].slice(-messagesMax);
  }

  /** Oldest first. */
  on(number: string): PhoneMessage[] {
    return this.#messages.filter((message) => message.number === number);
  }

  /** WhatsApp's unread messages on this phone; now they are read. */
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
