// Whether an opt-in that names no key of its own says again what was just said: the last that is recorded of the person, under
// any of their names, is this very opt-in. Anything in between, a stop above all, makes it a new one.

import { isDeepStrictEqual } from 'node:util';
import type { OptIn } from '../../core/consent/command.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { findPerson } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import { findNotice } from '../notice/find-notice.ts';
import { openRecord } from '../open-record.ts';

/** How long after it an opt-in is taken for the one before, milliseconds. */
export const repeatWindowMs = 60 * 60 * 1000;

/** Two that are recorded at the same moment may both be new: that is one record too many, and no harm. */
export async function isRepeatedOptIn(ledger: Ledger, command: OptIn): Promise<boolean> {
  const last = await lastRecordOf(ledger, command);
  const since = new Date(ledger.world.now().getTime() - repeatWindowMs).toISOString();
  if (last?.kind !== 'opt_in' || last.recorded_at < since) return false;
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

/** Of the person and everybody whose withdrawals are theirs; that somebody looked is nothing the person did. */
async function lastRecordOf(ledger: Ledger, { business, number }: OptIn): Promise<ConsentRecord | undefined> {
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  const subjects = person === undefined ? [] : [...person.subjects, ...person.others];
  const stored = (await Promise.all(subjects.map((subject) => ledger.records.bySubject(subject)))).flat();
  for (const one of stored.toSorted((a, b) => b.index - a.index)) {
    const { record } = openRecord(ledger, one);
    if (record.kind !== 'accessed') return record;
  }
  return undefined;
}
