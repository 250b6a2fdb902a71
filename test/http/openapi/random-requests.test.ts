// What the document allows, the API takes: no request that fits its schema is refused for its shape. What it
// means may still be refused: a number that no one can have, a notice that there is not.

import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';
import { valuesOf } from './requests-of-schema.ts';

const app = apiOfThisFile();
let document: Body;
let key: string;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
beforeAll(async () => {
  const { ledger, business } = app.ledger;
  document = await (await app.request('/openapi.json')).json();
  ajv.addSchema({ $id: 'openapi', components: document.components });
  key = (await createApiKey(ledger, business, 'everything', [...scopeSchema.options])).key;
});

/** Faults of shape: those that a schema can say. */
const shape = new Set([
  ...[
    'invalid_type',
    'unrecognized_keys',
    'too_small',
    'too_big',
    'invalid_union',
    'invalid_value',
    'custom',
  ],
  ...['one_recipient', 'one_subject', 'one_name', 'one_moment', 'needs_template', 'required', 'either'],
  ...['unique', 'human_contact'],
]);

const operations: [path: string, filled: string][] = [
  ['/v1/opt-ins', '/v1/opt-ins'],
  ['/v1/opt-outs', '/v1/opt-outs'],
  ['/v1/gate/check', '/v1/gate/check'],
  ['/v1/gate/as-of', '/v1/gate/as-of'],
  ['/v1/subjects/history', '/v1/subjects/history'],
  ['/v1/links', '/v1/links'],
  ['/v1/templates', '/v1/templates'],
  ['/v1/notices', '/v1/notices'],
];

const bodyOf = (path: string) => document.paths[path].post.requestBody.content['application/json'].schema;

test.each(operations)('POST %s', async (path, filled) => {
  const schema = bodyOf(path);
  const fits = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  await fc.assert(
    fc.asyncProperty(valuesOf(document, schema), async (body) => {
      // Only a page posts its customer's token, and without a key.
      fc.pre(fits(body) && !Object.hasOwn(body as object, 'customer_token'));
      const answer = await app.request(filled, { method: 'POST', headers, body: JSON.stringify(body) });
      const { errors = [], detail } = answer.status === 422 ? ((await answer.json()) as Body) : {};
      const refused = errors.filter(({ rule }: Body) => shape.has(rule));
      expect([answer.status < 500, body, detail, refused]).toEqual([true, body, detail, []]);
    }),
    { numRuns: 30 },
  );
});
