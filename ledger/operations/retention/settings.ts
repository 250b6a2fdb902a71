// How long the records of a business are kept, as its row of set-up says, and how that is changed.

import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { everywhere, type Lapse, lapseDaysMin, lapseName } from '../../core/policy/lapse.ts';
import {
  type About,
  type Dispute,
  formatRetention,
  type KeepSetting,
  keepRules,
  parseRetention,
  type RetentionSettings,
  warnDays,
} from '../../core/policy/retention.ts';
import type { Columns } from '../../core/setup/columns.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { tagPrefix, tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { uuidv4 } from '../append/uuid.ts';
import type { EraseStore } from '../erase/store.ts';
import { noteAccess } from '../history/read-history.ts';
import { findReferred, type Subjects } from '../person/by-subject.ts';
import type { LookUps } from '../person/look-ups.ts';
import { type Changer, type Changing, changeSetup } from '../setup/change.ts';
import type { Business } from '../setup/store.ts';
import type { World } from '../world.ts';
import { type Opening, tagsOfSubjects } from './judged.ts';
import { daysAfter } from './pruned.ts';

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

/** The settings with those in dispute to whom a disputed name leads by now. */
export async function withNamed(
  ledger: { lookUpInBulk: LookUps },
  business: string,
  settings: RetentionSettings,
): Promise<RetentionSettings> {
  const { disputes, names = [] } = settings;
  if (names.length === 0) return settings;
  const ofTag = new Map(names.map(({ tag, of }) => [tag, of]));
  const { found } = await ledger.lookUpInBulk(names.map(({ tag }) => tagPrefix(Buffer.from(tag, 'base64'))));
  const led = found.flatMap(({ business: its, tag, subject }) => {
    const of = its === business ? ofTag.get(tag.toString('base64')) : undefined;
    return of === undefined ? [] : [{ subject, of }];
  });
  return { ...settings, disputes: [...disputes, ...led] };
}

export type KeepShown = KeepSetting & {
  /** Nobody can set fewer. */
  floor_days?: number;
  set_by: 'ledger' | 'business';
};

/** What is in force: the ledger's rules, and what the business has set in their place or beside them. */
export function retentionShown({ retention }: Pick<Business, 'retention'>): {
  keep: KeepShown[];
  lapse: (Lapse & { floor_days: number })[];
  disputes: number;
  open_disputes: { id: string; names: number }[];
} {
  const { keep, disputes, names = [], lapses = [] } = retentionOf(retention);
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
    lapse: lapses.map((one) => ({ ...one, floor_days: lapseDaysMin })),
    disputes: new Set([...disputes.map(({ subject }) => subject), ...names.map(({ of }) => of)]).size,
    open_disputes: [
      ...[...Map.groupBy(disputes, ({ of }) => of)].map(([id, ofOne]) => ({ id, names: ofOne.length })),
      // One name, under each pepper.
      ...new Set(names.map(({ of }) => of)).values().map((id) => ({ id, names: 1 })),
    ],
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
  await change(ledger, business, changer, ({ keep, ...besides }) => {
    const others = keep.filter((one) => !isSame(one, about));
    const now = setting === null ? others : [...others, setting];
    return now.length > keepSettingsMax
      ? new LedgerError('conflict', `A business can have ${keepSettingsMax} settings of its own at most.`)
      : { keep: now, ...besides };
  });
}

/**
 * Consent to one purpose ends where nothing is heard of a person for so many days; nothing ends by it before
 * everyone whom it would end could be told.
 * @param days null: no longer
 */
export async function setLapse(
  ledger: Changing & { world: Pick<World, 'now'> },
  business: string,
  about: Pick<Lapse, 'jurisdiction' | 'purpose'>,
  days: number | null,
  changer: Changer,
): Promise<void> {
  const name = lapseName(about);
  const from = daysAfter(ledger.world.now(), warnDays).toISOString().slice(0, 10);
  await change(ledger, business, changer, ({ lapses = [], ...settings }) => {
    const before = lapses.find((one) => lapseName(one) === name);
    const others = lapses
      .filter((one) => one !== before)
      // A place whose exception goes falls under this one: nobody there was told of it.
      .map((one) =>
        days === null && before !== undefined && isShorterEverywhere(one, before) && one.from < from
          ? { ...one, from }
          : one,
      );
    // Longer than before, it ends nobody of whom nobody was told.
    const since = before !== undefined && days !== null && days >= before.inactive_for ? before.from : from;
    const now = days === null ? others : [...others, { ...about, inactive_for: days, from: since }];
    return now.length > keepSettingsMax
      ? new LedgerError('conflict', `A business can have ${keepSettingsMax} settings of its own at most.`)
      : { ...settings, lapses: now };
  });
}

const isShorterEverywhere = (one: Lapse, before: Lapse): boolean =>
  one.jurisdiction === everywhere && one.purpose === before.purpose && one.inactive_for < before.inactive_for;

/**
 * Nothing of this person ends while a dispute is open, under any of their names. It is closed whole by the
 * name that it was opened by, also for one that has been another person's since; by such a one it is closed
 * for that one alone, since it may be the wrong person's. Of whom nothing is recorded, and yet something is
 * kept, such as a message that was sent to them, the name itself is in dispute, until it is closed.
 * @throws LedgerError not_found: nothing is kept of such a person
 */
export async function setDispute(
  ledger: Changing & Disputing,
  principal: Principal,
  asked: PersonReference,
  isOpen: boolean,
  changer: Changer,
): Promise<void> {
  const { business } = principal;
  const { person } = await findReferred(ledger, business, asked);
  await noteAccess(ledger, principal, 'look_up', person?.subjects[0] ?? null);
  const own =
    asked.kind === 'subject'
      ? await tagsOfSubjects(ledger, business, [asked.value])
      : tagsUnderEveryPepper(ledger.keys.peppers, business, asked).map(({ tag }) => tag);
  const tags = own.map((tag) => tag.toString('base64'));
  if (person === undefined) return setNamed(ledger, business, { own, tags }, isOpen, changer);
  const { subjects } = person;
  await change(ledger, business, changer, ({ disputes, names = [], ...settings }) => {
    const of = subjects[0]!;
    const ours = (one: Dispute) => subjects.includes(one.subject) || subjects.includes(one.of);
    const isOpened = (one: Dispute) => one.of === of && subjects.includes(one.subject);
    const opened = subjects.map((subject) => ({ subject, of }));
    const now = isOpen
      ? [...disputes.filter((one) => !isOpened(one)), ...opened]
      : disputes.filter((one) => !ours(one));
    const still = isOpen ? names : names.filter(({ tag }) => !tags.includes(tag));
    return within({ ...settings, disputes: now, names: still });
  });
}

type Disputing = Subjects & Opening & { erasing: Pick<EraseStore, 'count'>; world: Pick<World, 'random'> };

async function setNamed(
  ledger: Changing & Disputing,
  business: string,
  { own, tags }: { own: readonly Buffer[]; tags: readonly string[] },
  isOpen: boolean,
  changer: Changer,
): Promise<void> {
  const counts = await ledger.erasing.count(business, [], own);
  const isKept = Object.values(counts).some((count) => count > 0);
  await change(ledger, business, changer, ({ names = [], ...settings }) => {
    const others = names.filter(({ tag }) => !tags.includes(tag));
    if (!isKept && others.length === names.length)
      return new LedgerError('not_found', 'Nothing is kept of such a person.');
    if (!isOpen) return { ...settings, names: others };
    const of = names.find(({ tag }) => tags.includes(tag))?.of ?? uuidv4(ledger.world);
    return within({ ...settings, names: [...others, ...tags.map((tag) => ({ tag, of }))] });
  });
}

const within = (settings: RetentionSettings): RetentionSettings | LedgerError =>
  settings.disputes.length + (settings.names?.length ?? 0) > disputesMax
    ? new LedgerError('conflict', `${disputesMax} names can be in dispute at most; close one first.`)
    : settings;

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
  await change(ledger, business, changer, ({ disputes, names = [], ...settings }) => {
    const isOther = ({ of }: { of: string }) => of !== id;
    const others = { disputes: disputes.filter(isOther), names: names.filter(isOther) };
    return others.disputes.length + others.names.length === disputes.length + names.length
      ? new LedgerError('not_found', 'No such dispute is open.')
      : { ...settings, ...others };
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
