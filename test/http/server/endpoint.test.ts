import { expect, test } from 'vitest';
import { honoPath } from '../../../ledger/http/server/mount.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { apiOfThisFile } from '../api.ts';
import { expectProblem } from '../requests.ts';

const app = apiOfThisFile();

test.each(['/', '/v1', '/v1/opt-ins/', '/V1/opt-ins', '/v1/opt-ins/x', '/log', '/log/tile', '/.env'])(
  '%s is nothing',
  async (path) => {
    await expectProblem(app.request(path), 'not_found');
  },
);

test.each([
  ['GET', '/v1/opt-ins', 'POST, OPTIONS'],
  ['DELETE', '/v1/opt-outs', 'POST, OPTIONS'],
  ['PUT', '/v1/notices', 'GET, HEAD, POST'],
  ['POST', '/v1/records/x', 'GET'],
  ['POST', '/log/checkpoint', 'GET, HEAD'],
  ['DELETE', '/log/tile/0/000', 'GET, HEAD'],
  ['OPTIONS', '/v1/gate/check', 'POST'],
])('%s %s is refused with the methods it knows', async (method, path, allow) => {
  const answer = await app.request(path, { method });
  expect(answer.headers.get('allow')).toBe(allow);
  await expectProblem(answer, 'method_not_allowed');
});

test.each([
  ['/v1/records/x', 'GET'],
  ['/v1/receipts/x', 'GET'],
  ['/p/x', 'GET'],
  ['/p/x/evidence.json', 'GET'],
  ['/v1/ivr/json/fresh-produce/order-line', 'GET, POST'],
  ['/v1/ivr/json/fresh-produce/order-line/ofs_x?call=c-1&caller=%2B919876543210', 'GET, POST'],
])('a HEAD of %s, whose GET appends to the log, is refused', async (path, allow) => {
  const { status, headers } = await app.request(path, { method: 'HEAD' });
  expect([status, headers.get('allow')]).toEqual([405, allow]);
});

test.each(['/flow', '/embed', '/docs'])(
  'a HEAD of %s, a page that records nothing, is served',
  async (path) => {
    const [head, whole] = await Promise.all(['HEAD', 'GET'].map((method) => app.request(path, { method })));
    expect([head!.status, await head!.text()]).toEqual([whole!.status, '']);
    expect(head!.headers.get('content-type')).toBe(whole!.headers.get('content-type'));
  },
);

test('a HEAD has the headers of its GET and no body', async () => {
  const [head, whole] = await Promise.all(
    ['HEAD', 'GET'].map((method) => app.request('/healthz', { method })),
  );
  expect(head!.status).toBe(200);
  expect(await head!.text()).toBe('');
  expect(Object.fromEntries(head!.headers)).toEqual(Object.fromEntries(whole!.headers));
});

test('every answer forbids guessing its type and passing on its address', async () => {
  for (const path of ['/healthz', '/docs', '/openapi.json', '/v1/notices', '/nothing', '/log/keys.json']) {
    const { headers } = await app.request(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('a parameter becomes one segment, a tile the rest of the path', () => {
  expect(honoPath('/v1/notices/{id}/retire')).toBe('/v1/notices/:id/retire');
  expect(honoPath('/log/tile/{tile}')).toBe('/log/tile/:tile{.+}');
});

test('requests are written to the log only for debugging, by pattern', async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  await app.with({}, { logger: createLogger({ level: 'info', destination }) }).request('/healthz');
  expect(lines).toEqual([]);
  const debugged = app.with({}, { logger: createLogger({ level: 'debug', destination }) });
  await debugged.request('/v1/records/secret-of-somebody');
  expect(JSON.parse(lines[0]!)).toMatchObject({ route: '/v1/records/{id}', method: 'GET', status: 401 });
  expect(lines[0]).not.toContain('secret-of-somebody');
});
