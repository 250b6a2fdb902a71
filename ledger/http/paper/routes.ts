// GET /v1/notices/{id}/form and …/script: a notice to be printed and signed, or read aloud by a member of
// staff.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
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
    // Beside /v1/notices/current, which its fast router cannot hold together with this.
    beyondRouter: new RegExp(`^/v1/notices/[^/]+/${kind}$`),
    operationId: kind === 'form' ? 'printNoticeForm' : 'printNoticeScript',
    tag: 'Notices',
    summary: kind === 'form' ? 'A notice as a form to be signed' : 'A notice as a script to be read aloud',
    description: about,
    who: { scope: 'notice:read' },
    reads: { params: z.object({ id: noticeIdSchema }) },
    query: querySchema,
    answers: { 200: rawAnswer('The page, in one file.', { 'text/html': { schema: z.string() } }) },
    errors: ['not_found', 'notice_unknown', 'notice_superseded'],
    async handle({ caller: { business }, query: { locale, version, sheet }, c }, { ledger }) {
      const id = noticeIdSchema.safeParse(c.req.path.split('/').at(-2)).data;
      if (id === undefined) throw new LedgerError('not_found', 'There is nothing here.');
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
