// Whether the person has shown that the number of an opt-in is theirs. If so, a person who stops by that
// opt-in's page or link does so as the holder (core/consent/authority.ts), unless the number has gone to
// another person since.

import { type Spend, spend } from '../../auth/spend.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { type Spent, spentAt } from './taking-back.ts';

export type Proofs = People & Spent & Keys<'macs'>;

/** Each opt-in has at most one confirmation. */
export const onceFor = (ledger: Keys<'macs'>, record: string): Spend =>
  spend(ledger.keys.macs, 'ownership', [record], record);

/** Reads nothing else of the person's history, because its duration must not reveal how long that is. */
export async function isProven(ledger: Proofs, { id, business, identifiers }: OptInRecord): Promise<boolean> {
  const at = await spentAt(ledger, business, onceFor(ledger, id));
  const number = numberAmong(identifiers);
  if (at === undefined || number === undefined) return false;
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  return person !== undefined && at > (person.state.suspended?.at ?? '');
}
