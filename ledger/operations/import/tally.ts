// What became of a list, in numbers.

import { type Verdict, verdicts } from './import-list.ts';

/** `rows`: a stop of a number that may mean two people has two verdicts. */
export type Sum = { rows: number } & Record<Verdict['verdict'], number>;

export class Tally {
  readonly sum = Object.fromEntries(['rows', ...verdicts].map((name) => [name, 0])) as Sum;
  #last = 0;

  /** In the order of the list. */
  add({ line, verdict }: Verdict): void {
    this.sum[verdict] += 1;
    if (line !== this.#last) this.sum.rows += 1;
    this.#last = line;
  }
}
