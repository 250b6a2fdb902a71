// What is written of a person refers to a row of theirs, and is refused where that was erased since it was
// read.

import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../database/connection.ts';

/** SQLSTATE: no such row to refer to. */
const foreignKeyViolation = '23503';
const triesMax = 3;

export const isGoneMeanwhile = (error: unknown): boolean =>
  error instanceof DatabaseError && error.sqlstate === foreignKeyViolation;

/** Of many at once: those who were erased between its look and its insert are not seen again. */
export async function withoutGone<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isGoneMeanwhile(error) || tries === triesMax) throw error;
      await sleep(tries * 10);
    }
  }
}
