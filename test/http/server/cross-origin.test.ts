import { expect, test } from 'vitest';
import { preflightMaxAgeSeconds } from '../../../ledger/http/server/limits.ts';
import { apiOfThisFile } from '../api.ts';

const app = apiOfThisFile({ widgetFolder: 'test/http/widget/widget-build' });
const origin = 'https://shop.example';

const ask = (path: string, method: string, headers: Record<string, string> = {}) =>
  app.request(path, { method, headers: { origin, ...headers } });
const preflight = (path: string) =>
  ask(path, 'OPTIONS', {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  });

const pageEndpoints = [
  ['/v1/nonces', 'POST'],
  ['/v1/notices/current', 'GET'],
  ['/v1/opt-ins', 'POST'],
  ['/v1/opt-outs', 'POST'],
  ['/v1/objections', 'POST'],
  ['/v1/ownership', 'POST'],
  ['/v1/ownership/x', 'GET'],
  ['/v1/ownership/x/code', 'POST'],
] as const;

test.each([
  ...['/v1/gate/check', '/v1/subjects/history', '/v1/register/query', '/v1/notices', '/v1/notices/x/retire'],
  '/v1/webhooks/whatsapp/x',
])('no page may ask %s', async (path) => {
  const answer = await preflight(path);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  ['/v1/records/x', 'GET'],
  ['/v1/receipts/x', 'GET'],
  ['/v1/notices', 'GET'],
  ['/v1/gate/check', 'POST'],
  ['/metrics', 'GET'],
])('no page may read what %s answers', async (path, method) => {
  expect((await ask(path, method)).headers.get('access-control-allow-origin')).toBeNull();
});

test.each(pageEndpoints)(
  'any page may ask %s, without credentials and without secret keys',
  async (path, method) => {
    const answer = await preflight(path);
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': method,
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': String(preflightMaxAgeSeconds),
      vary: 'Origin',
    });
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  },
);

test.each(pageEndpoints)('a page can read why %s refused', async (path, method) => {
  const answer = await ask(path, method);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
});

test.each(pageEndpoints)(
  'caches keep the answers of %s apart by origin, even without one',
  async (path, method) => {
    const answer = await app.request(path, { method });
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  },
);

test.each([
  '/log/checkpoint',
  '/log/tile/0/000',
  '/log/keys.json',
  '/.well-known/jwks.json',
  '/openapi.json',
  '/v1/optmark.js',
  '/0.1.0/optmark.js',
  '/widget.json',
])('everybody may read %s, refusals too', async (path) => {
  const answer = await ask(path, 'GET');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('vary')).not.toBe('Origin');
});
