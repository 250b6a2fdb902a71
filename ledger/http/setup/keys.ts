// /v1/keys: the secret keys of the business.

import { z } from 'zod';
import { actorOf, scopeSchema } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { createApiKey, revokeApiKey } from '../../operations/setup/setup.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { testMeaning } from './change-body.ts';

const exampleId = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';
const id = z.uuid().meta({ example: exampleId });

const keySchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(scopeSchema),
    created_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().optional(),
    test: z.literal(true).optional().meta({ description: testMeaning }),
  })
  .meta({ id: 'SecretKey' });

const draftSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(100),
    scopes: z.array(scopeSchema).min(1, 'must name a scope'),
    test: z.boolean().default(false).meta({ description: testMeaning }),
  })
  .meta({ id: 'SecretKeyDraft', example: { name: 'ivr', scopes: ['opt-in:write'] } });

export const secretKeyEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/keys',
    operationId: 'listKeys',
    tag: 'Set-up',
    summary: 'All secret keys of the business',
    description: 'Not the keys themselves: the ledger keeps a hash of each.',
    who: { scope: 'admin' },
    answers: { 200: answer('The keys.', z.strictObject({ keys: z.array(keySchema) })) },
    async handle({ caller: { business } }, { ledger }) {
      const keys = await ledger.setup.apiKeys(business);
      return ok({
        keys: keys.map(({ id, name, scopes, createdAt, revokedAt, test }) => ({
          ...{ id, name, scopes, created_at: createdAt },
          ...(revokedAt && { revoked_at: revokedAt }),
          ...(test && { test }),
        })),
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/keys',
    operationId: 'createKey',
    tag: 'Set-up',
    summary: 'Make a secret key',
    description:
      'Shown this once. With `test`, to try things out; such a key takes no scope that changes set-up, notices, ' +
      'templates, links or what is known of a person (`not_for_test`), unless its business is a test business, all ' +
      'of whose keys are test keys.',
    who: { scope: 'admin' },
    body: jsonBody(draftSchema),
    answers: { 201: answer('The key.', z.strictObject({ id: z.uuid(), key: z.string() })) },
    commits: true,
    async handle({ caller: { business, ...who }, body: { name, scopes, test } }, { ledger }) {
      return created(await createApiKey(ledger, business, name, scopes, actorOf(who), test));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/keys/{id}',
    operationId: 'revokeKey',
    tag: 'Set-up',
    summary: 'Revoke a secret key',
    description: 'Running servers notice within 5 seconds.',
    who: { scope: 'admin' },
    params: z.object({ id }),
    answers: { 200: answer('Revoked.', z.strictObject({ id: z.uuid() })) },
    commits: true,
    async handle({ caller: { business, ...who }, params }, { ledger }) {
      const changer = actorOf(who);
      if (await revokeApiKey(ledger, params.id, { business, changer })) return ok({ id: params.id });
      throw new LedgerError('not_found', 'There is no live key with this id.');
    },
  }),
];
