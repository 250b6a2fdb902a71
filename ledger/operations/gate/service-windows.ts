// The port of the 24-hour windows that a message or a call from the person opens.

/** A person wrote to a sender, or spoke with it. */
export type InboundMessage = {
  /** phone_number_id. */
  sender: string;
  /** The tag of one of the writer's names, under the current pepper. */
  tag: Buffer;
  /** ISO 8601, milliseconds. */
  at: string;
};

export interface ServiceWindowStore {
  /**
   * Durable when it resolves. An older message does not move a window back. Forgets the windows that have
   * ended at `now`.
   */
  open(business: string, messages: readonly InboundMessage[], now: string): Promise<void>;
  /** When a person with one of these tags last wrote to this sender. Always read from the primary. */
  lastInbound(business: string, sender: string, tags: readonly Buffer[]): Promise<string | undefined>;
}
