// How senders put a question to the gate over HTTP, one at a time or a million in one request: the fields, and who is meant.

import { z } from 'zod';
import { grades } from '../core/consent/grade.ts';
import { LedgerError } from '../core/error.ts';
import { reasons } from '../core/gate/decide.ts';
import { templateLanguageSchema, templateNameSchema } from '../core/gate/template.ts';
import { purposeSchema } from '../core/notice/purpose.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../core/subject/identifier.ts';

const identifier = z.string().min(1).max(256).optional();
const names = ['recipient', 'wa_id', 'bsuid'] as const;

/** Every question has these; how an answer is signed differs. */
export const questionFields = {
  recipient: identifier.meta({ description: 'A number in international form.' }),
  wa_id: identifier.meta({ description: 'The number as Meta spells it.' }),
  bsuid: identifier.meta({ description: 'Meta’s business-scoped user id.' }),
  purpose: purposeSchema,
  scope: z.enum(['message', 'call']).default('message'),
};

export const templateField = z
  .strictObject({ name: templateNameSchema, language: templateLanguageSchema })
  .optional()
  .meta({
    description:
      'In place of `purpose`: what the message needs is looked up by its template. In the category MARKETING it needs ' +
      'consent to marketing, whatever it is mapped to.',
  });

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
