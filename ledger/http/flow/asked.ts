// What /flow was asked for: whose flow, which one, in which language, and what the caller did so far.

import { z } from 'zod';
import { siteKeySchema } from '../../channels/web/web.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { acts } from './rehearsal.ts';

export const askedSchema = z.object({
  site: siteKeySchema,
  flow: noticeIdSchema,
  locale: languageTagSchema
    .transform((tag) => tag.replaceAll('_', '-'))
    .or(z.literal(''))
    .default(''),
  keys: z
    .string()
    .regex(acts, 'Keys, s where the caller says nothing, and n for another number.')
    .default(''),
});

export type Asked = z.infer<typeof askedSchema>;

const nothing: Asked = { site: '', flow: '', locale: '', keys: '' };
const faults: Record<keyof Asked, string> = {
  site: 'Enter your site’s publishable key, which begins with pk_.',
  flow: 'Enter the id of a flow that you have published, such as order-line.',
  locale: 'The language is a tag, such as en or pt-BR.',
  keys: 'These are no keys that a caller could press.',
};

/** `asked`: what the form shows, right or wrong. `isWhole`: whether it can be answered. */
export function readAsked(query: Record<string, string | string[]>): {
  asked: Asked;
  isWhole: boolean;
  fault?: string;
} {
  const parsed = askedSchema.safeParse(query);
  if (parsed.success) return { asked: parsed.data, isWhole: true };
  const texts = Object.entries(query).filter(([, value]) => typeof value === 'string');
  const asked = { ...nothing, ...Object.fromEntries(texts) };
  // Nothing was asked for yet, so nothing is wrong.
  if (query.site === undefined && query.flow === undefined) return { asked, isWhole: false };
  const wrong = parsed.error.issues[0]?.path[0] as keyof Asked;
  return { asked, isWhole: false, fault: faults[wrong] };
}
