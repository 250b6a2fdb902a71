// When consent to a single purpose ends because nothing is heard of the person: in-dpdp takes a purpose as
// served after three years of silence, and a business may say so of any purpose and place. Data, as the rules
// of retention are: what a business has set, with the day from which it counts, so that everyone whom it
// would end is told before.
//
// The record that ends it (`lapsed`) is no withdrawal: it ends what was agreed to up to the moment when the
// person was last heard of, and nothing that comes after. So nobody is judged again under the lock, and a new
// yes counts as if it had never been.

import { z } from 'zod';
import { standing } from '../consent/standing.ts';
import type { ConsentState } from '../consent/state.ts';
import { lateDays } from '../consent/when.ts';
import { type Purpose, purposeSchema } from '../notice/purpose.ts';
import type { Facets } from '../register/facets.ts';
import { microsOf, momentOf, toMoment } from '../when.ts';

/** Shorter, an opt-in that is handed in late, as long as that is taken, would come behind its own end. */
export const lapseDaysMin = lateDays;
/** No longer is it known that a person has read a message (schema/personal-data.ts). */
export const lapseDaysMax = 2_192;

/** `*`: wherever no other one names the place. */
export const everywhere = '*';

const dayMicros = 86_400_000_000;

/** @param purpose by itself alone: each has a life of its own */
export const lapseSettingSchema = z.strictObject({
  jurisdiction: z.literal(everywhere).or(z.string().regex(/^[A-Z]{2}$/)),
  purpose: purposeSchema,
  inactive_for: z
    .int()
    .max(lapseDaysMax)
    .refine((days) => days >= lapseDaysMin, {
      error: `must be at least ${lapseDaysMin}: no shorter time is open to a business`,
      params: { rule: 'keep_floor' },
    }),
});

/** `from`: it ends nothing before this day, UTC. */
export type Lapse = z.infer<typeof lapseSettingSchema> & { from: string };

const storedSchema = lapseSettingSchema.extend({ from: z.iso.date() });

export const formatLapse = ({ jurisdiction, purpose, inactive_for: days, from }: Lapse): string =>
  `lapse ${jurisdiction} ${purpose} ${days} ${from}`;

/** Undefined: a later release may have written it. */
export function parseLapse([jurisdiction, purpose, days, from, ...more]: readonly string[]):
  | Lapse
  | undefined {
  const read = storedSchema.safeParse({ jurisdiction, purpose, inactive_for: Number(days), from });
  return more.length === 0 ? read.data : undefined;
}

export const lapseName = ({ jurisdiction, purpose }: Pick<Lapse, 'jurisdiction' | 'purpose'>): string =>
  `lapse/${jurisdiction}/${purpose}`;

/** Purposes that a rule may end, of this person, and that they may be written to for now. */
export const mayLapse = (state: ConsentState, lapses: readonly Lapse[], now: string): Purpose[] => [
  ...new Set(lapses.map(({ purpose }) => purpose).filter((purpose) => isGranted(state, purpose, now))),
];

export const isGranted = (state: ConsentState, purpose: Purpose, now: string): boolean =>
  (['message', 'call'] as const).some((scope) => standing(state, purpose, scope, now).kind === 'granted');

export type Lapsing = {
  purpose: Purpose;
  rule: string;
  days: number;
  /** When the person was last heard of, and when that is long enough ago. */
  since: string;
  at: string;
};

/**
 * What ends, and when, if nothing is heard of them before; nothing, where a record cannot be read: it may be
 * that they were.
 * @param lastRead when they last read a message
 */
export function lapsingOf(
  { facets, state }: { facets: readonly Facets[]; state: ConsentState },
  lapses: readonly Lapse[],
  lastRead: string | undefined,
  now: string,
): Lapsing[] {
  const since = lastHeard(facets, lastRead);
  if (since === undefined) return [];
  const places = [...new Set(facets.flatMap(({ jurisdiction }) => jurisdiction ?? []))];
  return mayLapse(state, lapses, now).flatMap((purpose) => {
    const lapse = ruleFor(
      lapses.filter((one) => one.purpose === purpose),
      places,
    );
    if (lapse === undefined) return [];
    const end = momentOf(microsOf(since) + lapse.inactive_for * dayMicros);
    const from = `${lapse.from}T00:00:00.000000Z`;
    const due = { purpose, rule: lapseName(lapse), days: lapse.inactive_for, since };
    return [{ ...due, at: end > from ? end : from }];
  });
}

/** A look, a correction and a lapse are none of their doing; whatever else there is may be. */
const unheard: readonly string[] = ['accessed', 'corrected', 'lapsed'];

function lastHeard(facets: readonly Facets[], lastRead: string | undefined): string | undefined {
  let last: string | undefined = lastRead === undefined ? undefined : toMoment(lastRead);
  for (const { kind, unread, recorded_at: at } of facets) {
    if (unread !== undefined || kind === undefined || at === undefined) return undefined;
    if (!unheard.includes(kind) && (last === undefined || toMoment(at) > last)) last = toMoment(at);
  }
  return last;
}

/** The longest of those places that the consent may be of; none, where one of them has no rule. */
function ruleFor(lapses: readonly Lapse[], places: readonly string[]): Lapse | undefined {
  const anywhere = lapses.find(({ jurisdiction }) => jurisdiction === everywhere);
  if (places.length === 0 && anywhere === undefined) return undefined;
  const fitting =
    places.length === 0
      ? lapses
      : places.map((place) => lapses.find(({ jurisdiction }) => jurisdiction === place) ?? anywhere);
  const named = fitting.filter((one) => one !== undefined);
  if (named.length < fitting.length) return undefined;
  return named.toSorted((a, b) => b.inactive_for - a.inactive_for)[0];
}
