// A template, and which consent its messages need. Its state is the fold of its records in the log
// (`template_changed`): the purpose that the business has mapped it to, and the category that Meta gives it.
//
// Meta re-tags templates, sometimes without a day's notice, so its word beats the business's. Of several
// words the latest counts by Meta's own clock, in any order of arrival; on a tie the stricter one. A template
// in any category but utility and authentication, even one that Meta invents tomorrow, needs consent to
// marketing, whatever its mapping. A change that Meta announces counts from its own moment on, until Meta
// says something later.
//
// Meta also pauses, disables, archives and deletes templates. The gate denies a template that Meta does not
// call fit to be sent. One that was archived and taken out again is what it was before.

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

/** A category in Meta's spelling, including one that it has not invented yet. */
export const categorySchema = z.string().regex(/^[A-Z_]{1,40}$/, 'a category, such as UTILITY');

export type TemplateName = { name: string; language: string };

/** Meta's word for a template's state: APPROVED, PAUSED, REJECTED, or one it has not invented yet. */
export const templateStatusSchema = z.string().regex(/^[A-Z_]{1,40}$/, 'a status, such as APPROVED');

/** A template that is no longer in Meta's list; our word, since Meta has none for this. */
export const notListed = 'NOT_LISTED';

type Word<Value> = { value: Value; at: string; record: string };

export type TemplateState = {
  category?: Word<string> & { said_by: 'meta' | 'business' };
  /** The category that Meta will put it into, and from when on. */
  announced?: Word<string> & { from: string };
  /** Absent: Meta has not said. */
  status?: Word<string>;
  /** Whether it was put away last, or taken out again; a later word on its status ends this. */
  archive?: Word<string>;
  /** SHA-256 of its text, where Meta has told of a change. */
  content?: Word<string>;
  purpose?: Word<Purpose>;
};

/** What Meta says of a template; unstated parts are absent. Moments are ISO 8601. */
export type TemplateWords = {
  category?: string;
  announced?: { category: string; from: string };
  status?: string;
  contentSha256?: string;
};

/** Folds one more record of a template into its state. */
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
  if (status !== undefined) {
    const slot = slotOf(status);
    next[slot] = later({ value: status, ...said }, state[slot], isHeldBack);
  }
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

const [archived, unarchived] = ['ARCHIVED', 'UNARCHIVED'];

/** A template that is archived keeps the status that it had. */
const slotOf = (status: string): 'archive' | 'status' =>
  status === archived || status === unarchived ? 'archive' : 'status';

/** Meta sends a template in one of these states, whatever else it reports. Any other state is doubt. */
const sentIn = ['APPROVED', 'FLAGGED', 'REINSTATED', unarchived];

/** Whether this is a word of Meta's for what it would not send. */
export const isHeldBack = (status: string): boolean => !sentIn.includes(status);

const isPutAway = ({ status, archive }: TemplateState): boolean =>
  archive?.value === archived && (status === undefined || status.at <= archive.at);

/**
 * What of Meta's words a record should keep: those that say something new.
 * @param at when Meta said them, in the form of moments in records
 */
export function newWords(
  { category, announced, status, contentSha256 }: TemplateWords,
  at: string | undefined,
  state: TemplateState,
): Pick<TemplateChangedRecord, 'category' | 'announced' | 'status' | 'content_sha256'> {
  const isOld = (said: { at: string } | undefined) => said !== undefined && at !== undefined && at < said.at;
  const isSame = announced?.category === state.announced?.value && announced?.from === state.announced?.from;
  return {
    ...(category !== undefined && !isKnown(state, category, at) && { category }),
    ...(announced !== undefined && !isOld(state.announced) && !isSame && { announced }),
    ...(status !== undefined &&
      !isOld(state[slotOf(status)]) &&
      (status !== state[slotOf(status)]?.value || takesOut(status, at, state)) && { status }),
    ...(contentSha256 !== undefined &&
      !isOld(state.content) &&
      contentSha256 !== state.content?.value && { content_sha256: contentSha256 }),
  };
}

/** The status of before again, of a template that was archived meanwhile: it is there again. */
const takesOut = (status: string, at: string | undefined, state: TemplateState): boolean =>
  slotOf(status) === 'status' && isPutAway(state) && (at === undefined || at > state.archive!.at);

/**
 * Nothing new: older than what is known, or the same. That a template is still promotional is news, unless
 * Meta delivers the same again: an older, contrary statement may still arrive, and must not win. So is the
 * first statement after the moment of an announced change: it may take the announcement back.
 */
function isKnown(
  { category: said, announced }: TemplateState,
  category: string,
  at: string | undefined,
): boolean {
  if (said?.said_by !== 'meta') return false;
  if (at !== undefined && at < said.at) return true;
  if (said.value !== category) return false;
  if (at === said.at) return true;
  const isFirstSince =
    announced !== undefined && said.at <= announced.from && (at === undefined || at > announced.from);
  return !isPromotional(category) && !isFirstSince;
}

/** `mappedTo`: a person who has stopped that does not get it either. `heldBack`: Meta sends it to no one. */
export type NeededConsent =
  | { kind: 'mapped'; purpose: Purpose; mappedTo: Purpose; heldBack: boolean }
  | { kind: 'unmapped' };

/** @param now ISO 8601, UTC, as the records have it (core/when.ts) */
export function consentNeededFor(state: TemplateState, now: string): NeededConsent {
  const { category, purpose, status } = state;
  // Its category or its purpose is unknown: doubt, so nothing is allowed.
  if (purpose === undefined || category === undefined) return { kind: 'unmapped' };
  const promotion = promotionOf(state);
  const isMarketing = isPromotional(category.value) || (promotion !== undefined && promotion.from <= now);
  const heldBack = isPutAway(state) || (status !== undefined && isHeldBack(status.value));
  return {
    kind: 'mapped',
    purpose: isMarketing ? 'marketing' : purpose.value,
    mappedTo: purpose.value,
    heldBack,
  };
}

/**
 * Meta's word that makes marketing of a template, and from when on: the category that Meta gives it, or one
 * that Meta has announced and not taken back since. What the business itself calls promotional is not Meta's
 * word.
 */
export function promotionOf({ category, announced }: TemplateState): TemplateState['announced'] {
  const said = category?.said_by === 'meta' ? category : undefined;
  if (said !== undefined && isPromotional(said.value)) return { ...said, from: said.at };
  if (announced === undefined || !isPromotional(announced.value)) return undefined;
  return said !== undefined && said.at > announced.from ? undefined : announced;
}

/** Kept as canonical JSON, so that it can be compared with the fold of the records. */
export const encodeTemplateState = (state: TemplateState): string => canonicalBytes(state).toString('utf8');

const word = { at: z.string(), record: z.uuid() };
const stateSchema = z.strictObject({
  category: z.strictObject({ value: z.string(), ...word, said_by: z.enum(['meta', 'business']) }).optional(),
  announced: z.strictObject({ value: z.string(), ...word, from: z.string() }).optional(),
  status: z.strictObject({ value: z.string(), ...word }).optional(),
  archive: z.strictObject({ value: z.string(), ...word }).optional(),
  content: z.strictObject({ value: z.string(), ...word }).optional(),
  purpose: z.strictObject({ value: purposeSchema, ...word }).optional(),
});

/** Throws on text that encodeTemplateState cannot have written: nothing is allowed on a damaged row. */
export function parseTemplateState(text: string): TemplateState {
  const read = stateSchema.parse(JSON.parse(text));
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
