// How senders put a question to the gate over HTTP, one at a time or a million in one request: the fields, and who is meant.

import { z } from 'zod';
import { metaNames, type Naming, namesOnePerson, personNamed } from '../../channels/named-person.ts';
import { grades } from '../../core/consent/grade.ts';
import { reasons } from '../../core/gate/decide.ts';
import { type TemplateName, templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { type CanonicalIdentifier, valueMax } from '../../core/subject/identifier.ts';
import type { Asked } from '../../operations/ask-about.ts';

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
        'In place of `purpose`: what the message needs is looked up by its template. In the category MARKETING it needs ' +
        'consent to marketing, whatever it is mapped to.',
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
      'phone_number_id of the sender; needed with `kind`. Without one a template must be allowed in each account that has it.',
    example: '106540352242922',
  }),
};

type Message = Naming & {
  purpose?: Purpose | undefined;
  template?: TemplateName | undefined;
  kind?: 'free_form' | undefined;
  sender?: string | undefined;
};

/** What no single field can say of a question. */
export const askable = <S extends z.ZodType<Message>>(schema: S): S =>
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
    });

/** The schema has seen to it that there is exactly one. */
export function subjectOf({ purpose, template, sender }: Message): Asked {
  if (purpose !== undefined) return { purpose };
  return template === undefined ? { kind: 'free_form', sender: sender! } : { template, sender };
}

export const oneRecipient = {
  error: `needs exactly one of recipient, ${Object.keys(metaNames).join(', ')}`,
  params: { rule: 'one_recipient' },
};

/** Fields of every answer. */
export const answerFields = {
  decision: z.enum(['allow', 'deny']),
  reasons: z.array(z.enum(reasons)),
  record: z.uuid().optional().meta({ description: 'The record that decides.' }),
  grade: z.enum(grades).optional(),
  purpose: purposeSchema.optional().meta({
    description:
      'What had to be agreed to, where a template was asked about: what it is mapped to, or `marketing` where Meta calls it ' +
      'anything but utility and authentication.',
  }),
  tree_size: z.int().min(0).meta({ description: 'Size of the log this was judged at.' }),
  permit: z.string().optional().meta({ description: 'The signed decision, a JWS; it holds no number.' }),
};

/** Whom a question is about. Throws invalid, without the value. */
export const recipientOf = (asked: Naming): CanonicalIdentifier => personNamed(asked).canonical;
