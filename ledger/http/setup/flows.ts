// The business's flows: list, publish; and what their requests are known by.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { dialectNameSchema, signingDialects } from '../../channels/ivr/dialects.ts';
import { flowDraftSchema, flowSchema } from '../../core/flow/flow.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { publish } from '../../operations/flow/flows.ts';
import {
  endFlowSecret,
  endProvider,
  newFlowSecret,
  providerSecretSchema,
  setProvider,
  shownProviders,
  shownSecret,
} from '../../operations/flow/secrets.ts';
import type { StoredFlow } from '../../operations/flow/store.ts';
import { faultSchema } from '../problem/problem.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { noticeBytesMax } from '../server/limits.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { writtenExample, writtenFields } from '../server/written.ts';
import { endsPrevious, previousUntil, setAt } from './ends-previous.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const exampleSha256 = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';
const moment = z.iso.datetime();

const listedSchema = z
  .strictObject({
    ...flowSchema.shape,
    sha256: sha256.meta({ description: 'Of the published bytes.' }),
    record: z.uuid().meta({ description: 'The record of its publication.' }),
  })
  .meta({ id: 'Flow' });

const secretSchema = z
  .strictObject({ flow: noticeIdSchema, made_at: moment, previous_until: previousUntil })
  .meta({ id: 'FlowSecret', example: { flow: 'order-updates', made_at: '2026-11-22T18:11:46.123Z' } });

const listSchema = z
  .strictObject({
    flows: z.array(listedSchema),
    secrets: z.array(secretSchema).meta({ description: 'When the flows’ own secrets were made.' }),
  })
  .meta({ id: 'FlowList', example: { flows: [], secrets: [] } });

const publishedSchema = z
  .strictObject({
    id: noticeIdSchema,
    version: flowSchema.shape.version,
    sha256,
    warnings: z
      .array(faultSchema)
      .readonly()
      .meta({ description: 'What a person should look at before callers hear it.' }),
    ...writtenFields,
  })
  .meta({
    id: 'PublishedFlow',
    example: {
      id: 'order-updates',
      version: 1,
      sha256: exampleSha256,
      warnings: [],
      ...writtenExample,
      kind: 'flow_published',
      grade: undefined,
    },
  });

const dialectSchema = dialectNameSchema.meta({
  description: 'A provider that signs what it sends.',
  example: signingDialects[0]!,
});

const providerSchema = z
  .strictObject({ dialect: dialectSchema, set_at: setAt, previous_until: previousUntil })
  .meta({ id: 'Provider', example: { dialect: signingDialects[0]! } });

const params = z.object({ id: noticeIdSchema });
const flowName = z.strictObject({ id: noticeIdSchema }).meta({ example: { id: 'order-updates' } });

export const flowEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/flows',
    operationId: 'listFlows',
    tag: 'Calls',
    summary: 'All flows of the business',
    description: 'Every version of every flow, as published.',
    who: { scope: 'notice:read' },
    answers: { 200: answer('The flows.', listSchema) },
    async handle({ caller: { business } }, { ledger: { flows } }) {
      const [stored, secrets] = await Promise.all([flows.ofBusiness(business), flows.secrets(business)]);
      return ok({ flows: stored.map(listed), secrets: secrets.map(shownSecret) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/flows',
    operationId: 'publishFlow',
    tag: 'Calls',
    summary: 'Publish a flow, or its next version',
    description:
      'What a caller hears and may press. Where you leave words out, they come from the notice and from the ' +
      'language’s own. A published version never changes, and a call ends with the version it began with.',
    who: { scope: 'notice:write' },
    body: jsonBody(flowDraftSchema, noticeBytesMax),
    answers: { 201: answer('Published, and recorded in the log.', publishedSchema) },
    commits: true,
    errors: ['conflict', 'not_admitted', 'notice_unknown', 'notice_superseded'],
    async handle({ caller: { business, key }, body }, { ledger }) {
      const { answer: written, ...published } = await publish(ledger, business, body, key);
      const { replayed: _, ...record } = written;
      return created({ ...published, ...record });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/flows/{id}/secret',
    operationId: 'renewFlowSecret',
    tag: 'Calls',
    summary: 'Make a secret of a flow',
    description:
      'For providers that cannot sign what they send; it can do nothing but continue calls of this flow. ' +
      'Shown this once. The one before stays good for 24 hours, unless it is to end at once.',
    who: { scope: 'admin' },
    params,
    body: jsonBody(z.strictObject({ ends_previous: endsPrevious }).meta({ example: {} })),
    answers: {
      201: answer(
        'The secret.',
        z
          .strictObject({ secret: z.string().meta({ description: '`ofs_…`' }) })
          .meta({ example: { secret: 'ofs_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' } }),
      ),
    },
    commits: true,
    async handle({ caller: { business, ...who }, params: { id }, body }, { ledger }) {
      const how = { endsPrevious: body.ends_previous ?? false, changer: actorOf(who) };
      return created({ secret: await newFlowSecret(ledger, business, id, how) });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/flows/{id}/secret',
    operationId: 'endFlowSecret',
    tag: 'Calls',
    summary: 'End the secrets of a flow',
    description: 'Only what a provider has signed continues its calls from now on.',
    who: { scope: 'admin' },
    params,
    answers: { 200: answer('Ended.', flowName) },
    commits: true,
    async handle({ caller: { business, ...who }, params: { id } }, { ledger }) {
      await endFlowSecret(ledger, business, id, actorOf(who));
      return ok({ id });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/providers',
    operationId: 'listProviders',
    tag: 'Calls',
    summary: 'Whose signatures are checked',
    who: { scope: 'admin' },
    answers: {
      200: answer(
        'The providers.',
        z.strictObject({ providers: z.array(providerSchema) }).meta({ example: { providers: [] } }),
      ),
    },
    async handle({ caller: { business } }, { ledger }) {
      return ok({ providers: await shownProviders(ledger, business) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/providers',
    operationId: 'setProvider',
    tag: 'Calls',
    summary: 'Say what a provider signs with',
    description:
      'The shared secret, or the public key of a provider that has one. A request that the provider has signed ' +
      'counts for more than one with the flow’s own secret (grade E3). The one before stays good for 24 hours, ' +
      'unless it is to end at once.',
    who: { scope: 'admin' },
    body: jsonBody(
      z
        .strictObject({ dialect: dialectSchema, secret: providerSecretSchema, ends_previous: endsPrevious })
        .meta({ example: { dialect: signingDialects[0]!, secret: '0123456789abcdef0123456789abcdef' } }),
    ),
    answers: { 201: answer('Its signatures are checked now.', providerSchema) },
    commits: true,
    errors: ['conflict'],
    async handle({ caller: { business, ...who }, body: { dialect, secret, ends_previous } }, { ledger }) {
      const how = { endsPrevious: ends_previous ?? false, changer: actorOf(who) };
      await setProvider(ledger, business, dialect, secret, how);
      const set = await shownProviders(ledger, business);
      return created(set.find((one) => one.dialect === dialect) ?? { dialect });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/providers/{dialect}',
    operationId: 'endProvider',
    tag: 'Calls',
    summary: 'Check a provider’s signatures no more',
    description: 'Its requests need the flow’s own secret from now on.',
    who: { scope: 'admin' },
    params: z.object({ dialect: dialectSchema }),
    answers: {
      200: answer(
        'Ended.',
        z.strictObject({ dialect: dialectSchema }).meta({ example: { dialect: signingDialects[0]! } }),
      ),
    },
    commits: true,
    async handle({ caller: { business, ...who }, params: { dialect } }, { ledger }) {
      await endProvider(ledger, business, dialect, actorOf(who));
      return ok({ dialect });
    },
  }),
];

const listed = ({ flow, sha256: digest, record }: StoredFlow): z.input<typeof listedSchema> => ({
  ...flow,
  sha256: digest,
  record,
});
