// A template, and which consent its messages need. What is known of it is the fold of its records in the log
// (`template_changed`): the purpose that the business has mapped it to, and the category that Meta gives it.
//
// Meta re-tags templates, sometimes without a day's notice, so its word beats the business's, and of several the latest
// counts by Meta's own clock, in any order of arrival; on a tie the stricter one. A template in any category but utility and
// authentication, one that Meta invents tomorrow included, needs consent to marketing, whatever it is mapped to.

import { z } from 'zod';
import { canonicalBytes } from '../canonical.ts';
import type { TemplateChangedRecord } from '../consent/record.ts';
import { type Purpose, purposeSchema } from '../notice/purpose.ts';

/** How Meta names templates: lower-case letters, digits and underscores; languages as `en` or `en_US`. */
export const templateNameSchema = z.string().regex(/^[a-z0-9_]{1,512}$/, 'a template’s name: a-z, 0-9 and _');
export const templateLanguageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/, 'a template’s language, such as en or en_US');
/** Meta's id of the WhatsApp Business Account. */
export const accountSchema = z.string().regex(/^\d{5,32}$/, 'Meta’s id of the account: digits');

/** As Meta writes categories, those included that it has not invented yet. */
export const categorySchema = z.string().regex(/^[A-Z_]{1,40}$/, 'a category, such as UTILITY');

export type TemplateName = { name: string; language: string };

type Word<Value> = { value: Value; at: string; record: string };

export type TemplateState = {
  category?: Word<string> & { said_by: 'meta' | 'business' };
  purpose?: Word<Purpose>;
};

/** Fold one more record of a template into what is known of it. */
export function foldTemplate(state: TemplateState, record: TemplateChangedRecord): TemplateState {
  const { id, category, purpose, said_by, occurred_at, recorded_at } = record;
  const at = occurred_at !== undefined && occurred_at < recorded_at ? occurred_at : recorded_at;
  const next = { ...state };
  if (category !== undefined) {
    const word = { value: category, at, record: id, said_by };
    next.category = state.category === undefined || beats(word, state.category) ? word : state.category;
  }
  if (purpose !== undefined) {
    const word = { value: purpose, at: recorded_at, record: id };
    next.purpose = state.purpose === undefined || isLater(word, state.purpose) ? word : state.purpose;
  }
  return next;
}

type CategoryWord = NonNullable<TemplateState['category']>;

function beats(a: CategoryWord, b: CategoryWord): boolean {
  if (a.said_by !== b.said_by) return a.said_by === 'meta';
  if (a.at !== b.at) return a.at > b.at;
  const [strictA, strictB] = [isPromotional(a.value), isPromotional(b.value)];
  return strictA === strictB ? a.record > b.record : strictA;
}

const isLater = (a: Word<Purpose>, b: Word<Purpose>): boolean =>
  a.at === b.at ? a.record > b.record : a.at > b.at;

export const isPromotional = (category: string): boolean =>
  category !== 'UTILITY' && category !== 'AUTHENTICATION';

/** `mappedTo`: messages of it are not sent either to whoever has stopped that. */
export type NeededConsent = { kind: 'mapped'; purpose: Purpose; mappedTo: Purpose } | { kind: 'unmapped' };

export function consentNeededFor({ category, purpose }: TemplateState): NeededConsent {
  // Nobody has said what Meta takes it for, or what it is for: doubt, so nothing is allowed.
  if (purpose === undefined || category === undefined) return { kind: 'unmapped' };
  const needed = isPromotional(category.value) ? 'marketing' : purpose.value;
  return { kind: 'mapped', purpose: needed, mappedTo: purpose.value };
}

/** Kept as canonical JSON, so that it can be compared with what the records make. */
export const encodeTemplateState = (state: TemplateState): string => canonicalBytes(state).toString('utf8');

const word = { at: z.string(), record: z.uuid() };
const stateSchema = z.strictObject({
  category: z.strictObject({ value: z.string(), ...word, said_by: z.enum(['meta', 'business']) }).optional(),
  purpose: z.strictObject({ value: purposeSchema, ...word }).optional(),
});

/** Throws on what encodeTemplateState cannot have written: nothing is allowed on a damaged row. */
export function parseTemplateState(text: string): TemplateState {
  const { category, purpose } = stateSchema.parse(JSON.parse(text));
  return { ...(category && { category }), ...(purpose && { purpose }) };
}
