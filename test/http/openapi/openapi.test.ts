import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { channels } from '../../../ledger/core/consent/evidence.ts';
import { directionOf } from '../../../ledger/core/language/direction.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { exportsMax, exportsOfOneMax } from '../../../ledger/http/server/limits.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';

const app = apiOfThisFile({ widgetFolder: 'test/http/widget/widget-build' });

let document: Body;
const ajv = new Ajv2020({ strict: false, allErrors: true });
beforeAll(async () => {
  document = await (await app.request('/openapi.json')).json();
  // Formats are checked by the server itself; here the shapes are.
  for (const format of ['uuid', 'date-time', 'email', 'uri', 'binary', 'byte', 'base64'])
    ajv.addFormat(format, true);
  ajv.addSchema({ $id: 'openapi', components: document.components });
});

const validatorOf = (schema: object) => ajv.compile(inDocument(schema) as object);

/** References lead into the document. */
function inDocument(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/components/', '"openapi#/components/'));
}

/** Everything in a document that says by a schema what it is and shows an example of it. */
function* examplesIn(value: Body, at = '#'): Generator<{ at: string; schema: object; example: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  const schema = value.schema ?? value;
  if (value.example !== undefined && (value.type || value.$ref || value.oneOf || value.anyOf || value.schema))
    yield { at, schema, example: value.example };
  for (const [name, { value: example }] of Object.entries<Body>(value.examples ?? {})) {
    yield { at: `${at}/examples/${name}`, schema: value.schema, example };
  }
  for (const [key, inner] of Object.entries(value))
    if (key !== 'example' && key !== 'examples') yield* examplesIn(inner, `${at}/${key}`);
}

const operations = (): { path: string; method: string; operation: Body }[] =>
  Object.entries<Body>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Body>(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test('every route that is served is described', () => {
  const patterns = operations().map(({ path, method }) => {
    const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '.+');
    return { method: method.toUpperCase(), pattern: new RegExp(`^${pattern}$`) };
  });
  // HEAD stands there where it is refused.
  const served = app.app.routes.filter(({ method }) => method !== 'OPTIONS' && method !== 'HEAD');
  expect(served.length).toBeGreaterThan(20);
  for (const { method, path } of served) {
    expect([path, patterns.some((known) => known.method === method && known.pattern.test(path))]).toEqual([
      path,
      true,
    ]);
  }
});

test('who is told to come back is told when, and how many are served at once', async () => {
  const [told, silent] = [new Set<string>(), new Set<string>()];
  for (const { path, method, operation } of operations())
    for (const [status, { headers = {} }] of Object.entries<Body>(operation.responses)) {
      const saysWhen = headers['Retry-After']?.schema.type === 'integer';
      if (saysWhen !== (status === '429' || status === '503')) silent.add(`${method} ${path} ${status}`);
      if (saysWhen) told.add(status);
    }
  expect([...silent]).toEqual([]);
  expect([...told].toSorted()).toEqual(['429', '503']);
  const overloaded = (path: string, method = 'post') =>
    document.paths[path][method].responses[503].description as string;
  for (const path of ['/v1/exports', '/v1/subjects/access', '/v1/register/reconfirm'])
    expect(overloaded(path)).toContain(
      `${exportsOfOneMax} at once of a business, and ${exportsMax} at a node`,
    );
  expect(overloaded('/v1/messages/check')).toContain('2 at once of a business, and 8 at a node');
  expect(overloaded('/v1/changes', 'get')).toContain('8 at once of a business, and 64 at a node');
});

test('every operation that is described is served', async () => {
  for (const { path, method } of operations()) {
    const filled = path.replace('{version}', '0.1.0').replaceAll(/\{\w+\}/g, 'x');
    const answer = await app.request(filled, { method: method.toUpperCase() });
    // What a person reads is a page, also where there is nothing.
    const isProblem = answer.headers.get('content-type')?.endsWith('json');
    const { code, detail } = answer.status === 404 && isProblem ? ((await answer.json()) as Body) : {};
    expect([path, code, detail]).not.toEqual([path, 'not_found', 'There is no such resource.']);
    expect(answer.status).not.toBe(405);
  }
});

test('all routes are found by one regular expression', () => {
  // A route Hono’s fast router cannot hold would make every request slower, silently.
  expect(app.app.router.name).toBe('SmartRouter + RegExpRouter');
});

test('every operation has a name of its own, a summary, a tag that is explained, and can fail inside', () => {
  const names = operations().map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  const tags = new Set(document.tags.map(({ name }: Body) => name));
  for (const { operation } of operations()) {
    expect(operation.summary).toBeTruthy();
    expect(tags).toContain(operation.tags[0]);
    expect(operation.responses).toHaveProperty('500');
  }
});

test('every scheme an operation names is explained', () => {
  for (const { operation } of operations()) {
    for (const way of operation.security ?? []) {
      for (const scheme of Object.keys(way))
        expect(document.components.securitySchemes).toHaveProperty(scheme);
    }
  }
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty([name!]);
});

test('every example is what its schema says', () => {
  const examples = [...examplesIn(document)];
  expect(examples.length).toBeGreaterThan(60);
  for (const { at, schema, example } of examples) {
    const validate = validatorOf(schema);
    expect([at, validate(example), validate.errors]).toEqual([at, true, null]);
  }
});

test('a request body and an answer in JSON always have an example', () => {
  const shown = new Set(
    [...examplesIn(document.components.schemas, '#/components/schemas')].map(({ at }) => at),
  );
  for (const { path, operation } of operations()) {
    const bodies = [operation.requestBody, ...Object.values<Body>(operation.responses)];
    for (const body of bodies) {
      const ref = body?.content?.['application/json']?.schema?.$ref;
      if (ref !== undefined) expect([path, ref, shown.has(ref)]).toEqual([path, ref, true]);
    }
  }
});

describe('the page made of it', () => {
  let html: string;
  let answer: Response;
  beforeAll(async () => {
    answer = await app.request('/docs');
    html = await answer.text();
  });

  test('has every operation, each with a page of its own that names every problem it can answer', async () => {
    for (const { path, operation } of operations()) {
      const { operationId, summary, responses } = operation;
      expect(html).toContain(`id="${operationId}"`);
      expect(html).toContain(`href="/docs/${operationId}"`);
      const page = await (await app.request(`/docs/${operationId}`)).text();
      expect(page).toContain(`<h1>${summary}</h1>`);
      expect(page).toContain(`</span> ${path}</code>`);
      const problems = Object.values<Body>(responses).map((one) => one.content?.['application/problem+json']);
      for (const code of problems.flatMap((one) => Object.keys(one?.examples ?? {}))) {
        expect([operationId, page.includes(`href="/problems/${code}"`)]).toEqual([operationId, true]);
      }
    }
    await expectProblem(app.request('/docs/no-such-operation'), 'not_found');
  });

  test.each(['/docs/no-such-operation', '/problems/none', '/no-such-page', '/v1/records/none'])(
    'a browser that came by the wrong link %s is shown a page, a program its problem',
    async (path) => {
      const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
      const shown = await app.request(path, { headers: { accept } });
      const problem = await app.request(path, { headers: { accept: '*/*' } });
      expect(problem.headers.get('content-type')).toBe('application/problem+json');
      const { title, type, status } = (await problem.json()) as Body;
      expect(shown.status).toBe(status);
      expect(shown.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(shown.headers.get('cache-control')).toBe('no-store');
      const text = await shown.text();
      expect(text).toContain(`<h1>${title}</h1>`);
      expect(text).toContain(`href="${type}"`);
      expect(text).not.toContain(path);
    },
  );

  test('begins with what a reader needs first: write, ask, stop, audit', () => {
    const at = ['recordOptIn', 'checkGate', 'recordOptOut', 'readHistory', 'healthy'].map((name) =>
      html.indexOf(`id="${name}"`),
    );
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  test('of an opt-in says that its evidence follows the channel, and where each is described', async () => {
    const page = await (await app.request('/docs/recordOptIn')).text();
    for (const channel of channels) {
      expect(page).toContain(`&quot;${channel}&quot;`);
      expect(page).toContain(`href="/docs#Evidence_${channel}"`);
    }
    expect(page).toContain('follows channel');
  });

  test('shows the evidence of every channel', () => {
    for (const channel of channels) expect(html).toContain(`id="Evidence_${channel}"`);
  });

  test('lists every language of the prescribed wording, and that a translation is not yet reviewed', () => {
    for (const tag of prescribedLanguages)
      expect(html).toMatch(
        new RegExp(`<code>${tag}</code></th>\\s*<td><span lang="${tag}" dir="${directionOf(tag)}">`),
      );
    expect(html).toContain(
      '<span lang="ar" dir="rtl">العربية</span> <span class="mute">right to left</span>',
    );
    const unreviewed = html.match(/not yet reviewed by a person who reads it/g);
    expect(unreviewed).toHaveLength(prescribedLanguages.length - 1);
  });

  test('loads nothing from anywhere and asks nobody: its one script is in it, and is what its policy admits', async () => {
    const [, script] = /<script type="module">([\s\S]*)<\/script>/.exec(html)!;
    const rest = html.replace(script!, '').replace('<script type="module"></script>', '');
    const loads =
      /<(script|link|img|iframe|object)\b|<[^>]+\s(src|on\w+)=|@import|url\(|href="javascript/.exec(rest);
    expect(loads).toBeNull();
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(script!))).toString(
      'base64',
    );
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; form-action 'none';/,
    );
    expect(answer.headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'`);
    expect(answer.headers.get('content-security-policy')).not.toContain('connect-src');
  });

  test('its style is the one its policy admits', async () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!;
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
    expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${digest}'`);
  });

  test('links only to what there is', async () => {
    const links = new Set([...html.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path!));
    expect(links.size).toBeGreaterThan(20);
    for (const path of links) expect([path, (await app.request(path)).status]).toEqual([path, 200]);
  });

  test('has no number but the fictional one', async () => {
    const page = await (await app.request('/docs/recordOptIn')).text();
    const numbers = [...(html + page).matchAll(/\+\d{8,}/g)].map(([number]) => number);
    expect(new Set(numbers)).toEqual(new Set(['+919876543210']));
  });
});
