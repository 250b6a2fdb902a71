// /v1/templates: which consent the messages of a template need. Meta's category comes by the webhook or by
// `optmark template sync`; the business states the purpose here.

import { z } from 'zod';
import {
  accountSchema,
  categorySchema,
  consentNeededFor,
  templateLanguageSchema,
  templateNameSchema,
} from '../../core/gate/template.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import type { StoredTemplate } from '../../operations/template/store.ts';
import { mapTemplate } from '../../operations/template/templates.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
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
        'Meta’s category, needed until Meta has named it itself. After that, a request cannot contradict Meta.',
    }),
  })
  .meta({ id: 'TemplateDraft', example });

const templateSchema = z
  .strictObject({
    ...names,
    purpose: purposeSchema
      .optional()
      .meta({ description: 'The purpose that the business has mapped it to.' }),
    category: z.string().optional(),
    category_said_by: z.enum(['meta', 'business']).optional(),
    announced: z
      .strictObject({ category: z.string(), from: z.iso.datetime() })
      .optional()
      .meta({ description: 'The category that Meta will put it into, and when.' }),
    status: z.string().optional().meta({
      description:
        'Meta’s status. The gate denies any except APPROVED, FLAGGED and REINSTATED. Absent: Meta has not named one.',
      example: 'APPROVED',
    }),
    content: z
      .strictObject({ sha256: z.string(), at: z.iso.datetime() })
      .optional()
      .meta({ description: 'The last change of its text that Meta reported.' }),
    needs: purposeSchema
      .optional()
      .meta({ description: 'The consent that it needs now. Absent: the gate denies it.' }),
  })
  .meta({ id: 'Template', example: { ...example, category_said_by: 'meta', needs: 'shipping_update' } });

const listSchema = z.strictObject({ templates: z.array(templateSchema) });

export const templateEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/templates',
    operationId: 'listTemplates',
    tag: 'Templates',
    summary: 'All templates of the business',
    description: 'With the consent that each needs now. The gate denies one without `needs`.',
    who: { scope: 'template:read' },
    answers: { 200: answer('The templates.', listSchema) },
    async handle({ caller: { business } }, { ledger }) {
      const templates = await ledger.templates.ofBusiness(business);
      const now = ledger.world.now().toISOString();
      return ok({ templates: templates.map((template) => shown(template, now)) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/templates',
    operationId: 'mapTemplate',
    tag: 'Templates',
    summary: 'Say what a template is for',
    description:
      'The log records it, and it is in force when the answer is sent. A later mapping replaces an earlier one.',
    who: { scope: 'template:write' },
    body: jsonBody(draftSchema),
    answers: { 201: answer('Recorded, and in force.', writtenSchema) },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, key }, body: { waba_id: account, ...draft } }, { ledger }) {
      return written(await mapTemplate(ledger, business, { ...draft, account }, key));
    },
  }),
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
