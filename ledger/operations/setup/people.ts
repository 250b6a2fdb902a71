// Who may use the console for a business. Each change is a record: `verify` finds a person who was put
// into the table by hand, or whose end was taken away.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { identityMac, roleSchema, type Staff, staffSchema } from '../../core/setup/staff.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { toMoment } from '../../core/when.ts';
import type { SetupChange } from '../append/draft.ts';
import { uuidv7 } from '../append/uuid.ts';
import type { Keys } from '../keys.ts';
import { type Changer, type Changing, changeSetup, operator } from './change.ts';
import type { PersonRow, SetupStore } from './store.ts';

export const personDraftSchema = staffSchema.extend({
  role: roleSchema,
  until: z.iso.datetime({ offset: true }).optional(),
});
export type PersonDraft = z.infer<typeof personDraftSchema>;

/** As it stands in the row, with the end in UTC. */
const sealedSchema = staffSchema.extend({ role: roleSchema, until: z.iso.datetime().optional() });

/** `name` is absent of a person who was forgotten. */
export type Person = Omit<PersonRow, 'sealed' | 'identity'> & Partial<Staff>;

/** @throws LedgerError not_found: no such business; conflict: its provider's identity is there already */
export async function addPerson(
  ledger: Changing,
  business: string,
  { role, until: end, ...staff }: PersonDraft,
  changer: Changer = operator,
): Promise<string> {
  const now = ledger.world.now();
  const until = end && new Date(end).toISOString();
  if (until !== undefined && new Date(until) <= now) {
    const detail = 'The end must be in the future.';
    throw new LedgerError('invalid', detail, { faults: [{ pointer: '/until', rule: 'future', detail }] });
  }
  const { master } = ledger.keys;
  const identity = staff.identity === undefined ? null : identityMac(master, staff.identity);
  const id = uuidv7(ledger.world);
  const said = JSON.stringify({ ...staff, role, ...(until !== undefined && { until }) });
  const row = {
    ...{ id, business, role, identity },
    sealed: sealText(master, placeOf({ id, business }), ledger.world.random(12), said),
    created_at: toMoment(now.toISOString()),
    until: until === undefined ? null : toMoment(until),
    ended_at: null,
    broke_glass_at: null,
  };
  // Two roles of one identity would let whoever signs in have the wider one. Under the lock: of two who are
  // added at once one is there before the other.
  const unlessThere: SetupChange = (_is, _record, ofIdentity) =>
    ofIdentity.some((one) => isLiveRow(one, now))
      ? new LedgerError('conflict', 'A person with this identity is there already.')
      : row;
  const key = { thing: 'staff', name: id, ...(identity !== null && { identity }) } as const;
  await changeSetup(ledger, business, key, unlessThere, changer);
  return id;
}

/** `business`: whose they must be; absent: of any. */
type Asking = { business?: string; changer?: Changer };

/** @returns false if there is none of this id, or it has ended */
export function endPerson(ledger: Changing, id: string, asking: Asking = {}): Promise<boolean> {
  const ended_at = toMoment(ledger.world.now().toISOString());
  return change(ledger, id, asking, (is) => (is.ended_at === null ? { ...is, ended_at } : undefined));
}

/** Ends them, and keeps nothing of who they were. @returns false if there is none of this id */
export function forgetPerson(ledger: Changing, id: string, asking: Asking = {}): Promise<boolean> {
  const now = toMoment(ledger.world.now().toISOString());
  return change(ledger, id, asking, (is) => {
    return { ...is, ended_at: is.ended_at ?? now, sealed: null, identity: null };
  });
}

/** Notes that the host has made a link past the provider for them. */
export function breakGlass(ledger: Changing, id: string): Promise<boolean> {
  const broke_glass_at = toMoment(ledger.world.now().toISOString());
  return change(ledger, id, {}, (is) => ({ ...is, broke_glass_at }));
}

type Row = Exclude<Parameters<SetupChange>[0], undefined>;

/** @param to undefined: there is nothing to change */
async function change(
  ledger: Changing,
  id: string,
  { business, changer = operator }: Asking,
  to: (is: Row) => Row | undefined,
): Promise<boolean> {
  const [found] = await ledger.setup.people({ ids: [id] });
  if (found === undefined || (business !== undefined && found.business !== business)) return false;
  const nothing = new LedgerError('not_found', 'There is no such person.');
  try {
    const key = { thing: 'staff', name: id } as const;
    await changeSetup(ledger, found.business, key, (is) => (is && to(is)) ?? nothing, changer);
    return true;
  } catch (error) {
    if (error === nothing) return false;
    throw error;
  }
}

/** In the order in which they were added, those that have ended too. */
export const listPeople = async (
  ledger: Keys<'master'> & { setup: Pick<SetupStore, 'people'> },
  asked: Parameters<SetupStore['people']>[0],
): Promise<Person[]> =>
  (await ledger.setup.people(asked)).flatMap((row) => personOf(ledger.keys.master, row) ?? []);

/** Undefined: put there by hand, or moved from another row. It lets nobody in, and `verify` finds it. */
function personOf(master: Buffer, { sealed, identity: _, ...row }: PersonRow): Person | undefined {
  if (sealed === undefined) return row;
  const text = openText(master, placeOf(row), sealed);
  if (text === undefined) return undefined;
  const { until, ...said } = sealedSchema.parse(JSON.parse(text));
  const { until: _until, ...columns } = row;
  // What they may do and until when is what was sealed: no hand widens it.
  return { ...columns, ...said, ...(until !== undefined && { until }) };
}

/** May use the console at this moment. */
export const isLive = ({ until, endedAt }: Pick<PersonRow, 'until' | 'endedAt'>, now: Date): boolean =>
  endedAt === undefined && (until === undefined || new Date(until) > now);

const isLiveRow = ({ until, ended_at: ended }: Columns, now: Date): boolean =>
  ended === null && (until === null || new Date(String(until)) > now);

const placeOf = ({ id, business }: Pick<PersonRow, 'id' | 'business'>) =>
  ({ what: 'staff', name: id, business }) as const;
