// How many messages a number may send in a second. The stand-in refuses more with 130429.

export class Throughput {
  readonly #perSecond: number;
  readonly #bySender = new Map<string, { second: number; messages: number }>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Counts one more. False where that is one too many. */
  take(sender: string, now: Date): boolean {
    const second = Math.floor(now.getTime() / 1000);
    const before = this.#bySender.get(sender);
    const messages = before?.second === second ? before.messages + 1 : 1;
    this.#bySender.set(sender, { second, messages });
    return messages <= this.#perSecond;
  }
}
