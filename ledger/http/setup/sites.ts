// /v1/sites: which pages may use the publishable keys of the business.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import type { Site } from '../../auth/site-key.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import { siteOf } from '../../operations/setup/business.ts';
import { addSite, changeSite, endSite, originSchema } from '../../operations/setup/sites.ts';
import { newCustomerSecret } from '../../operations/visitor/customer.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { changeBody, fixedTest, testMeaning } from './change-body.ts';

const exampleKey = 'pk_4mVdR2xQk8sT1nYwZcLb0aHu';
const example = { key: exampleKey, origins: ['https://fresh.example'], customer_token_required: false };

const params = z.object({ key: siteKeySchema.meta({ example: exampleKey }) });

const siteSchema = z
  .strictObject({
    key: z.string().meta({ description: 'Publishable: it names the site and allows nothing else.' }),
    origins: z.array(z.string()),
    customer_token_required: z.boolean(),
    test: z.literal(true).optional().meta({ description: testMeaning }),
  })
  .meta({ id: 'Site', example });

const origins = z.array(originSchema).min(1).max(100);
const tokenRequired = z.boolean().optional().meta({
  description: 'Whether its pages may opt in only with a customer token signed by the shop’s server.',
});

const draftSchema = z
  .strictObject({
    origins: origins.meta({
      description:
        'Such as https://shop.example, or of the pages of an app capacitor://localhost. A last slash and the usual port ' +
        'are dropped, an international name is written in ASCII. A mobile app itself is `app:` and its bundle identifier ' +
        'or application id, such as app:com.fresh.shop.',
    }),
    customer_token_required: tokenRequired,
    test: z.boolean().optional().meta({ description: testMeaning }),
  })
  .meta({ id: 'SiteDraft', example: { origins: ['https://fresh.example'] } });

const changeSchema = changeBody({
  add_origins: origins.optional(),
  remove_origins: origins.optional(),
  customer_token_required: tokenRequired,
  test: fixedTest,
}).meta({ id: 'SiteChange', example: { add_origins: ['https://www.fresh.example'] } });

const shown = ({ key, origins, customerTokenRequired = false, test }: Site): z.input<typeof siteSchema> => ({
  ...{ key, origins: [...origins], customer_token_required: customerTokenRequired },
  ...(test && { test }),
});

export const siteEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/sites',
    operationId: 'listSites',
    tag: 'Set-up',
    summary: 'All sites of the business',
    who: { scope: 'admin' },
    answers: { 200: answer('The sites.', z.strictObject({ sites: z.array(siteSchema) })) },
    async handle({ caller: { business } }, { ledger }) {
      return ok({ sites: (await ledger.setup.sites(business)).map(shown) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/sites',
    operationId: 'addSite',
    tag: 'Set-up',
    summary: 'Add a site',
    who: { scope: 'admin' },
    body: jsonBody(draftSchema),
    answers: { 201: answer('The site, with its key.', siteSchema) },
    commits: true,
    async handle({ caller: { business, ...who }, body }, { ledger }) {
      const options = {
        customerTokenRequired: body.customer_token_required ?? false,
        test: body.test ?? false,
        changer: actorOf(who),
      };
      return created(shown(await addSite(ledger, business, body.origins, options)));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/sites/{key}',
    operationId: 'changeSite',
    tag: 'Set-up',
    summary: 'Add and remove origins',
    description: 'Running servers notice within 5 seconds.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(changeSchema),
    answers: { 200: answer('The site as it is now.', siteSchema) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { key }, body }, { ledger }) {
      const { add_origins, remove_origins, customer_token_required } = body;
      const change = {
        ...(add_origins && { addOrigins: add_origins }),
        ...(remove_origins && { removeOrigins: remove_origins }),
        ...(customer_token_required !== undefined && { customerTokenRequired: customer_token_required }),
      };
      await changeSite(ledger, business, key, change, actorOf(who));
      return ok(shown(await siteOf(ledger, key)));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/sites/{key}',
    operationId: 'endSite',
    tag: 'Set-up',
    summary: 'End a site',
    description: 'Pages with its key show no widget any more, and nothing can be recorded under it.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', z.strictObject({ key: z.string() })) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { key } }, { ledger }) {
      await endSite(ledger, business, key, actorOf(who));
      return ok({ key });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/sites/{key}/token-secret',
    operationId: 'renewTokenSecret',
    tag: 'Set-up',
    summary: 'Make the secret for customer tokens',
    description: 'Shown this once. It replaces the one before, which stays good for 24 hours.',
    who: { scope: 'admin' },
    params,
    answers: {
      201: answer('The secret.', z.strictObject({ secret: z.string().meta({ description: '`oct_…`' }) })),
    },
    commits: true,
    async handle({ caller: { business, ...who }, params: { key } }, { ledger }) {
      return created({ secret: await newCustomerSecret(ledger, business, key, actorOf(who)) });
    },
  }),
];
