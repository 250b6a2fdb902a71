// How long records are kept: what ends, when, and how short a business may make it. Data, named and dated,
// as the packs are; `pruned` records name the version and the rule that ended their time.
//
//   proof    what a person agreed to, stopped or objected to, and who they are: kept while a message may be
//            sent on it, and as long after as it may be asked for in court
//   refusal  a no that ended nothing
//   look     who looked at records, and why
//
// A rule is never edited in place: a change is a new version.

import { z } from 'zod';
import { type Purpose, purposeSchema } from '../notice/purpose.ts';
import { formatLapse, type Lapse, parseLapse } from './lapse.ts';

export const keepName = 'keep-2026';
export const keepVersion = 1;

const matters = ['proof', 'refusal', 'look'] as const;
export const matterSchema = z
  .enum(matters)
  .meta({ description: 'What is kept: proof of consent and stops, a refusal that ended nothing, a look.' });
type Matter = z.infer<typeof matterSchema>;

/** Every jurisdiction, or every purpose. */
export const anyOne = '*';

export const jurisdictionSchema = z
  .string()
  .regex(/^([A-Z]{2}|\*)$/, 'must be two capital letters, such as IN, or * for everywhere');
export const keptPurposeSchema = z.literal(anyOne).or(purposeSchema);

/** Longest that a business can ask for: a century. */
export const keepDaysMax = 36_500;

/** How many days before records end a business is told of it. */
export const warnDays = 30;

export type About = { what: Matter; jurisdiction: string; purpose: Purpose | typeof anyOne };

export type KeepRule = About & {
  days: number;
  /** Nobody can set fewer. */
  floorDays: number;
};

const years = (count: number): number => Math.ceil(count * 365.25);

/**
 * US: records of consent for five years. IN: as long as a consent manager keeps them, and logs of who looked
 * for a year at least. CA: three years after the last contact. Elsewhere: six years cover the limitation of
 * most claims, and no less than three can be set.
 */
export const keepRules: readonly KeepRule[] = [
  { what: 'proof', jurisdiction: anyOne, purpose: anyOne, days: years(6), floorDays: years(3) },
  { what: 'proof', jurisdiction: 'CA', purpose: anyOne, days: years(3), floorDays: years(3) },
  { what: 'proof', jurisdiction: 'IN', purpose: anyOne, days: years(7), floorDays: years(7) },
  { what: 'proof', jurisdiction: 'US', purpose: anyOne, days: years(5), floorDays: years(5) },
  // What is marketed beyond a no is what is sued over.
  { what: 'refusal', jurisdiction: anyOne, purpose: 'marketing', days: years(3), floorDays: years(1) },
  { what: 'refusal', jurisdiction: anyOne, purpose: anyOne, days: years(2), floorDays: years(1) },
  { what: 'look', jurisdiction: anyOne, purpose: anyOne, days: years(3), floorDays: years(1) },
];

const storedKeepSchema = z.strictObject({
  what: matterSchema,
  jurisdiction: jurisdictionSchema,
  purpose: keptPurposeSchema,
  days: z.int().min(1).max(keepDaysMax),
});

/** Of a business, for one of the rules or for a part of it. */
export const keepSettingSchema = storedKeepSchema
  .refine(
    ({ what, purpose, jurisdiction }) => what !== 'look' || (purpose === anyOne && jurisdiction === anyOne),
    {
      error: 'a look is about no purpose and no jurisdiction',
      path: ['what'],
      params: { rule: 'look_is_of_all' },
    },
  )
  .superRefine((setting, context) => {
    const floor = floorOf(setting);
    if (setting.days >= floor) return;
    const message = `must be at least ${floor}: no shorter time is open to a business`;
    context.addIssue({ code: 'custom', message, path: ['days'], params: { rule: 'keep_floor' } });
  });
export type KeepSetting = z.infer<typeof keepSettingSchema>;

const floorOf = (about: About): number => closest(keepRules, about)!.floorDays;

const fits = (rule: About, { what, jurisdiction, purpose }: About): boolean =>
  rule.what === what &&
  (rule.jurisdiction === anyOne || rule.jurisdiction === jurisdiction) &&
  (rule.purpose === anyOne || rule.purpose === purpose);

/** Who says the jurisdiction says more than who says the purpose. */
const closeness = ({ jurisdiction, purpose }: About): number =>
  (jurisdiction === anyOne ? 0 : 2) + (purpose === anyOne ? 0 : 1);

const closest = <Rule extends About>(rules: readonly Rule[], about: About): Rule | undefined =>
  rules
    .filter((rule) => fits(rule, about))
    .reduce<Rule | undefined>(
      (best, one) => (best === undefined || closeness(one) > closeness(best) ? one : best),
      undefined,
    );

/**
 * How long this is kept, and what says so. A floor holds against a setting for every jurisdiction too, and
 * against one from before it rose.
 */
export function keepOf(about: About, settings: readonly KeepSetting[]): Keep {
  const ours = closest(keepRules, about)!;
  const theirs = closest(settings, about);
  if (theirs === undefined) return { days: ours.days, rule: nameOf(ours) };
  return theirs.days < ours.floorDays
    ? { days: ours.floorDays, rule: nameOf(ours) }
    : { days: theirs.days, rule: nameOf(theirs) };
}

/** `rule`: what it is about, as what/jurisdiction/purpose. */
export type Keep = { days: number; rule: string };

const nameOf = ({ what, jurisdiction, purpose }: About): string => `${what}/${jurisdiction}/${purpose}`;

/** Those of which a rule or a setting says something of its own, and all others. */
export const jurisdictionsNamed = (settings: readonly KeepSetting[]): string[] => [
  ...new Set([...keepRules, ...settings].map(({ jurisdiction }) => jurisdiction)),
];

/** `subject`: whose records are kept. `of`: the subject by whose name it was opened: the dispute's own id. */
export type Dispute = { subject: string; of: string };

/**
 * A dispute with someone of whom nothing was recorded when it was opened: what was sent to them is kept, and
 * whoever the name leads to later. `tag`: base64, of the name. `of`: the dispute's own id.
 */
export type DisputedName = { tag: string; of: string };

/**
 * What a business has set, as its row of set-up holds it: `keep proof IN marketing 3000`, `dispute` with its
 * subject, and with whose name it was opened by where that is another, and `dispute-name` with a tag and its
 * id, until it is over; `lapse IN marketing 1095 2027-01-01`. Not readable: nothing ends.
 */
export type RetentionSettings = {
  keep: readonly KeepSetting[];
  disputes: readonly Dispute[];
  names?: readonly DisputedName[];
  lapses?: readonly Lapse[];
};

export const formatRetention = ({ keep, disputes, names = [], lapses = [] }: RetentionSettings): string[] => [
  ...keep
    .map(({ what, jurisdiction, purpose, days }) => `keep ${what} ${jurisdiction} ${purpose} ${days}`)
    .toSorted(),
  ...disputes
    .map(({ subject, of }) => (of === subject ? `dispute ${subject}` : `dispute ${subject} ${of}`))
    .toSorted(),
  ...names.map(({ tag, of }) => `dispute-name ${tag} ${of}`).toSorted(),
  ...lapses.map(formatLapse).toSorted(),
];

/** Undefined: a later release may have written it, and what it keeps is not known. */
export function parseRetention(lines: readonly string[]): RetentionSettings | undefined {
  const keep: KeepSetting[] = [];
  const disputes: Dispute[] = [];
  const names: DisputedName[] = [];
  const lapses: Lapse[] = [];
  for (const line of lines) {
    const [word, ...rest] = line.split(' ');
    const of = z.tuple([z.uuid(), z.uuid().optional()]).safeParse(rest);
    const named = z.tuple([tagSchema, z.uuid()]).safeParse(rest);
    if (word === 'dispute' && of.success) {
      const [subject, opened = subject] = of.data;
      disputes.push({ subject, of: opened });
    } else if (word === 'dispute-name' && named.success) {
      names.push({ tag: named.data[0], of: named.data[1] });
    } else if (word === 'lapse') {
      const lapse = parseLapse(rest);
      if (lapse === undefined) return undefined;
      lapses.push(lapse);
    } else {
      const [what, jurisdiction, purpose, days] = rest;
      const read = storedKeepSchema.safeParse({ what, jurisdiction, purpose, days: Number(days) });
      if (word !== 'keep' || rest.length !== 4 || !read.success) return undefined;
      keep.push(read.data);
    }
  }
  return { keep, disputes, ...(names.length > 0 && { names }), ...(lapses.length > 0 && { lapses }) };
}

/** 32 bytes in base64. */
const tagSchema = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
