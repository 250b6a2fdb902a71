// What became of a list, in numbers.

import { mayBeStop } from '../../channels/import/columns.ts';
import { type Verdict, verdicts } from './import-list.ts';

/**
 * `rows`: a stop of several numbers has a verdict for each. `may_be_stop`: how many of the
 * refused may be stops.
 */
export type Sum = { rows: number; may_be_stop: number } & Record<Verdict['verdict'], number>;

export class Tally {
  readonly sum = Object.fromEntries(['rows', ...verdicts, mayBeStop].map((name) => [name, 0])) as Sum;
  #last = 0;

  /** In the order of the list. */
  add({ line, verdict, rule }: Verdict): void {
    this.sum[verdict] += 1;
    if (rule === mayBeStop) this.sum[mayBeStop] += 1;
    if (line !== this.#last) this.sum.rows += 1;
    this.#last = line;
  }
}
