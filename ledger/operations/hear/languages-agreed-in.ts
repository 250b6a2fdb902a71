// The languages in which a person agreed. An ordinary word stops only a person who was asked in its language.
// Only such words raise the question, so the ledger opens the records instead of keeping a language in every
// state. Strangers may tick so often that the ledger no longer keeps or opens the person's own record. Such a
// word then stops in any language, because a stop too many is better than one too few. It never lifts a stop
// for that reason.

import { openRecord } from '../../core/consent/open-record.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { recordsOfGrants } from '../../core/consent/state.ts';
import { hasSettled } from '../../core/consent/ticks.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import type { Records } from '../record/store.ts';
import { canonicalOf } from './heard.ts';

/** The most records opened, the latest first. */
const recordsMax = 64;

type Said = { kind: 'stop' | 'resume'; languages: readonly string[]; who: readonly Identifier[] };

/**
 * Whether a person with one of these names means an ordinary word of these languages (BCP 47, base). The
 * notices of the consent in their states decide, even if that consent has ended.
 */
export async function isMeantBy(
  ledger: People & Records<'byId'>,
  business: string,
  { kind, languages, who }: Said,
): Promise<boolean> {
  const people = await Promise.all(who.map((one) => findPerson(ledger, business, canonicalOf(one))));
  const records = people.flatMap(({ person }) => (person === undefined ? [] : recordsOfGrants(person.state)));
  const each = [...new Set(records)];
  const isEachKept = people.every(({ person }) => person === undefined || !hasSettled(person.state));
  if (kind === 'stop' && (each.length > recordsMax || !isEachKept)) return true;
  const agreedIn = await Promise.all(each.slice(0, recordsMax).map((record) => languageOf(ledger, record)));
  return agreedIn.some((language) => language !== undefined && languages.includes(language));
}

/** Undefined if the person has been erased, or the record cannot be read. Other records may still tell. */
async function languageOf(ledger: Records<'byId'>, id: string): Promise<string | undefined> {
  const stored = await ledger.records.byId(id);
  const record = stored && readable(ledger, stored);
  if (record?.kind === 'confirmed') return languageOf(ledger, record.confirms);
  return record?.kind === 'opt_in' ? record.notice.locale.split('-')[0]?.toLowerCase() : undefined;
}

function readable(ledger: Keys<'master'>, stored: StoredRecord): ConsentRecord | undefined {
  try {
    return openRecord(ledger, stored).record;
  } catch {
    return undefined;
  }
}
