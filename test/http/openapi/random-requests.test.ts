// What the document allows, the API takes, and what it does not allow, the API refuses by name: of every
// operation that reads a body or a query. What a request means may still be refused: a number that no one can
// have, a notice that there is not.

import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { describeApi } from '../../../ledger/http/openapi/openapi.ts';
import { endpoints } from '../../../ledger/http/server/api.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { shopOrigin } from '../../support/ledger.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';
import { valuesOf } from './requests-of-schema.ts';

const app = apiOfThisFile();
let key: string;
beforeAll(async () => {
  const { ledger, business } = app.ledger;
  key = (await createApiKey(ledger, business, 'everything', [...scopeSchema.options])).key;
});

const document: Body = describeApi(endpoints, '0');
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: document.components });
const checkOf = (schema: Body) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));

type Operation = { name: string; method: string; path: string; schema: Body; isOpen: boolean };
const operations: Operation[] = Object.entries<Body>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Body>(methods).flatMap(([method, { requestBody, security, parameters = [] }]) => {
    const at = parameters.reduce(
      (to: string, { in: where, name, schema }: Body) =>
        where === 'path' ? to.replace(`{${name}}`, schema.example ?? 'x') : to,
      path,
    );
    const isOpen = security.length === 0;
    const named = `${method.toUpperCase()} ${path}`;
    const body = requestBody?.content['application/json']?.schema;
    const asked = queryOf(parameters);
    return [
      ...(body ? [{ name: named, method, path: at, schema: body, isOpen }] : []),
      ...(asked && method === 'get' ? [{ name: named, method, path: at, schema: asked, isOpen }] : []),
    ];
  }),
);

/** The parameters of a query as one object. */
function queryOf(parameters: Body[]): Body | undefined {
  const inQuery = parameters.filter((one) => one.in === 'query');
  if (inQuery.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
    required: inQuery.filter(({ required }) => required).map(({ name }) => name),
  };
}

async function ask({ method, path, isOpen }: Operation, body: Body): Promise<{ status: number; said: Body }> {
  const isQuery = method === 'get';
  // An answer that would wait for a change is asked for at once.
  if (path === '/v1/changes' && (body as Body)?.wait > 0) body = { ...body, wait: 0 };
  const headers = {
    ...(isOpen ? { origin: shopOrigin } : { authorization: `Bearer ${key}` }),
    ...(!isQuery && { 'content-type': 'application/json' }),
  };
  const query = isQuery ? `?${new URLSearchParams(body as Record<string, string>)}` : '';
  const init = { method: method.toUpperCase(), headers, ...(!isQuery && { body: JSON.stringify(body) }) };
  const answer = await app.request(path + query, init);
  const isProblem = answer.headers.get('content-type') === 'application/problem+json';
  return { status: answer.status, said: isProblem ? await answer.json() : {} };
}

/** Faults of shape: those that a schema can say. */
const shape = new Set([
  ...[
    'invalid_type',
    'unrecognized_keys',
    'too_small',
    'too_big',
    'invalid_union',
    'invalid_value',
    'invalid_format',
    'custom',
  ],
  ...['one_recipient', 'one_subject', 'one_name', 'one_moment', 'needs_template', 'required', 'either'],
  ...['unique', 'human_contact'],
]);

test('there are operations that read something', () => {
  expect(operations.length).toBeGreaterThan(20);
});

describe.each(operations)('$name', (operation) => {
  const { schema } = operation;
  const fits = checkOf(schema);

  test('takes what fits its schema', async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(document, schema), async (body) => {
        // Only a page posts its customer's token, and without a key.
        fc.pre(fits(body) && (operation.isOpen || !Object.hasOwn(body as object, 'customer_token')));
        const { status, said } = await ask(operation, body);
        const refused = (said.errors ?? []).filter(({ rule }: Body) => shape.has(rule));
        expect([status < 500, body, said.detail, refused]).toEqual([true, body, said.detail, []]);
      }),
      { numRuns: 20 },
    );
  });
});

/** Those that hear what they can of a body that is not as described, and why. */
const lenient: Record<string, string> = {
  'POST /v1/opt-outs': 'a stop is heard',
  'POST /v1/objections': 'an objection is heard',
  'POST /v1/webhooks/whatsapp/{business}': 'what Meta signed is heard',
  'POST /v1/compat/netcore/consent': 'a stop is heard; its answers are the vendor’s',
  'POST /cloud/{version}/{phone_number_id}/messages': 'Meta judges the rest; its answers are Meta’s',
  'POST /v1/gate/check-bulk': 'each line is judged by itself',
  'POST /v1/ivr/{dialect}/{business}/{flow}': 'nothing is read of what is not a provider’s',
  'POST /v1/ivr/{dialect}/{business}/{flow}/{secret}': 'nothing is read of what is not a provider’s',
  'POST /v1/sms/{dialect}/{business}': 'nothing is read of what is not a provider’s',
  'POST /v1/sms/{dialect}/{business}/{secret}': 'nothing is read of what is not a provider’s',
  'GET /p/{link}': 'a person followed a link',
  'GET /v1/links': 'all of it is optional; test/http/server/queries.test.ts',
  'GET /in': 'a damaged address still leads to the page',
  'GET /in/{site}/{notice}': 'a damaged address still leads to the page',
  'GET /embed': 'the page shows what is wrong beside the choice',
  'GET /flow': 'the page shows what is wrong',
  'GET /p/{link}/evidence.json': 'all of it is optional; test/http/server/queries.test.ts',
};

const others: readonly unknown[] = [{}, [], 7, true, null, 'x', [[]]];

/** A body that fits, and the same with one of its fields gone, of another kind, or one too many. */
const broken = (schema: Body, isQuery: boolean) =>
  fc
    .tuple(valuesOf(document, schema), fc.nat(), fc.constantFrom(...(isQuery ? [''] : others)))
    .map(([fitting, at, other]) => {
      const body = fitting as Record<string, unknown>;
      const names = [...Object.keys(body), 'surplus'];
      const name = names[at % names.length]!;
      if (name === 'surplus') return { fitting, body: { ...body, surplus: 1 }, name: '' };
      const { [name]: _, ...rest } = body;
      if (at % 3 !== 0) return { fitting, body: { ...body, [name]: other }, name };
      // Which of several fields there must be is said of the whole, or of the first of them.
      return { fitting, body: rest, name: schema.required?.includes(name) ? name : '' };
    });

describe.each(operations.filter(({ name }) => lenient[name] === undefined))('$name', (operation) => {
  const { schema, method } = operation;
  const fits = checkOf(schema);

  test('names what does not fit its schema', async () => {
    await fc.assert(
      fc.asyncProperty(broken(schema, method === 'get'), async ({ fitting, body, name }) => {
        fc.pre(fits(fitting) && !fits(body));
        const { status, said } = await ask(operation, body);
        const pointers = (said.errors ?? []).map(({ pointer }: Body) => pointer);
        const isNamed = pointers.some((pointer: string) => pointer === '' || pointer.startsWith(`/${name}`));
        expect([body, name, status, pointers, isNamed]).toEqual([body, name, 422, pointers, true]);
      }),
      { numRuns: 20 },
    );
  });
});
