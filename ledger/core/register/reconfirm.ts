// Who should be asked again, and what came of it. A consent may stand and yet be weak, old, about to end, or
// given to words that have changed since. Whoever has stopped anything is never among them.

import { z } from 'zod';
import { type Grade, gradeAtLeast, grades } from '../consent/grade.ts';
import type { Grant } from '../consent/grants.ts';
import type { Scope } from '../consent/record.ts';
import { standing } from '../consent/standing.ts';
import type { ConsentState } from '../consent/state.ts';
import { csvLine } from '../export/csv.ts';
import { type Purpose, purposeSchema, purposes } from '../notice/purpose.ts';
import { microsOf, momentOf } from '../when.ts';

const days = z.int().min(1).max(36_500);

/** The name of a round: a word of the business's own, which stands in the log for ever. */
export const roundSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be a word of a-z, 0-9 and -, such as spring-2027')
  .refine((name) => !/(?:\d-?){7}/.test(name), {
    error: 'reads as the number of a person',
    params: { rule: 'no_number' },
  });

export const reconfirmFields = {
  purpose: purposeSchema.meta({ description: 'What people would be asked about again.' }),
  scope: z.enum(['message', 'call']).optional().meta({ description: '`message` if it is not said.' }),
  grade: z.enum(grades).optional().meta({ description: 'Whose consent has a lower grade than this one.' }),
  older_than_days: days.optional().meta({ description: 'Who agreed longer ago.' }),
  expires_within_days: days.optional().meta({ description: 'Whose consent ends by then, or has ended.' }),
  notice_changed: z
    .literal(true)
    .optional()
    .meta({ description: 'Who agreed to a version of a notice that is not the current one.' }),
} as const;

const askedSchema = z.strictObject(reconfirmFields);
export type ReconfirmAsked = z.infer<typeof askedSchema>;

/** Else everyone would be asked. */
export const namesWhy = ({ grade, older_than_days, expires_within_days, notice_changed }: ReconfirmAsked) =>
  [grade, older_than_days, expires_within_days, notice_changed].some((one) => one !== undefined);

export const needsWhy = {
  error: 'needs at least one of grade, older_than_days, expires_within_days, notice_changed',
  path: ['grade'],
  params: { rule: 'one_of' },
};

export const whys = ['grade', 'age', 'expires', 'notice_changed'] as const;
export type Why = (typeof whys)[number];

/** A consent that stands, or that has ended by itself. */
export type Held = { grade: Grade | undefined; grant: Grant };

/**
 * Undefined: the person has not agreed to this, or something that they stopped, took back or objected to
 * stands, whatever it is for: they are not written to about consent.
 */
export function heldOf(state: ConsentState, asked: ReconfirmAsked, now: string): Held | undefined {
  const own = standing(state, asked.purpose, asked.scope ?? 'message', now);
  if (own.kind !== 'granted' && own.kind !== 'expired') return undefined;
  if (hasStop(state, now)) return undefined;
  return { grade: own.kind === 'granted' ? own.grade : undefined, grant: own.grant };
}

const stopped: readonly string[] = [
  'withdrawn',
  'objected',
  'too_weak_after_withdrawal',
  'suspended',
  'unjudgeable',
];

/** A stop of all purposes counts against each, so it is found under any that the person never agreed to. */
const hasStop = (state: ConsentState, now: string): boolean =>
  purposes.some((purpose: Purpose) =>
    (['message', 'call'] as const).some((scope) =>
      stopped.includes(standing(state, purpose, scope, now).kind),
    ),
  );

const dayMicros = 86_400_000_000;

const daysFrom = (now: string, count: number): string => momentOf(microsOf(now) + count * dayMicros);

/** Of all that is asked, what holds; `notice_changed` is told apart by its notices. */
export function whyAskAgain(
  { grade, grant }: Held,
  { grade: wanted, older_than_days: age, expires_within_days: within }: ReconfirmAsked,
  now: string,
): Why[] {
  const ends = within !== undefined && grant.until !== undefined && grant.until <= daysFrom(now, within);
  return [
    ...(wanted !== undefined && grade !== undefined && !gradeAtLeast(grade, wanted)
      ? ['grade' as const]
      : []),
    ...(age !== undefined && grant.at < daysFrom(now, -age) ? ['age' as const] : []),
    ...(ends ? ['expires' as const] : []),
  ];
}

export const outcomes = ['confirmed', 'withdrawn', 'nothing', 'unclear'] as const;
export type Outcome = (typeof outcomes)[number];

/** @param isActed whether the person has agreed to it anew since they were named */
export function outcomeOf(
  state: ConsentState | undefined,
  { purpose, scope }: { purpose: Purpose; scope: Scope },
  isActed: boolean,
  now: string,
): Outcome {
  if (state === undefined) return 'unclear';
  switch (standing(state, purpose, scope, now).kind) {
    case 'granted':
      return isActed ? 'confirmed' : 'nothing';
    case 'expired':
    case 'none':
      return 'nothing';
    case 'withdrawn':
    case 'objected':
    case 'too_weak_after_withdrawal':
      return 'withdrawn';
    case 'suspended':
    case 'unjudgeable':
      return 'unclear';
  }
}

const text = z.string().optional();

/** In the order of the columns of a CSV. */
export const reconfirmRowSchema = z
  .strictObject({
    row: z.enum(['person', 'end']),
    round: text,
    subject: text,
    number: text.meta({ description: 'Masked, unless a reason was given.' }),
    external_id: text.meta({ description: 'Only where a reason was given.' }),
    purpose: text,
    scope: text,
    why: z.array(z.enum(whys)).optional(),
    outcome: z
      .enum(outcomes)
      .optional()
      .meta({
        description:
          '`confirmed`: agreed anew since. `withdrawn`: stopped or objected since. `unclear`: the number may have changed ' +
          'hands, or the ledger cannot judge it.',
      }),
    record: text.meta({ description: 'What the consent rested on.' }),
    grade: text,
    agreed_at: text,
    valid_until: text,
    notice: text,
    version: z.int().optional(),
    tree_size: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'The size of the log that this line is true at.' }),
    sent: z.int().min(0).optional().meta({ description: 'Of the last row: rows before it.' }),
    sha256: text.meta({ description: 'Of the last row: SHA-256 of all bytes before it.' }),
  })
  .meta({ id: 'ReconfirmRow' });
export type ReconfirmRow = z.infer<typeof reconfirmRowSchema>;

export const reconfirmFormats = ['ndjson', 'csv'] as const;
export type ReconfirmFormat = (typeof reconfirmFormats)[number];

const columns = reconfirmRowSchema.keyof().options;

export const reconfirmHead = (format: ReconfirmFormat): string => (format === 'csv' ? csvLine(columns) : '');

export function reconfirmLine(format: ReconfirmFormat, row: ReconfirmRow): string {
  if (format === 'ndjson') return `${JSON.stringify(row, columns)}\n`;
  return csvLine(columns.map((column) => String([row[column] ?? ''].flat().join('|'))));
}
