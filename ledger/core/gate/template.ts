// A template, and which consent its messages need. What is known of it is the fold of its records in the log
// (`template_changed`): the purpose that the business has mapped it to, and the category that Meta gives it.
//
// Meta re-tags templates, sometimes without a day's notice, so its word beats the business's, and of several the latest
// counts by Meta's own clock, in any order of arrival; on a tie the stricter one. A template in any category but utility and
// authentication, one that Meta invents tomorrow included, needs consent to marketing, whatever it is mapped to. What Meta
// announces counts from its own moment on, until Meta says something later than that.
//
// Meta also pauses, disables and deletes templates. What it does not call fit to be sent is sent to nobody.

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
export const accountSchema = z.string().regex(/^\d{5,32}$/, 'Meta’s id of the account: 5 to 32 digits');

/** As Meta writes categories, those included that it has not invented yet. */
export const categorySchema = z.string().regex(/^[A-Z_]{1,40}$/, 'a category, such as UTILITY');

export type TemplateName = { name: string; language: string };

/** What Meta says of a template's life: APPROVED, PAUSED, REJECTED, or what it has not invented yet. */
export const templateStatusSchema = z.string().regex(/^[A-Z_]{1,40}$/, 'a status, such as APPROVED');

/** A template that is in Meta's list no more; our word, since Meta has none for what it leaves out. */
export const notListed = 'NOT_LISTED';

type Word<Value> = { value: Value; at: string; record: string };

export type TemplateState = {
  category?: Word<string> & { said_by: 'meta' | 'business' };
  /** The category that Meta will put it into, and from when on. */
  announced?: Word<string> & { from: string };
  /** Absent: Meta has not said. */
  status?: Word<string>;
  /** SHA-256 of its text, where Meta has told of a change. */
  content?: Word<string>;
  purpose?: Word<Purpose>;
};

/** Fold one more record of a template into what is known of it. */
export function foldTemplate(state: TemplateState, record: TemplateChangedRecord): TemplateState {
  const { category, announced, status, content_sha256: content, purpose, said_by } = record;
  const { id, occurred_at, recorded_at } = record;
  const at = occurred_at !== undefined && occurred_at < recorded_at ? occurred_at : recorded_at;
  const said = { at, record: id };
  const next = { ...state };
  if (category !== undefined) next.category = which({ value: category, ...said, said_by }, state.category);
  if (announced !== undefined) {
    next.announced = which({ value: announced.category, from: announced.from, ...said }, state.announced);
  }
  if (status !== undefined) next.status = later({ value: status, ...said }, state.status, isHeldBack);
  if (content !== undefined) next.content = later({ value: content, ...said }, state.content);
  if (purpose !== undefined) {
    next.purpose = later({ value: purpose, at: recorded_at, record: id }, state.purpose);
  }
  return next;
}

/** Of two words on a category: Meta's, else the later. */
function which<Said extends Word<string> & { said_by?: 'meta' | 'business' }>(
  one: Said,
  other: Said | undefined,
): Said {
  if (other === undefined || one.said_by === other.said_by) return later(one, other, isPromotional);
  return one.said_by === 'meta' ? one : other;
}

/** On a tie the stricter; else the greater record, only so that the choice does not depend on arrival. */
function later<Value, Said extends Word<Value>>(
  one: Said,
  other: Said | undefined,
  isStrict: (value: Value) => boolean = () => false,
): Said {
  if (other === undefined) return one;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  const [strictOne, strictOther] = [isStrict(one.value), isStrict(other.value)];
  const wins = strictOne === strictOther ? one.record > other.record : strictOne;
  return wins ? one : other;
}

export const isPromotional = (category: string): boolean =>
  category !== 'UTILITY' && category !== 'AUTHENTICATION';

/** Meta sends a template in these, whatever else it thinks of it. Anything else is doubt. */
const sentIn = ['APPROVED', 'FLAGGED', 'REINSTATED'];

/** Whether Meta would not send it. */
export const isHeldBack = (status: string): boolean => !sentIn.includes(status);

/** `mappedTo`: messages of it are not sent either to whoever has stopped that. `heldBack`: nor to anybody, by Meta. */
export type NeededConsent =
  | { kind: 'mapped'; purpose: Purpose; mappedTo: Purpose; heldBack: boolean }
  | { kind: 'unmapped' };

/** @param now ISO 8601 with milliseconds */
export function consentNeededFor(state: TemplateState, now: string): NeededConsent {
  const { category, purpose, status } = state;
  // Nobody has said what Meta takes it for, or what it is for: doubt, so nothing is allowed.
  if (purpose === undefined || category === undefined) return { kind: 'unmapped' };
  const needed = isPromotional(category.value) || isAnnounced(state, now) ? 'marketing' : purpose.value;
  const heldBack = status !== undefined && isHeldBack(status.value);
  return { kind: 'mapped', purpose: needed, mappedTo: purpose.value, heldBack };
}

/** That a promotional category was announced, its moment has come, and Meta has said nothing since that takes it back. */
function isAnnounced({ category, announced }: TemplateState, now: string): boolean {
  if (announced === undefined || announced.from > now || !isPromotional(announced.value)) return false;
  return category?.said_by !== 'meta' || category.at <= announced.from;
}

/** Kept as canonical JSON, so that it can be compared with what the records make. */
export const encodeTemplateState = (state: TemplateState): string => canonicalBytes(state).toString('utf8');

const word = { at: z.string(), record: z.uuid() };
const stateSchema = z.strictObject({
  category: z.strictObject({ value: z.string(), ...word, said_by: z.enum(['meta', 'business']) }).optional(),
  announced: z.strictObject({ value: z.string(), ...word, from: z.string() }).optional(),
  status: z.strictObject({ value: z.string(), ...word }).optional(),
  content: z.strictObject({ value: z.string(), ...word }).optional(),
  purpose: z.strictObject({ value: purposeSchema, ...word }).optional(),
});

/** Throws on what encodeTemplateState cannot have written: nothing is allowed on a damaged row. */
export function parseTemplateState(text: string): TemplateState {
  const read = stateSchema.parse(JSON.parse(text));
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
