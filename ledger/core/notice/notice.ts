// A notice: the versioned, immutable text a person is shown or hears before agreeing. A draft is what a
// business writes; publishing freezes it into a notice whose canonical bytes are hashed, logged and never
// change again.

import { z } from 'zod';
import { canonicalBytes, sha256Hex } from '../canonical.ts';
import { prescribedReply } from '../language/sms-words.ts';
import { prescribed } from '../language/wording.ts';
import { policyNameSchema } from '../policy/policy-name.ts';
import { checkDrawn, lineOf, template } from './line.ts';
import { purposeSchema } from './purpose.ts';
import { smsDraftSchema, smsSchema } from './sms.ts';

/**
 * Shown to people as it is written: no white space for a browser to draw otherwise, no credentials to leak.
 */
const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((url) => !/[\s\p{Cc}]/u.test(url) && !/^https?:\/\/[^/?#]*@/i.test(url), {
    error: 'must be without white space and credentials',
    params: { rule: 'web_url' },
  });

const sentence = template('what', 'business', 'masked');

export const localeSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/)
  .meta({ id: 'Locale', description: 'BCP 47 language tag.', example: 'en' });

/** The words of one language. Only `what` is required; the rest defaults to the prescribed wording. */
const wordingDraftSchema = z.strictObject({
  what: lineOf({ min: 2, max: 80 }).meta({ example: 'order updates' }),
  sentence: sentence.optional(),
  privacy: template('privacy_url').optional(),
  withdrawal: template('withdrawal_url').optional(),
  contact: template('contact').optional(),
  prompt: sentence.optional(),
  sms: smsDraftSchema.optional(),
});

/** A notice that says nothing of text messages has the bytes that it had before there were any. */
const wordingSchema = wordingDraftSchema.omit({ sms: true }).required().extend({ sms: smsSchema.optional() });

export type Wording = z.infer<typeof wordingSchema>;

/** WhatsApp insists on a path to a human: at least one of these is required. */
const contactSchema = z
  .strictObject({
    phone: lineOf({ max: 40 }).optional(),
    email: z.email().max(200).optional(),
    url: webUrl.optional(),
    address: lineOf({ max: 300 }).optional(),
  })
  .refine((contact) => Object.values(contact).some((value) => value !== undefined), {
    error: 'needs at least one of phone, email, url, address',
    params: { rule: 'human_contact' },
  })
  .meta({ minProperties: 1 });

export const noticeIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens, 2 to 63 of them')
  .meta({ description: 'Chosen by the business.', example: 'order-updates' });

const common = {
  id: noticeIdSchema,
  purposes: z
    .array(purposeSchema)
    .min(1)
    .max(12)
    .refine((list) => new Set(list).size === list.length, {
      error: 'names a purpose twice',
      params: { rule: 'unique' },
    })
    .meta({ uniqueItems: true }),
  scope: z
    .array(z.enum(['message', 'call']))
    .min(1)
    .max(2)
    .default(['message']),
  default_locale: localeSchema,
  contact: contactSchema,
  privacy_url: webUrl,
  withdrawal_url: webUrl,
  policy: policyNameSchema.default('strict-2020'),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  valid_days: z.int().min(1).max(3650).optional(),
};

const defaultIsWritten = <T extends { default_locale: string; locales: Record<string, unknown> }>(
  notice: T,
) => Object.hasOwn(notice.locales, notice.default_locale);
const defaultIsWrittenError = {
  error: 'default_locale must be one of locales',
  params: { rule: 'default_locale' },
};

export const noticeDraftSchema = z
  .strictObject({ ...common, locales: z.record(localeSchema, wordingDraftSchema) })
  .refine(defaultIsWritten, defaultIsWrittenError)
  .superRefine(checkDrawn)
  .meta({
    id: 'NoticeDraft',
    example: {
      id: 'order-updates',
      purposes: ['shipping_update', 'payment_update'],
      default_locale: 'en',
      locales: { en: { what: 'order updates' } },
      contact: { email: 'care@fresh.example' },
      privacy_url: 'https://fresh.example/privacy',
      withdrawal_url: 'https://fresh.example/profile',
    },
  });

export type NoticeDraft = z.infer<typeof noticeDraftSchema>;

/** Reading fills in nothing: a field that a stored notice leaves out was never said. */
export const noticeSchema = z
  .strictObject({
    ...common,
    scope: common.scope.unwrap(),
    policy: common.policy.unwrap(),
    version: z.int().min(1),
    business: z.strictObject({ id: z.string(), name: z.string().min(1).max(100) }),
    locales: z.record(localeSchema, wordingSchema),
    published_at: z.iso.datetime(),
  })
  .refine(defaultIsWritten, defaultIsWrittenError);

export type Notice = z.infer<typeof noticeSchema>;

/** A notice together with the bytes that were hashed and logged. */
export type PublishedNotice = { notice: Notice; bytes: Buffer; sha256: string };

/** Freezes a draft: fills in the prescribed wording, numbers it, encodes it once. */
export function publishNotice(
  draft: NoticeDraft,
  facts: { version: number; business: { id: string; name: string }; publishedAt: string },
): PublishedNotice {
  const locales = Object.fromEntries(
    Object.entries(draft.locales).map(([locale, own]) => [locale, filledIn(locale, own)]),
  );
  const notice = noticeSchema.parse({
    ...draft,
    locales,
    version: facts.version,
    business: facts.business,
    published_at: facts.publishedAt,
  });
  const bytes = canonicalBytes(notice);
  return { notice, bytes, sha256: sha256Hex(bytes) };
}

function filledIn(locale: string, { sms, ...own }: NoticeDraft['locales'][string]) {
  const wording = { ...prescribed(locale), ...own };
  return sms === undefined ? wording : { ...wording, sms: { reply: prescribedReply(locale), ...sms } };
}

/** Reads stored bytes back. Throws if they are not a notice; callers compare the digest first. */
export function parseNotice(bytes: Uint8Array): PublishedNotice {
  const notice = noticeSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return { notice, bytes: Buffer.from(bytes), sha256: sha256Hex(bytes) };
}
