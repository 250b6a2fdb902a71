// What Postgres says of an insert by hand, in words: there is one already, or there is nobody it could belong to.

import { LedgerError } from '../core/error.ts';
import { DatabaseError } from './connection.ts';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** @throws LedgerError conflict, or not_found where the business it names is not there */
export async function unlessTaken(insert: Promise<unknown>): Promise<void> {
  try {
    await insert;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.sqlstate === uniqueViolation)
      throw new LedgerError('conflict', 'There is one with this id already.');
    if (error.sqlstate === foreignKeyViolation) throw new LedgerError('not_found', 'No such business.');
    throw error;
  }
}
