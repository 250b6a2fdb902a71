// Whether an opt-in without an idempotency key repeats the last one: the person's latest record, under any of
// their names, is this very opt-in. A record in between, above all a stop, makes it a new opt-in.

import { isDeepStrictEqual } from 'node:util';
import type { OptIn } from '../../core/consent/command.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { openedOf } from '../record/opened.ts';
import type { Records } from '../record/store.ts';

type Repeats = People & Records<'chainBack'>;

/** How long after an opt-in a second one counts as its repeat, in milliseconds. */
export const repeatWindowMs = 60 * 60 * 1000;

/** Records of a person that one query reads: nearly always the last one decides. */
const lookedAt = 8;

/** Two opt-ins at the same moment may both count as new. One record too many does no harm. */
export async function isRepeatedOptIn(ledger: Repeats & Notices, command: OptIn): Promise<boolean> {
  const last = await lastRecordOf(ledger, command);
  const since = new Date(ledger.world.now().getTime() - repeatWindowMs).toISOString();
  if (last?.kind !== 'opt_in' || last.recorded_at < since) return false;
  // What was tried out first is then said in earnest.
  if (last.test === true) return false;
  const { business, notice: named, locale, channel, evidence, source } = command;
  const said = { channel, evidence, source, locale };
  const before = { ...last, locale: last.notice.locale };
  if (!isDeepStrictEqual(said, pick(before, said)) || named.id !== last.notice.id) return false;
  const { notice } = await findNotice(ledger, business, named.id, named.version);
  return notice.version === last.notice.version;
}

function pick<Shape extends object>(from: Shape & object, like: object): object {
  return Object.fromEntries(Object.keys(like).map((name) => [name, from[name as keyof Shape]]));
}

/**
 * The last record of the person and of every subject whose withdrawals are theirs. A record of a reading of
 * the history is not an act of the person and does not count.
 */
async function lastRecordOf(
  ledger: Repeats,
  { business, number }: OptIn,
): Promise<ConsentRecord | undefined> {
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  const subjects = person === undefined ? [] : [...person.subjects, ...person.others];
  for await (const { record } of openedOf(ledger, ledger.records.chainBack(subjects, lookedAt))) {
    if (record.kind !== 'accessed') return record;
  }
  return undefined;
}
