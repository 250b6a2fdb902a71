// GET /v1/notices/{id}/form and …/script: a notice to be printed and signed, or read aloud by a member of
// staff.

import { z } from 'zod';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { type FormOf, formOf } from '../../operations/notice/form-of.ts';
import { pageReply } from '../pages/policy.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { neverStored } from '../server/reply.ts';
import { formPage, scriptPage } from './page.ts';
import { type Sheet, sheets, styles } from './style.ts';

const querySchema = z.strictObject({
  locale: localeSchema,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .optional()
    .meta({ description: 'The current one if absent.', example: '1' }),
  sheet: z.enum(sheets).default('a4').meta({ description: 'What it is printed on.' }),
});

const printed = (kind: 'form' | 'script', draw: (form: FormOf, sheet: Sheet) => string, about: string) =>
  endpoint({
    method: 'get',
    path: `/v1/notices/{id}/${kind}`,
    operationId: kind === 'form' ? 'printNoticeForm' : 'printNoticeScript',
    tag: 'Notices',
    summary: kind === 'form' ? 'A notice as a form to be signed' : 'A notice as a script to be read aloud',
    description: about,
    who: { scope: 'notice:read' },
    params: z.object({ id: noticeIdSchema }),
    query: querySchema,
    answers: { 200: rawAnswer('The page, in one file.', { 'text/html': { schema: z.string() } }) },
    errors: ['notice_unknown', 'notice_superseded'],
    async handle({ caller: { business }, params: { id }, query: { locale, version, sheet } }, { ledger }) {
      const asked = { id, locale, ...(version !== undefined && { version: Number(version) }) };
      const page = draw(await formOf(ledger, business, asked), sheet);
      return pageReply(200, page, { style: styles[sheet] }, neverStored);
    },
  });

export const paperEndpoints: Endpoint[] = [
  printed(
    'form',
    formPage,
    'The exact words of the notice, the mark of WhatsApp, an unticked box, and blanks for number, signature, date and ' +
      'place. It has its name printed on it (`order-updates@1/en`), which is `form` in the evidence of a signed one: ' +
      'the record then holds these words. Nothing of a person is in it.',
  ),
  printed(
    'script',
    scriptPage,
    'The sentence of the notice as a member of staff reads it aloud, how to stop, and what to ask. Its name is `script` ' +
      'in the evidence of a spoken yes: the record then holds these words with the last four digits of the number.',
  ),
];
