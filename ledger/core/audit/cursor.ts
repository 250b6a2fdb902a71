// A place in an ordered stream of pages: a reader can look at the next item before taking it. Audits use it
// to merge several ordered streams and hold one page of each, however long the ledger is.

/** Items in pages, e.g. from a store. Pages may be empty. */
export type Pages<Item> = AsyncIterable<readonly Item[]>;

export class Cursor<Item> {
  readonly #pages: AsyncIterator<readonly Item[]>;
  #page: readonly Item[] = [];
  #at = 0;

  constructor(pages: Pages<Item>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The next item, left where it is; undefined at the end. */
  async peek(): Promise<Item | undefined> {
    while (this.#at === this.#page.length) {
      const next = await this.#pages.next();
      if (next.done === true) return undefined;
      this.#page = next.value;
      this.#at = 0;
    }
    return this.#page[this.#at];
  }

  /** The next item, taken; undefined at the end. */
  async take(): Promise<Item | undefined> {
    const item = await this.peek();
    if (item !== undefined) this.#at += 1;
    return item;
  }
}
