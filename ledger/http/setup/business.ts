// /v1/business: the business of the key, as people see it.

import { z } from 'zod';
import { businessOf } from '../../operations/setup/business.ts';
import { businessChangeSchema, changeBusiness } from '../../operations/setup/setup.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { changeBody } from './change-body.ts';

const example = { id: 'fresh-produce', name: 'Fresh Produce', calling_code: '91' };

const businessSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ description: 'As people know it: it stands in the sentence they agree to.' }),
    calling_code: z
      .string()
      .optional()
      .meta({ description: 'Of the country most customers are in; the widget’s first suggestion.' }),
  })
  .meta({ id: 'Business', example });

const { name, callingCode: calling_code } = businessChangeSchema.shape;
const changeSchema = changeBody({ name, calling_code }).meta({
  id: 'BusinessChange',
  example: { name: 'Fresh Produce & Co' },
});

const shown = ({ id, name, callingCode }: { id: string; name: string; callingCode?: string | undefined }) => {
  return { id, name, ...(callingCode !== undefined && { calling_code: callingCode }) };
};

export const businessEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/business',
    operationId: 'readBusiness',
    tag: 'Set-up',
    summary: 'The business of this key',
    who: { scope: 'admin' },
    answers: { 200: answer('The business.', businessSchema) },
    errors: ['not_found'],
    async handle({ caller: { business } }, { ledger }) {
      return ok(shown(await businessOf(ledger, business)));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/business',
    operationId: 'changeBusiness',
    tag: 'Set-up',
    summary: 'Change its name or calling code',
    description:
      'Recorded in the log. Notices that are published keep the name they have: publish them anew. A ' +
      '`calling_code` of null takes it away.',
    who: { scope: 'admin' },
    body: jsonBody(changeSchema),
    answers: { 200: answer('The business as it is now.', businessSchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller: { business, key }, body: { name, calling_code: callingCode } }, { ledger }) {
      const change = {
        ...(name !== undefined && { name }),
        ...(callingCode !== undefined && { callingCode }),
      };
      await changeBusiness(ledger, business, change, { by: 'key', id: key });
      return ok(shown(await businessOf(ledger, business)));
    },
  }),
];
