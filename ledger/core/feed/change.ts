// What a follower of the change feed is told: one line for each record that changes what a person agreed to,
// for each that makes a follower forget, and for each that could not be read. No line holds a number.

import { z } from 'zod';
import type { ConsentRecord, Scope } from '../consent/record.ts';
import { slotKey } from '../consent/slot.ts';
import { type Standing, standing } from '../consent/standing.ts';
import type { ConsentState } from '../consent/state.ts';
import { purposes } from '../notice/purpose.ts';

type Kind = ConsentRecord['kind'];

const scopes: readonly Scope[] = ['message', 'call'];

/** Kinds that change no person's consent. A kind of a later release is told, as one that was not read. */
export const untoldKinds = [
  'notice_published',
  'notice_retired',
  'notice_reviewed',
  'flow_published',
  'template_changed',
  'setup_changed',
  'accessed',
] as const satisfies readonly Kind[];

/** Kinds of the ledger's own records that are told to the followers of every business, or of the one. */
export const ledgerKinds = ['log_begun', 'recovered'] as const satisfies readonly Kind[];

/**
 * Kinds of which a copy must not hear late: it would write to someone who said no, or whose consent has
 * ended, or keep someone who was erased. So is each record that was not read: it may be one.
 */
export const stoppingKinds = [
  'opt_out',
  'objected',
  'suspended',
  'identifier_changed',
  'lapsed',
  'erased',
  'log_begun',
] as const satisfies readonly Kind[];

/**
 * Kinds that allow more. All others count also where they were made to try things out (consent/said.ts), so
 * they are told: a copy that lacks such a stop would write to someone whom the gate denies.
 */
export const allowingKinds = [
  'opt_in',
  'confirmed',
  'imported',
  'resumed',
] as const satisfies readonly Kind[];

/** Kinds that bear on no one who may be another person by now: what is allowed crosses no such link. */
const ownKinds: readonly Kind[] = ['opt_in', 'confirmed', 'imported', 'lapsed'];

/** Whether a record of one subject may change what holds of another that is linked to it (component.ts). */
export const bearsOn = (kind: Kind, linked: 'same' | 'other'): boolean =>
  kind !== 'corrected' && (linked === 'same' || !ownKinds.includes(kind));

const standings = [
  'granted',
  'withdrawn',
  'objected',
  'too_weak_after_withdrawal',
  'suspended',
  'expired',
  'unjudgeable',
] as const;

/** By purpose, and `purpose:call` for calls; a purpose of which nothing was ever said is left out. */
const effectiveSchema = z.record(z.string(), z.enum(standings));
export type Effective = z.infer<typeof effectiveSchema>;

/** @param now as records write moments */
export function effectiveIn(state: ConsentState, now: string): Effective {
  const effective: Effective = {};
  for (const purpose of purposes) {
    for (const scope of scopes) {
      const { kind } = standing(state, purpose, scope, now);
      if (kind !== 'none') effective[slotKey({ purpose, scope })] = kind;
    }
  }
  return effective;
}

const untilSchema = z.record(z.string(), z.string());
export type Until = z.infer<typeof untilSchema>;

/** Of what is granted, when it ends by itself. Nothing is recorded then, so no line would tell of it. */
export function untilIn(state: ConsentState, now: string): Until {
  const until: Until = {};
  for (const purpose of purposes)
    for (const scope of scopes) {
      const end = endOf((at) => standing(state, purpose, scope, at), now);
      if (end !== undefined) until[slotKey({ purpose, scope })] = end;
    }
  return until;
}

/** One consent may end and another still stand. */
function endOf(standingAt: (at: string) => Standing, now: string): string | undefined {
  for (let at = now, last: string | undefined; ; at = last) {
    const found = standingAt(at);
    if (found.kind !== 'granted') return last;
    if (found.grant.until === undefined) return undefined;
    last = found.grant.until;
  }
}

const place = {
  index: z.int().min(0).meta({ description: 'Of the entry in the log.' }),
  record: z.uuid(),
  recorded_at: z.string().optional(),
  cursor: z.string().meta({ description: 'Goes on behind this line.' }),
};

const runs = z.array(z.tuple([z.int().min(0), z.int().min(0)]));

const changeSchema = z.strictObject({
  row: z.literal('change'),
  ...place,
  kind: z.string(),
  subject: z.uuid(),
  external_id: z.string().optional().meta({ description: 'The business’s own id of the person.' }),
  purposes: z.array(z.string()).optional().meta({ description: '`*`: all of them.' }),
  effective: effectiveSchema.meta({
    description:
      'What holds of the person now, by purpose (`marketing:call`: by phone): at `tree_size`, which this record is below. ' +
      'It is no permission: ask the gate before each message.',
  }),
  until: untilSchema.optional().meta({
    description:
      'Of what is granted, when it ends by itself: no line comes then. What has no end is left out.',
  }),
  tree_size: z.int().min(0),
});

const goneSchema = z.strictObject({
  row: z.enum(['erased', 'pruned']),
  ...place,
  subjects: z.array(z.uuid()).meta({ description: 'Forget these; of `pruned`, what stands in `indexes`.' }),
  indexes: runs,
});

const begunSchema = z.strictObject({
  row: z.literal('log_begun'),
  ...place,
  why: z.string(),
  kept: z.int().min(0).meta({
    description: 'What was told of entries from this index on, before this line, was lost: take it back.',
  }),
});

const recoveredSchema = z.strictObject({ row: z.literal('recovered'), ...place });

const unreadSchema = z.strictObject({
  row: z.literal('unread'),
  ...place,
  subject: z.uuid().optional().meta({ description: 'Treat as stopped until the record can be read.' }),
});

export const feedEndSchema = z.strictObject({
  row: z.literal('end'),
  cursor: z
    .string()
    .meta({ description: 'The `since` of the next request, which confirms all lines before it.' }),
  tree_size: z.int().min(0).meta({ description: 'Every change below this size of the log was told.' }),
  more: z.boolean().meta({ description: 'There are more already: ask again at once.' }),
});

export const feedLineSchema = z.discriminatedUnion('row', [
  changeSchema,
  goneSchema,
  begunSchema,
  recoveredSchema,
  unreadSchema,
  feedEndSchema,
]);

export type FeedLine = z.infer<typeof feedLineSchema>;
