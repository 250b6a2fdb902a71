// How senders put a question to the gate over HTTP, one at a time or a million in one request: the fields,
// and which person is meant.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import { metaNames, type Naming, namesOnePerson, personNamed } from '../../channels/server/named-person.ts';
import type { Scope } from '../../core/consent/record.ts';
import type { Question } from '../../core/gate/judge.ts';
import { type TemplateName, templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { type CanonicalIdentifier, valueMax } from '../../core/subject/identifier.ts';

/** Every question has these; how an answer is signed differs. */
export const questionFields = {
  recipient: z
    .string()
    .min(1)
    .max(valueMax)
    .optional()
    .meta({ description: 'A number in international form.' }),
  ...metaNames,
  purpose: purposeSchema,
  scope: z.enum(['message', 'call']).default('message'),
};

export const recipientNames = ['recipient', ...Object.keys(metaNames)];
const subjects = ['purpose', 'template', 'kind'] as const;

/** Of a question before a message; a look back asks by purpose alone. */
export const messageFields = {
  ...questionFields,
  purpose: purposeSchema.optional(),
  template: z
    .strictObject({ name: templateNameSchema, language: templateLanguageSchema })
    .optional()
    .meta({
      description:
        'In place of `purpose`: the gate looks up what the template needs. In the category MARKETING it needs consent ' +
        'to marketing, even when it is mapped to another purpose.',
    }),
  kind: z
    .literal('free_form')
    .optional()
    .meta({
      description:
        'In place of `purpose`: an answer without a template, within 24 hours of the person’s own last message to ' +
        '`sender`, unless they have stopped everything since.',
    }),
  sender: z.string().min(1).max(64).optional().meta({
    description:
      'phone_number_id of the sender, needed with `kind`. Without it, a template must be allowed in each account that has it.',
    example: '106540352242922',
  }),
};

type Message = Naming & {
  scope: Scope;
  purpose?: Purpose | undefined;
  template?: TemplateName | undefined;
  kind?: 'free_form' | undefined;
  sender?: string | undefined;
};

/** What no single field can say of a question. */
export const askable = <S extends z.ZodType<Message>>(schema: S) =>
  schema
    .refine(namesOnePerson, oneRecipient)
    .refine((question) => subjects.filter((name) => question[name] !== undefined).length === 1, {
      error: `needs exactly one of ${subjects.join(', ')}`,
      params: { rule: 'one_subject' },
    })
    .refine(({ kind, sender }) => kind === undefined || sender !== undefined, {
      error: 'is needed with a free-form message',
      path: ['sender'],
      params: { rule: 'required' },
    })
    .meta({
      allOf: [exactlyOneOf(...recipientNames), exactlyOneOf(...subjects)],
      dependentRequired: { kind: ['sender'] },
    });

/** The schema has seen to it that there is exactly one. */
export function questionIn({ scope, purpose, template, sender }: Message): Question {
  if (purpose !== undefined) return { scope, purpose };
  return template === undefined ? { scope, kind: 'free_form', sender: sender! } : { scope, template, sender };
}

export const oneRecipient = {
  error: `needs exactly one of ${recipientNames.join(', ')}`,
  params: { rule: 'one_recipient' },
};

/** The person a question is about. Throws invalid, without the value. */
export const recipientOf = (asked: Naming): CanonicalIdentifier => personNamed(asked).canonical;
