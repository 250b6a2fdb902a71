// A flow: what a caller hears and may press, as data. A draft is what a business writes; publishing fills it
// in from the notice and the language's own words, and freezes it: its canonical bytes are hashed, logged and
// never change again. A call ends with the version it began with.

import { z } from 'zod';
import { checkDrawn, lineOf } from '../notice/line.ts';
import { localeSchema, noticeIdSchema } from '../notice/notice.ts';
import { purposeSchema } from '../notice/purpose.ts';
import { policyNameSchema } from '../policy/policy-name.ts';
import { promptNameSchema } from './prompt.ts';

/**
 * Choosing a language takes one key: of ten, none of the four by which the question is answered, heard again
 * or stopped (`languageKeys`).
 */
const localesMax = 6;

const templateSchema = lineOf({ max: 800 });

/**
 * A recording of a prompt. That it says these words is the business's word: the ledger fetches nothing.
 */
const audioSchema = z.strictObject({
  url: z.url({ protocol: /^https$/ }).max(500),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
});

const templatesSchema = z.partialRecord(promptNameSchema, templateSchema);
const recordingsSchema = z.partialRecord(promptNameSchema, audioSchema);

/** The words of one language. What is left out comes from the notice and from the language's own words. */
const flowWordsSchema = z.strictObject({
  what: lineOf({ min: 2, max: 80 })
    .optional()
    .meta({ description: 'As a voice says it to the caller.', example: 'updates about your orders' }),
  prompts: templatesSchema.optional(),
  audio: recordingsSchema.optional(),
});

const keySchema = z.string().regex(/^\d$/, 'must be one digit');

const keysSchema = z
  .strictObject({
    yes: keySchema.default('1'),
    no: keySchema.default('2'),
    other: keySchema.default('3'),
    repeat: keySchema.default('9'),
    withdraw: keySchema.default('0'),
  })
  .refine((keys) => new Set(Object.values(keys)).size === Object.keys(keys).length, {
    error: 'gives two meanings to one key',
    params: { rule: 'one_meaning' },
  });

const common = {
  id: noticeIdSchema,
  other_number: z.boolean().default(true).meta({
    description: 'Whether the caller may key in another number than their own.',
  }),
  tries: z.int().min(1).max(3).default(3),
  timeout_seconds: z.int().min(3).max(15).default(6),
  calling_code: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .optional()
    .meta({
      description:
        'Of callers whose number comes without one, and of numbers that are keyed in without one. Where it is ' +
        'left out, such a caller is asked for a number, and keys it in with 00 and the country code.',
      example: '91',
    }),
};

const withinLocales = <T extends { locales: Record<string, unknown> }>({ locales }: T) =>
  Object.keys(locales).length >= 1 && Object.keys(locales).length <= localesMax;
const localesError = {
  error: `needs 1 to ${localesMax} locales`,
  path: ['locales'],
  params: { rule: 'locales' },
};

export const flowDraftSchema = z
  .strictObject({
    ...common,
    notice: noticeIdSchema,
    default_locale: localeSchema.optional(),
    locales: z.record(localeSchema, flowWordsSchema),
    keys: keysSchema.prefault({}),
  })
  .refine(withinLocales, localesError)
  .superRefine(checkDrawn)
  .meta({ id: 'FlowDraft', example: { id: 'order-line', notice: 'order-updates', locales: { en: {} } } });

export type FlowDraft = z.infer<typeof flowDraftSchema>;

const spokenSchema = z.strictObject({
  what: z.string(),
  /** How to stop, as it was said. */
  stop: z.string(),
  prompts: z.record(promptNameSchema, templateSchema),
  audio: recordingsSchema.optional(),
});
export type Spoken = z.infer<typeof spokenSchema>;

/** Reading fills in nothing. */
export const flowSchema = z
  .strictObject({
    id: common.id,
    other_number: common.other_number.unwrap(),
    tries: common.tries.unwrap(),
    timeout_seconds: common.timeout_seconds.unwrap(),
    calling_code: common.calling_code,
    version: z.int().min(1),
    business: z.strictObject({ id: z.string(), name: z.string().min(1).max(100) }),
    notice: z.strictObject({ id: z.string(), version: z.int().min(1), sha256: audioSchema.shape.sha256 }),
    policy: policyNameSchema,
    purposes: z.array(purposeSchema).min(1),
    scope: z.array(z.enum(['message', 'call'])).min(1),
    default_locale: localeSchema,
    locales: z.record(localeSchema, spokenSchema),
    keys: z.strictObject({
      yes: keySchema,
      no: keySchema,
      other: keySchema,
      repeat: keySchema,
      withdraw: keySchema,
    }),
    published_at: z.iso.datetime(),
  })
  .refine(withinLocales, localesError)
  .refine(({ default_locale: first, locales }) => Object.hasOwn(locales, first), {
    error: 'default_locale must be one of locales',
    params: { rule: 'default_locale' },
  });

export type Flow = z.infer<typeof flowSchema>;

/** A flow together with the bytes that were hashed and logged. */
export type PublishedFlow = { flow: Flow; bytes: Buffer; sha256: string };
