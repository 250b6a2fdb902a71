// Meta says what it takes a template for:
//
//   field "template_category_update", in an entry with "id" (the WABA) and "time"
//   {"message_template_name", "message_template_language", "new_category", "previous_category"}
//
// With "correct_category" beside it, it only announces: "new_category" is then the one of now, which is true as well.

import { z } from 'zod';
import { categorySchema, templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { changesIn, read } from './envelope.ts';

export type CategoryUpdate = {
  account: string;
  name: string;
  language: string;
  category: string;
  /** ISO 8601, where Meta says so. */
  at?: string;
};

const changeSchema = z.looseObject({
  field: z.literal('template_category_update'),
  value: z.looseObject({
    message_template_name: templateNameSchema,
    message_template_language: templateLanguageSchema,
    new_category: categorySchema,
  }),
});

/** Every change of a category in a webhook's body, in its order. */
export function categoryUpdatesIn(body: unknown): CategoryUpdate[] {
  return changesIn(body).flatMap(({ account, at, field, value }) =>
    read(changeSchema, { field, value }).map(({ value: said }) => ({
      account,
      name: said.message_template_name,
      language: said.message_template_language,
      category: said.new_category,
      ...(at !== undefined && { at }),
    })),
  );
}
