// Meta tells of templates. In an entry with "id" (the WABA) and "time", each with "message_template_name" and
// "message_template_language" (the language as en_US or en-US):
//
//   field "template_category_update"             {"new_category", "previous_category"}: what it takes it for
//                                                {"new_category", "correct_category", "category_update_timestamp"}: what it
//                                                takes it for now, will take it for, and from when on
//   field "message_template_status_update"       {"event": "APPROVED" | "PAUSED" | …, "message_template_category"}
//   field "message_template_components_update"   {"message_template_title", "…_element", "…_footer", "…_buttons"}: its text
//
// Of the text the hash is taken here, SHA-256 over the canonical JSON of those four: the words themselves are Meta's to keep.

import { z } from 'zod';
import { canonicalBytes, sha256Hex } from '../../core/canonical.ts';
import {
  categorySchema,
  isPromotional,
  templateLanguageSchema,
  templateNameSchema,
  templateStatusSchema,
} from '../../core/gate/template.ts';
import { type Change, changesIn, momentOf, read } from './envelope.ts';

/** What was said of a template; what was not said is absent. Moments are ISO 8601. */
export type TemplateUpdate = {
  account: string;
  name: string;
  language: string;
  /** When Meta said it, where it says so. */
  at?: string;
  category?: string;
  announced?: { category: string; from: string };
  status?: string;
  contentSha256?: string;
};

type Said = Omit<TemplateUpdate, 'account' | 'name' | 'language' | 'at'>;

const namedSchema = z.looseObject({
  message_template_name: templateNameSchema,
  message_template_language: z
    .string()
    .transform((language) => language.replace('-', '_'))
    .pipe(templateLanguageSchema),
});
const categorized = z.looseObject({
  new_category: categorySchema,
  correct_category: categorySchema.optional().catch(undefined),
  category_update_timestamp: z.unknown().optional(),
});
const lived = z.looseObject({
  event: templateStatusSchema,
  message_template_category: categorySchema.optional().catch(undefined),
});
const rewritten = z.looseObject({
  message_template_title: z.unknown().optional(),
  message_template_element: z.unknown().optional(),
  message_template_footer: z.unknown().optional(),
  message_template_buttons: z.unknown().optional(),
});

const readers: Record<string, (change: Change) => Said[]> = {
  template_category_update: ({ at, value }) => read(categorized, value).map((said) => categoryOf(said, at)),
  message_template_status_update: ({ value }) => read(lived, value).map(statusOf),
  message_template_components_update: ({ value }) => read(rewritten, value).map(contentOf),
};

/** Everything a webhook's body says of templates, in its order. */
export function templateUpdatesIn(body: unknown): TemplateUpdate[] {
  return changesIn(body).flatMap(updatesIn);
}

function updatesIn(change: Change): TemplateUpdate[] {
  const { account, at, field, value } = change;
  const said = Object.hasOwn(readers, field) ? readers[field]!(change) : [];
  return said.flatMap((one) =>
    read(namedSchema, value).map((named) => ({
      account,
      name: named.message_template_name,
      language: named.message_template_language,
      ...(at !== undefined && { at }),
      ...one,
    })),
  );
}

function categoryOf(said: z.infer<typeof categorized>, at: string | undefined): Said {
  const { new_category: category, correct_category: to, category_update_timestamp: timestamp } = said;
  const { at: from } = momentOf(timestamp);
  if (to === undefined) return { category };
  // Announced for no moment that can be read, or for one that was past: the stricter of the two, at once.
  if (from === undefined || (at !== undefined && from <= at)) {
    return { category: isPromotional(to) ? to : category };
  }
  const announced = { category: to, from };
  // Said at no known moment, the category of now could not be told from one that was said after the announced one came.
  return at === undefined ? { announced } : { category, announced };
}

function statusOf({ event, message_template_category: category }: z.infer<typeof lived>): Said {
  return { status: event, ...(category !== undefined && { category }) };
}

function contentOf(said: z.infer<typeof rewritten>): Said {
  const {
    message_template_title: title,
    message_template_element: element,
    message_template_footer: footer,
    message_template_buttons: buttons,
  } = said;
  // Absent and null are one to Meta.
  const text = [title, element, footer, buttons].map((part) => part ?? null);
  return { contentSha256: sha256Hex(canonicalBytes(text)) };
}
