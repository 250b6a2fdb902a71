// What Meta says of a template, "message_template_name" in "message_template_language" (en_US or en-US), and
// what it means:
//
//   template_category_update            {"new_category"}: what Meta takes it for; with "correct_category" and
//                                       "category_update_timestamp" also what it will be, and from when on
//   message_template_status_update      {"event": "APPROVED" | …, "message_template_category",
//                                       "other_info": {"title": "FIRST_PAUSE" | …}}
//   message_template_components_update  {"message_template_title", "…_element", "…_footer", "…_buttons"}
//
// A category announced for later is kept apart from the present one. Some events say nothing of whether the
// template is sent: LOCKED and UNLOCKED are about editing it (only their title can tell of a pause), and
// LIMIT_EXCEEDED about how many templates the account may have. Of a text only the hash is kept, SHA-256 over
// the canonical JSON of its four parts: the words are Meta's to keep.

import { z } from 'zod';
import { canonicalBytes, sha256Hex } from '../../core/canonical.ts';
import {
  categorySchema,
  isPromotional,
  type TemplateName,
  type TemplateWords,
  templateLanguageSchema,
  templateNameSchema,
  templateStatusSchema,
} from '../../core/gate/template.ts';
import { type Fields, fieldsOf, momentOf, read } from './loose.ts';
import type { Change } from './webhook.ts';

export type ToldTemplate = {
  name: string;
  language: string;
  /** The category that Meta gives it now, the one announced, and from when on. */
  category?: string;
  correct?: string;
  from?: string;
  status?: string;
  /** Title, body, footer and buttons, as they came; null for an absent one. */
  text?: readonly unknown[];
};

// As Meta lists them, whatever the case of a webhook: a word on en_us is a word on en_US.
const languageSchema = z
  .string()
  .transform((given) => {
    const [language = '', region = ''] = given.trim().split(/[-_](.*)/);
    if (region === '') return language.toLowerCase();
    // Two letters name a country, four a script.
    const [first, rest] = [region.slice(0, 1).toUpperCase(), region.slice(1)];
    return `${language.toLowerCase()}_${first}${region.length === 4 ? rest.toLowerCase() : rest.toUpperCase()}`;
  })
  .pipe(templateLanguageSchema);
const inCapitals = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim().toUpperCase() : value;

export function templateIn(field: string, value: Fields): ToldTemplate | undefined {
  const [name] = read(templateNameSchema, value['message_template_name']);
  const [language] = read(languageSchema, value['message_template_language']);
  if (name === undefined || language === undefined) return undefined;
  const categoryIn = (given: string) => read(categorySchema, inCapitals(value[given]))[0];
  switch (field) {
    case 'template_category_update': {
      const [category, correct] = [categoryIn('new_category'), categoryIn('correct_category')];
      const { at: from } = momentOf(value['category_update_timestamp']);
      const later = { ...(correct !== undefined && { correct }), ...(from !== undefined && { from }) };
      return category === undefined ? undefined : { name, language, category, ...later };
    }
    case 'message_template_status_update': {
      const [status, category] = [statusIn(value), categoryIn('message_template_category')];
      if (status === undefined && category === undefined) return undefined;
      const said = { ...(category !== undefined && { category }), ...(status !== undefined && { status }) };
      return { name, language, ...said };
    }
    case 'message_template_components_update': {
      const parts = ['title', 'element', 'footer', 'buttons'].map((part) => `message_template_${part}`);
      // Absent and null are one to Meta.
      return { name, language, text: parts.map((part) => value[part] ?? null) };
    }
    default:
      return undefined;
  }
}

/** They say nothing of whether the template is sent. */
const besideSending = new Set(['LOCKED', 'UNLOCKED', 'LIMIT_EXCEEDED']);
/** What the title of such an event says of it. */
const byTitle = new Map<unknown, string>([
  ['FIRST_PAUSE', 'PAUSED'],
  ['SECOND_PAUSE', 'PAUSED'],
  ['RATE_LIMITING_PAUSE', 'PAUSED'],
  ['UNPAUSE', 'APPROVED'],
  ['DISABLED', 'DISABLED'],
]);

function statusIn({ event, other_info }: Fields): string | undefined {
  const [status] = read(templateStatusSchema, inCapitals(event));
  if (status === undefined || !besideSending.has(status)) return status;
  const [title] = fieldsOf(other_info).map((info) => info['title']);
  return byTitle.get(inCapitals(title));
}

/** Meta's statement about a template; unstated parts are absent. Moments are ISO 8601. */
export type TemplateUpdate = TemplateName &
  TemplateWords & {
    account: string;
    /** When Meta said it, where it says so. */
    at?: string;
  };

/** One or none. */
export function templateUpdatesOf({ account, at, template }: Change): TemplateUpdate[] {
  if (template === undefined) return [];
  const { name, language, status, text } = template;
  const content = text === undefined ? {} : contentOf(text);
  if (content === undefined) return [];
  const said = { ...categoryOf(template, at), ...(status !== undefined && { status }), ...content };
  return [{ account, name, language, ...(at !== undefined && { at }), ...said }];
}

function categoryOf({ category, correct, from }: ToldTemplate, at: string | undefined): TemplateWords {
  if (category === undefined) return {};
  if (correct === undefined) return { category };
  // Announced for no moment that can be read, or for one that was past: the stricter of the two, at once.
  if (from === undefined || (at !== undefined && from <= at)) {
    return { category: isPromotional(correct) ? correct : category };
  }
  const announced = { category: correct, from };
  // Said at no known moment, the category of now could not be told from one that was said after the announced
  // one came.
  return at === undefined ? { announced } : { category, announced };
}

/** Undefined where it is nested deeper than can be written. */
function contentOf(text: readonly unknown[]): TemplateWords | undefined {
  try {
    return { contentSha256: sha256Hex(canonicalBytes([...text])) };
  } catch {
    return undefined;
  }
}
