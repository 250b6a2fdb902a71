// Whether an opt-in that was just recorded lets messages through. It does not where a stop stands that it may
// not lift. Only a server of the business, and a page whose customer token names this number, get this
// answer. Any other caller, on a telephone too, would learn who has stopped.

import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { Outcome } from '../append/draft.ts';
import { findPerson, type People } from '../person/find-person.ts';
import type { Records } from '../record/store.ts';

/** Undefined where the submitter may not know. */
export async function effectOf(
  ledger: People & Records<'byId'>,
  { submission, business }: Pick<OptIn, 'submission' | 'business'>,
  outcome: Exclude<Outcome, { kind: 'refused' }>,
): Promise<boolean | undefined> {
  if (submission.by !== 'server' && submission.vouched === undefined) return undefined;
  const record = outcome.kind === 'placed' ? outcome.record : await recordOf(ledger, outcome.record);
  if (record?.kind !== 'opt_in') return undefined;
  if (record.test === true) return false;
  const own = outcome.kind === 'placed' ? outcome.state : undefined;
  if (own !== undefined && own.links === undefined && ledger.keys.peppers.length === 1)
    return holdsFor(own, record, record.recorded_at);
  const named = record.identifiers.find(({ kind }) => kind === 'number');
  if (named === undefined) return undefined;
  const { person, logTime } = await findPerson(ledger, business, named);
  return person !== undefined && holdsFor(person.state, record, logTime);
}

async function recordOf(ledger: Records<'byId'>, id: string) {
  const stored = await ledger.records.byId(id);
  return stored && openRecord(ledger, stored).record;
}

/** Whether it holds for all its purposes and scopes. */
const holdsFor = (state: ConsentState, { purposes, scope }: OptInRecord, now: string): boolean =>
  purposes.every((purpose) => scope.every((one) => standing(state, purpose, one, now).kind === 'granted'));
