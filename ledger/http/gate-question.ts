// How senders put a question to the gate over HTTP, one at a time or a million in one request: the fields, and who is meant.

import { z } from 'zod';
import { grades } from '../core/consent/grade.ts';
import { LedgerError } from '../core/error.ts';
import { reasons } from '../core/gate/decide.ts';
import { type TemplateName, templateLanguageSchema, templateNameSchema } from '../core/gate/template.ts';
import { type Purpose, purposeSchema } from '../core/notice/purpose.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../core/subject/identifier.ts';
import type { Asked } from '../operations/ask-about.ts';

/** Characters of an identifier as given. */
export const valueMax = 256;
const identifier = z.string().min(1).max(valueMax).optional();
const names = ['recipient', 'wa_id', 'bsuid'] as const;

/** Every question has these; how an answer is signed differs. */
export const questionFields = {
  recipient: identifier.meta({ description: 'A number in international form.' }),
  wa_id: identifier.meta({ description: 'The number as Meta spells it.' }),
  bsuid: identifier.meta({ description: 'Meta’s business-scoped user id.' }),
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

type Message = Recipient & {
  purpose?: Purpose | undefined;
  template?: TemplateName | undefined;
  kind?: 'free_form' | undefined;
  sender?: string | undefined;
};

/** What no single field can say of a question. */
export const askable = <S extends z.ZodType<Message>>(schema: S): S =>
  schema
    .refine(namesOneRecipient, oneRecipient)
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

type Recipient = { [Name in (typeof names)[number]]?: string | undefined };

export const namesOneRecipient = (question: Recipient): boolean =>
  names.filter((name) => question[name] !== undefined).length === 1;

export const oneRecipient = {
  error: `needs exactly one of ${names.join(', ')}`,
  params: { rule: 'one_recipient' },
};

/** Fields of every answer. */
export const answerFields = {
  decision: z.enum(['allow', 'deny']),
  reasons: z.array(z.enum(reasons)),
  record: z.uuid().optional().meta({ description: 'The record that decides.' }),
  grade: z.enum(grades).optional(),
  tree_size: z.int().min(0).meta({ description: 'Size of the log this was judged at.' }),
  permit: z.string().optional().meta({ description: 'The signed decision, a JWS; it holds no number.' }),
};

/** Whom a question is about. Throws invalid, without the value. */
export function recipientOf(asked: Recipient): CanonicalIdentifier {
  const name = names.find((one) => asked[one] !== undefined) ?? 'recipient';
  const kind = name === 'recipient' ? 'number' : name;
  const found = normalizeIdentifier({ kind, value: asked[name] ?? '' });
  if (found.kind !== 'refused') return found;
  throw new LedgerError('invalid', 'The recipient cannot be a WhatsApp user.', {
    faults: [{ pointer: `/${name}`, rule: found.rule, detail: found.detail }],
  });
}
