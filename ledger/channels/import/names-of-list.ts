// The names that a list has, each looked at once. Lines of NDJSON may bring new ones without end, and to
// judge one costs as much as to read a row: unbounded, one upload would keep everybody's stops waiting.

import { type Judged, judged } from './kinds.ts';

/** Names of a row. */
export const namesOfRowMax = 200;
/** Different names of a list. */
export const namesOfListMax = 1_000;
/** Characters of new names that are looked at in one turn of the event loop. */
const charsOfTurn = 1_000;

export class NamesOfList {
  readonly #known = new Map<string, Judged>();
  readonly #judge: (name: string) => Judged;
  readonly #giveWay: () => Promise<unknown>;

  constructor(giveWay: () => Promise<unknown>, judge: (name: string) => Judged = judged) {
    this.#giveWay = giveWay;
    this.#judge = judge;
  }

  /** Undefined where the list would have more names than are looked at. */
  async learn(names: readonly string[]): Promise<readonly Judged[] | undefined> {
    let chars = 0;
    for (const name of new Set(names)) {
      if (this.#known.has(name)) continue;
      if (this.#known.size >= namesOfListMax) return undefined;
      this.#known.set(name, this.#judge(name));
      chars += 10 + name.length;
      if (chars < charsOfTurn) continue;
      chars = 0;
      await this.#giveWay();
    }
    return names.map((name) => this.#known.get(name)!);
  }
}
