// What may be asked of the register. Each field narrows, and a list means any of its words. Words of closed
// lists are checked, so that a slip is refused and does not look like "there are none". One question that is
// written in several ways is read as one: a cursor is bound to it, and a file says which it answers.

import { z } from 'zod';
import { channels, entryPointSchema } from '../consent/evidence.ts';
import { grades } from '../consent/grade.ts';
import { submitterSchema } from '../consent/record/header.ts';
import { recordSchema } from '../consent/record.ts';
import { entryIdSchema } from '../entry/named-entry-point.ts';
import { momentSchema } from '../moment.ts';
import { noticeIdSchema } from '../notice/notice.ts';
import { purposeSchema } from '../notice/purpose.ts';
import { everyPurpose, noticeVersionMax } from './facets.ts';

/** Words in one list. */
export const filterWordsMax = 20;

const kinds = recordSchema.options.map(({ shape }) => shape.kind.value);

function anyOf<Words extends z.ZodType<string>>(words: Words, what: string) {
  return z
    .union([words, z.array(words).min(1).max(filterWordsMax)], {
      error: `must be ${what}, or a list of up to ${filterWordsMax}`,
    })
    .transform(asOneQuestion);
}

/** Each word once, in one order; a list of one is its word. */
export function asOneQuestion<Word extends string>(asked: Word | readonly Word[]): Word | Word[] {
  const words = [...new Set(listed(asked))].sort();
  return words.length === 1 ? words[0]! : words;
}

/**
 * A look is recorded with what was asked for, for ever. A number that was typed into the wrong field would
 * stand there, where no erasure reaches it.
 */
const readsAsNumber = (word: string): boolean => /^[+_.:/-]*([0-9][+_.:/-]*){7,15}$/.test(word);

const isNoNumber = {
  error: 'reads as the number of a person: ask for one by number',
  params: { rule: 'no_number' },
};

const noNumber = <Words extends z.ZodType<string>>(words: Words) =>
  words.refine((word) => !readsAsNumber(word), isNoNumber);

/** Meta's ids of senders are digits alone, and longer than nearly every number of a person. */
const isOfSender = ({ by, id }: { by?: string | undefined; id: string }): boolean =>
  by === 'sender' && /^[0-9]{14,32}$/.test(id);

const moment = momentSchema.meta({ description: 'With a zone, such as 2026-03-01T09:30:00Z.' });

export const filterFields = {
  kind: anyOf(z.enum(kinds), 'a kind of record')
    .optional()
    .meta({ description: `Kinds of records: ${kinds.join(', ')}.` }),
  channel: anyOf(z.enum(channels), 'a channel')
    .optional()
    .meta({ description: `How they came: ${channels.join(', ')}.` }),
  purpose: anyOf(z.enum([...purposeSchema.options, everyPurpose]), 'a purpose')
    .optional()
    .meta({
      description:
        'Records that name one of these purposes, and stops and objections that are about all of them; these alone: ' +
        `\`${everyPurpose}\`.`,
    }),
  notice: anyOf(noNumber(noticeIdSchema), 'the id of a notice').optional(),
  version: z.int().min(1).max(noticeVersionMax).optional().meta({ description: 'Of the notice.' }),
  locale: anyOf(noNumber(z.string().regex(/^[A-Za-z0-9-]{1,35}$/)), 'a locale').optional(),
  grade: anyOf(z.enum(grades), 'a grade').optional(),
  pack: anyOf(noNumber(z.string().regex(/^[a-z0-9-]{1,64}(@[0-9]{1,6})?$/)), 'a pack')
    .optional()
    .meta({ description: 'Rules by which it was judged: `strict-2020`, or one version, `strict-2020@1`.' }),
  entry_point: anyOf(entryPointSchema, 'an entry point').optional(),
  entry: anyOf(noNumber(entryIdSchema), 'the id of an entry point').optional().meta({
    description: 'The place where the person was asked, by the id that the business gave it.',
  }),
  submitted_by: z
    .strictObject({
      by: submitterSchema.shape.by.optional(),
      id: z
        .string()
        .regex(/^[\w.:/-]{1,128}$/)
        .transform((id) => (z.uuid().safeParse(id).success ? id.toLowerCase() : id))
        .optional(),
    })
    .refine(({ by, id }) => id === undefined || isOfSender({ by, id }) || !readsAsNumber(id), {
      ...isNoNumber,
      path: ['id'],
    })
    .refine(({ by, id }) => by !== undefined || id !== undefined, {
      error: 'needs by, id or both',
      params: { rule: 'one_of' },
    })
    .optional()
    .meta({
      description:
        'Who handed it in, as the ledger knows it: all secret keys, or the key with this id. A sender’s id needs `by` too.',
    }),
  from: moment.optional().meta({ description: 'This moment, or later.' }),
  to: moment.optional().meta({ description: 'Before this moment.' }),
  time: z
    .enum(['recorded_at', 'occurred_at'])
    .transform((time): typeof time | undefined => (time === 'recorded_at' ? undefined : time))
    .optional()
    .meta({ description: 'Which moment `from` and `to` are about; `recorded_at` if it is not said.' }),
  test: z.enum(['include', 'only']).optional().meta({
    description: 'Records that were made to try things out are left out, unless this says otherwise.',
  }),
  subject: z
    .uuid()
    .toLowerCase()
    .optional()
    .meta({ description: 'A person, by the id that an answer gave.' }),
} as const;

const filterSchema = z.strictObject(filterFields);
export type RegisterFilter = z.infer<typeof filterSchema>;

/** `from` before `to`, where there are both. */
export const isRange = ({ from, to }: Pick<RegisterFilter, 'from' | 'to'>): boolean =>
  from === undefined || to === undefined || Date.parse(from) < Date.parse(to);

export const inRange = {
  error: 'from must be before to',
  path: ['to'],
  params: { rule: 'range' },
};

/** A filter word or several, as several. */
export const listed = <Word>(value: Word | readonly Word[]): readonly Word[] =>
  Array.isArray(value) ? (value as readonly Word[]) : [value as Word];
