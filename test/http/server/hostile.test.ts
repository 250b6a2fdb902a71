// Whatever is sent to whichever operation the OpenAPI document knows, by whichever caller: 4xx, never a
// failure inside, and never slow. Not random: the shapes that public bug reports of other products are made
// of.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let app: ReturnType<typeof createApi>;
let whatsApp: CloudApi;
let document: Body;
let bearer: string;
let basic: string;
beforeAll(async () => {
  ledger = await testLedger();
  app = createApi(ledger.ledger);
  document = await (await app.request('/openapi.json')).json();
  whatsApp = await cloudApi(ledger, ledger.business);
  const { key } = await createApiKey(ledger.ledger, ledger.business, 'everything', [...scopeSchema.options]);
  bearer = `Bearer ${key}`;
  basic = `Basic ${Buffer.from(`x:${key}`).toString('base64')}`;
});
afterAll(() => ledger.stop());

type Operation = { path: string; method: string; description: Body };
const operations = (): Operation[] =>
  Object.entries(document.paths as Record<string, Body>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, description]) => ({
      path,
      method: method.toUpperCase(),
      description,
    })),
  );
const takesBody = ({ method }: Operation) => method === 'POST';
const filled = (path: string) =>
  path
    .replace('{business}', ledger.business)
    .replace('{phone_number_id}', whatsApp.phoneNumberId)
    .replaceAll(/\{\w+\}/g, 'x');

/** What failed inside, or took long; the first words of each answer. */
const failed: string[] = [];
/**
 * Far above what any of them takes, on a busy machine too, and far below what recursion or a quadratic loop
 * does.
 */
const longMs = 10_000;

async function send(what: string, path: string, init: RequestInit): Promise<void> {
  const started = performance.now();
  const answer = await app.request(path, init);
  const text = await answer.text();
  if (answer.status >= 500 && answer.status !== 501)
    failed.push(`${answer.status} ${what}: ${text.slice(0, 100)}`);
  if (performance.now() - started > longMs) failed.push(`slow: ${what}`);
}

const callers = () => [{ authorization: bearer }, { authorization: basic }, {}] as Record<string, string>[];
const json = { 'content-type': 'application/json' };

const strangePaths = [
  ...['%00', 'a%00b', '%ff', '%ed%a0%80', '%', '%zz', 'a'.repeat(9_000), '__proto__', 'constructor'],
  ...['..%2f..', '%0a', '%E2%80%AE', '1e999', '-1', '9'.repeat(40)],
];

describe('no operation fails inside', () => {
  test('whatever stands in its path', async () => {
    for (const operation of operations().filter(({ path }) => path.includes('{'))) {
      for (const strange of strangePaths) {
        for (const caller of callers()) {
          const { path, method } = operation;
          const body = takesBody(operation) ? { body: '{}' } : {};
          const at = path.replaceAll(/\{\w+\}/g, () => strange);
          await send(`${method} ${path} at ${strange.slice(0, 20)}`, at, {
            method,
            headers: { ...caller, ...json },
            ...body,
          });
        }
      }
    }
    expect(failed.splice(0)).toEqual([]);
  });

  test('whatever stands in its query', async () => {
    for (const operation of operations()) {
      const { path, method, description } = operation;
      const names = ((description.parameters ?? []) as Body[]).filter((one) => one.in === 'query');
      for (const name of [...names.map((one) => one.name), 'unheard_of', '__proto__']) {
        for (const strange of [...strangePaths, `1&${name}=2`]) {
          const body = takesBody(operation) ? { body: '{}' } : {};
          const init = { method, headers: { authorization: bearer, ...json }, ...body };
          await send(
            `${method} ${path}?${name}=${strange.slice(0, 20)}`,
            `${filled(path)}?${name}=${strange}`,
            init,
          );
        }
      }
    }
    expect(failed.splice(0)).toEqual([]);
  });

  test('whatever its headers say', async () => {
    const names = [
      ...['idempotency-key', 'origin', 'accept-language', 'if-none-match', 'x-forwarded-for', 'accept'],
      ...['content-type', 'range', 'accept-encoding', 'x-hub-signature-256', 'sec-fetch-site', 'cookie'],
    ];
    const strange = ['\u00ff\u00fe', 'a'.repeat(9_000), '%00', '"', ',,,,', ';;;q=', '*', 'en-'.repeat(200)];
    for (const operation of operations()) {
      const { path, method } = operation;
      const body = takesBody(operation) ? { body: '{}' } : {};
      for (const name of names) {
        for (const value of strange) {
          const headers = { authorization: bearer, ...json, [name]: value };
          await send(`${method} ${path} ${name}`, filled(path), { method, headers, ...body });
        }
      }
      for (const authorization of [
        'Bearer om_\u00ff',
        'Basic AAA6AAA=',
        'Basic %%%',
        `Bearer ${'a'.repeat(9_000)}`,
      ]) {
        await send(`${method} ${path} ${authorization.slice(0, 12)}`, filled(path), {
          method,
          headers: { authorization, ...json },
          ...body,
        });
      }
    }
    expect(failed.splice(0)).toEqual([]);
  });
});

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const nestedNames = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Bodies of about this many bytes; an escape beside much else takes the slow way. */
const bodiesOf = (bytes: number): Record<string, string> => ({
  zeros: `[${'0,'.repeat(bytes / 2 - 8)}0]`,
  'zeros and an escape': `["\\ud83d\\ude00",${'0,'.repeat(bytes / 2 - 20)}0]`,
  'texts and NUL': `[${'"a",'.repeat(bytes / 4 - 20)}"\\u0000"]`,
  objects: `[${'{},'.repeat(bytes / 3 - 8)}{}]`,
  'deep lists': nested(bytes / 2 - 8),
  'deep lists and an escape': `["\\ud83d\\ude00",${nested(bytes / 2 - 20)}]`,
  'deep objects': nestedNames(Math.floor(bytes / 6) - 8),
  'many names': `{${Array.from({ length: bytes / 14 }, (_, i) => `"k${i}":1`).join(',')}}`,
  'a prototype': '{"__proto__":{"a":1},"constructor":{"prototype":1}}',
  'a name three times': '{"number":"+14155550191","number":"+14155550192","number":null}',
  'huge numbers': '{"a":1e999,"b":-1e999,"c":123456789012345678901234567890}',
  NUL: '"\\u0000"',
  'a name of NUL': '{"\\u0000":1}',
  'half a pair': '{"\\ud800":"\\udc00"}',
  nothing: '',
});

/** As large as the operation takes. */
const limitOf = (path: string): number => {
  if (path.includes('/webhooks/')) return 2_900_000;
  if (path.includes('/compat/')) return 1_000_000;
  if (path.includes('bulk')) return 500_000;
  if (path === '/v1/notices') return 126_000;
  return path.startsWith('/cloud') ? 64_000 : 15_000;
};

describe('no body makes an operation fail inside', () => {
  test('of any type, as long and as deep as it may be', async () => {
    const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain'];
    for (const operation of operations().filter(takesBody)) {
      const { path, method, description } = operation;
      const bodies = bodiesOf(limitOf(path));
      const own = Object.keys(description.requestBody?.content ?? {});
      for (const type of new Set([...own, 'application/json', ...types])) {
        for (const [name, body] of Object.entries(bodies)) {
          // Who may not is refused before the body is looked at.
          for (const caller of own.includes(type) ? callers() : callers().slice(0, 1)) {
            const length = String(Buffer.byteLength(body));
            const headers = { ...caller, 'content-type': type, 'content-length': length };
            await send(`${method} ${path} ${type}, ${name}`, filled(path), { method, headers, body });
          }
        }
      }
    }
    expect(failed.splice(0)).toEqual([]);
  }, 300_000);

  test('signed by Meta', async () => {
    for (const [name, body] of Object.entries({
      ...bodiesOf(400_000),
      objects: bodiesOf(20_000)['objects']!,
    })) {
      const value = whatsApp.change('messages', { messages: [], deep: 0 });
      for (const [kind, sent] of [
        ['alone', body],
        ['inside', value.replace('"messages":[]', `"messages":${body || 'null'}`)],
      ] as const) {
        const headers = { ...json, 'x-hub-signature-256': whatsApp.sign(sent) };
        const init = { method: 'POST', headers, body: sent };
        await send(`signed ${name} ${kind}`, new URL(whatsApp.url).pathname, init);
      }
    }
    expect(failed.splice(0)).toEqual([]);
  });

  test('signed by a page', async () => {
    const page = new Page(ledger);
    const claims = (await page.optInClaims('+919876543291')) as Body;
    for (const [name, value] of Object.entries({
      nul: 'a\u0000b',
      names: { __proto__x: 1 },
      list: Array(900).fill(0),
    })) {
      for (const field of Object.keys(claims)) {
        const body = page.sign({ ...claims, [field]: value } as typeof claims);
        const headers = { 'content-type': 'application/jose', origin: 'https://fresh.example' };
        await send(`page ${field} ${name}`, '/v1/opt-ins', { method: 'POST', headers, body });
      }
    }
    expect(failed.splice(0)).toEqual([]);
  });

  test('with any one field of a good body made strange', async () => {
    const values = [
      ...[
        '\u0000',
        'a\u0000b',
        '\ud800',
        '\udfff\ud800',
        '\u0001',
        '\u202e',
        'x'.repeat(12_000),
        '',
        '1e400',
      ],
      ...['\uffff', null, 1e308, -1, 0.1, true, [], {}],
      ...[Array(3_000).fill(0), Array(3_000).fill({}), Array(1_000).fill('x')],
      Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`k${i}`, 1])),
      ...['@@DEEP', '@@NAMES', '@@PROTO', '@@NUL'],
    ];
    const raw = (text: string) =>
      text
        .replace('"@@DEEP"', nested(6_000))
        .replace('"@@NAMES"', nestedNames(2_200))
        .replace('"@@PROTO"', '{"__proto__":{"x":1}}')
        .replace('"@@NUL"', '{"\\u0000":1}');
    for (const { path, method, description } of operations().filter(takesBody)) {
      const content = (description.requestBody?.content ?? {}) as Record<string, { schema: Body }>;
      const type = Object.keys(content).find((one) => one.includes('json'));
      if (type === undefined) continue;
      for (const example of examplesOf(content[type]!.schema)) {
        for (const place of placesIn(example)) {
          for (const value of values) {
            const body = raw(JSON.stringify(withValue(example, place, value)));
            const headers = { authorization: bearer, 'content-type': type, origin: 'https://fresh.example' };
            await send(`${method} ${path} /${place.join('/')}`, filled(path), { method, headers, body });
          }
        }
      }
    }
    expect(failed.splice(0)).toEqual([]);
  }, 300_000);
});

function examplesOf(schema: Body): Body[] {
  const named = schema.$ref?.split('/').at(-1) as string | undefined;
  const shape = named === undefined ? schema : document.components.schemas[named];
  if (shape.example !== undefined) return [shape.example];
  return [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap(examplesOf);
}

type Way = readonly string[];

function placesIn(value: Body, at: Way = []): Way[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => [[...at, name], ...placesIn(value[name], [...at, name])]);
}

function withValue(example: Body, place: Way, value: unknown): Body {
  const copy = structuredClone(example);
  const holder = place.slice(0, -1).reduce((inner, name) => inner[name], copy);
  holder[place.at(-1)!] = value;
  return copy;
}

describe('what cannot be text is refused where it stands', () => {
  const ask = (body: string) => {
    const headers = { authorization: bearer, ...json };
    return app.request('/v1/gate/check', { method: 'POST', headers, body });
  };

  test('NUL and half a pair, by their field', async () => {
    const nul = await expectProblem(ask('{"recipient":"+1415\\u00005550","purpose":"marketing"}'), 'invalid');
    expect(nul.errors).toMatchObject([{ pointer: '/recipient', rule: 'nul' }]);
    const half = await expectProblem(ask('{"template":{"name":"\\ud800"}}'), 'malformed');
    expect(half.errors).toMatchObject([{ pointer: '/template/name', rule: 'half_pair' }]);
  });

  test('NUL in a path or a query, by its name', async () => {
    const init = { method: 'POST', headers: { authorization: bearer, ...json }, body: '{"version":1}' };
    const path = await expectProblem(app.request('/v1/notices/a%00b/retire', init), 'invalid');
    expect(path).toMatchObject({
      detail: expect.stringContaining('The path'),
      errors: [{ pointer: '/id', rule: 'nul' }],
    });
    const headers = { origin: 'https://fresh.example' };
    const query = await expectProblem(app.request('/v1/notices/current?site=a%00b', { headers }), 'invalid');
    expect(query).toMatchObject({
      detail: expect.stringContaining('The query'),
      errors: [{ pointer: '/site', rule: 'nul' }],
    });
  });

  test('nesting, and what is as deep as an honest body goes through', async () => {
    await expectProblem(ask(nested(20_000 / 4)), 'malformed');
    const deep = await expectProblem(ask(`{"recipient":${nested(65)}}`), 'malformed');
    expect(deep.detail).toContain('64 levels');
    await expectProblem(ask(`{"recipient":${nested(60)},"padding":"${'x'.repeat(200)}"}`), 'invalid');
  });

  test('and the ledger goes on', async () => {
    const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn('+919876543292'));
    expect(answer.status).toBe(201);
  });
});
