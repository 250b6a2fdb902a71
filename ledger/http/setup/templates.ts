// /v1/templates: which consent the messages of a template need. What Meta takes a template for comes by the webhook or by
// `optmark template sync`; what it is for is said here, by the business.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import {
  accountSchema,
  categorySchema,
  consentNeededFor,
  templateLanguageSchema,
  templateNameSchema,
} from '../../core/gate/template.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { StoredTemplate } from '../../operations/ports.ts';
import { mapTemplate } from '../../operations/template/templates.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import { written, writtenSchema } from '../server/written.ts';

const names = {
  waba_id: accountSchema.meta({ description: 'Meta’s id of the WhatsApp Business Account.' }),
  name: templateNameSchema,
  language: templateLanguageSchema,
};
const example = {
  waba_id: '102290129340398',
  name: 'order_shipped',
  language: 'en_US',
  purpose: 'shipping_update' as const,
  category: 'UTILITY',
};

const draftSchema = z
  .strictObject({
    ...names,
    purpose: purposeSchema,
    category: categorySchema.optional().meta({
      description:
        'What Meta takes it for; needed until Meta has said so itself, which then cannot be contradicted.',
    }),
  })
  .meta({ id: 'TemplateDraft', example });

const templateSchema = z
  .strictObject({
    ...names,
    purpose: purposeSchema.optional().meta({ description: 'What the business has mapped it to.' }),
    category: z.string().optional(),
    category_said_by: z.enum(['meta', 'business']).optional(),
    announced: z
      .strictObject({ category: z.string(), from: z.iso.datetime() })
      .optional()
      .meta({ description: 'The category that Meta will put it into, and from when on.' }),
    status: z.string().optional().meta({
      description:
        'As Meta says: in any but APPROVED, FLAGGED and REINSTATED it is denied. Absent: Meta has not said.',
      example: 'APPROVED',
    }),
    content: z
      .strictObject({ sha256: z.string(), at: z.iso.datetime() })
      .optional()
      .meta({ description: 'The last change of its text that Meta told of.' }),
    needs: purposeSchema
      .optional()
      .meta({ description: 'The consent that it needs now; absent: it is denied.' }),
  })
  .meta({ id: 'Template', example: { ...example, category_said_by: 'meta', needs: 'shipping_update' } });

const listSchema = z.strictObject({ templates: z.array(templateSchema) });

export const templateEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'get',
    path: '/v1/templates',
    readers: 'server',
    description: {
      operationId: 'listTemplates',
      tags: ['Templates'],
      summary: 'All templates of the business',
      description: 'With what each needs now. One without `needs` is denied by the gate.',
      security: secretKey('template:read'),
      responses: {
        200: { description: 'The templates.', content: jsonContent(listSchema) },
        ...problems(...keyCodes),
      },
    },
    async handle(c) {
      const { business } = await callerWith(ledger, c, 'template:read');
      const templates = await ledger.templates.ofBusiness(business);
      const now = ledger.world.now().toISOString();
      return json(200, { templates: templates.map((template) => shown(template, now)) });
    },
  },
  {
    method: 'post',
    path: '/v1/templates',
    readers: 'server',
    description: {
      operationId: 'mapTemplate',
      tags: ['Templates'],
      summary: 'Say what a template is for',
      description:
        'Recorded in the log, and in force when the answer is sent. Saying it again replaces what was said before.',
      security: secretKey('template:write'),
      request: { body: jsonBody(draftSchema) },
      responses: {
        201: { description: 'Recorded, and in force.', content: jsonContent(writtenSchema) },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes, 'conflict'),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'template:write');
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const { waba_id: account, ...draft } = parse(draftSchema, parseJson(body.toString('utf8')));
      return written(await mapTemplate(ledger, caller.business, { ...draft, account }, caller.key));
    },
  },
];

function shown(
  { account, name, language, state }: StoredTemplate,
  now: string,
): z.input<typeof templateSchema> {
  const { purpose, category, announced, status, content } = state;
  const needed = consentNeededFor(state, now);
  return {
    waba_id: account,
    name,
    language,
    ...(purpose !== undefined && { purpose: purpose.value }),
    ...(category !== undefined && { category: category.value, category_said_by: category.said_by }),
    ...(announced !== undefined && { announced: { category: announced.value, from: announced.from } }),
    ...(status !== undefined && { status: status.value }),
    ...(content !== undefined && { content: { sha256: content.value, at: content.at } }),
    ...(needed.kind === 'mapped' && { needs: needed.purpose }),
  };
}
