// How long the records of a business are kept, as its row of set-up says, and how that is changed.

import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import {
  type About,
  type Dispute,
  formatRetention,
  type KeepSetting,
  keepRules,
  parseRetention,
  type RetentionSettings,
} from '../../core/policy/retention.ts';
import type { Columns } from '../../core/setup/columns.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { noteAccess } from '../history/read-history.ts';
import { findReferred, type Subjects } from '../person/by-subject.ts';
import { type Changer, type Changing, changeSetup } from '../setup/change.ts';
import type { Business } from '../setup/store.ts';

/** Disputes of a business at one time, and settings. */
export const disputesMax = 1_000;
export const keepSettingsMax = 200;

/** @throws LedgerError internal: a later release has written it; nothing ends before it can be read */
export function retentionOf(lines: readonly string[] = []): RetentionSettings {
  const settings = parseRetention(lines);
  if (settings !== undefined) return settings;
  const detail =
    'How long the records of this business are kept was set by a later release: ask a node of it.';
  throw new LedgerError('internal', detail);
}

export type KeepShown = KeepSetting & {
  /** Nobody can set fewer. */
  floor_days?: number;
  set_by: 'ledger' | 'business';
};

/** What is in force: the ledger's rules, and what the business has set in their place or beside them. */
export function retentionShown({ retention }: Pick<Business, 'retention'>): {
  keep: KeepShown[];
  disputes: number;
  open_disputes: { id: string; names: number }[];
} {
  const { keep, disputes } = retentionOf(retention);
  const isSet = (about: About) => keep.some((one) => isSame(one, about));
  const ours = keepRules.map(({ floorDays, ...rule }) => {
    return { ...rule, floor_days: floorDays, set_by: 'ledger' as const };
  });
  const floorOf = (about: About) => ours.find((one) => isSame(one, about))?.floor_days;
  const theirs = keep.map((one) => {
    const floor = floorOf(one);
    return { ...one, ...(floor !== undefined && { floor_days: floor }), set_by: 'business' as const };
  });
  return {
    keep: [...ours.filter((rule) => !isSet(rule)), ...theirs],
    disputes: new Set(disputes.map(({ subject }) => subject)).size,
    open_disputes: [...Map.groupBy(disputes, ({ of }) => of)].map(([id, names]) => ({
      id,
      names: names.length,
    })),
  };
}

const isSame = (one: About, other: About): boolean =>
  one.what === other.what && one.jurisdiction === other.jurisdiction && one.purpose === other.purpose;

/** @param days null: what the ledger says counts again */
export async function setKeep(
  ledger: Changing,
  business: string,
  about: About,
  setting: KeepSetting | null,
  changer: Changer,
): Promise<void> {
  await change(ledger, business, changer, ({ keep, disputes }) => {
    const others = keep.filter((one) => !isSame(one, about));
    const now = setting === null ? others : [...others, setting];
    return now.length > keepSettingsMax
      ? new LedgerError('conflict', `A business can have ${keepSettingsMax} settings of its own at most.`)
      : { keep: now, disputes };
  });
}

/**
 * Nothing of this person ends while a dispute is open, under any of their names. It is closed whole by the
 * name that it was opened by, also for one that has been another person's since; by such a one it is closed
 * for that one alone, since it may be the wrong person's.
 * @throws LedgerError not_found: nothing is recorded of such a person
 */
export async function setDispute(
  ledger: Changing & Subjects,
  principal: Principal,
  asked: PersonReference,
  isOpen: boolean,
  changer: Changer,
): Promise<void> {
  const { person } = await findReferred(ledger, principal.business, asked);
  await noteAccess(ledger, principal, 'look_up', person?.subjects[0] ?? null);
  if (person === undefined) throw new LedgerError('not_found', 'Nothing is recorded of such a person.');
  const { subjects } = person;
  await change(ledger, principal.business, changer, ({ keep, disputes }) => {
    const of = subjects[0]!;
    const ours = (one: Dispute) => subjects.includes(one.subject) || subjects.includes(one.of);
    const isOpened = (one: Dispute) => one.of === of && subjects.includes(one.subject);
    const opened = subjects.map((subject) => ({ subject, of }));
    const now = isOpen
      ? [...disputes.filter((one) => !isOpened(one)), ...opened]
      : disputes.filter((one) => !ours(one));
    return now.length > disputesMax
      ? new LedgerError('conflict', `${disputesMax} names can be in dispute at most; close one first.`)
      : { keep, disputes: now };
  });
}

/**
 * Closed by its own id: the name that it was opened by may lead to somebody else by now.
 * @throws LedgerError not_found: the business has no such dispute
 */
export async function closeDispute(
  ledger: Changing,
  business: string,
  id: string,
  changer: Changer,
): Promise<void> {
  await change(ledger, business, changer, ({ keep, disputes }) => {
    const others = disputes.filter(({ of }) => of !== id);
    return others.length === disputes.length
      ? new LedgerError('not_found', 'No such dispute is open.')
      : { keep, disputes: others };
  });
}

/** Computed under the lock from what is there, so two changes at once lose nothing of each other. */
async function change(
  ledger: Changing,
  business: string,
  changer: Changer,
  next: (is: RetentionSettings) => RetentionSettings | LedgerError,
): Promise<void> {
  await changeSetup(
    ledger,
    business,
    { thing: 'business', name: business },
    (is): Columns | LedgerError => {
      if (is === undefined) return new LedgerError('not_found', 'No such business.');
      const settings = parseRetention((is.retention ?? []) as readonly string[]);
      if (settings === undefined)
        return new LedgerError('conflict', 'A later release has set this: change it there.');
      const changed = next(settings);
      if (changed instanceof LedgerError) return changed;
      const lines = formatRetention(changed);
      return { ...is, retention: lines.length === 0 ? null : lines };
    },
    changer,
  );
}
