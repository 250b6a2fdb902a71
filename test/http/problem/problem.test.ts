import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import { problemKinds } from '../../../ledger/http/problem/catalogue.ts';
import { problemReply, problemSchema } from '../../../ledger/http/problem/problem.ts';
import { createReport, unavailableEveryMs } from '../../../ledger/http/problem/report.ts';
import { createLogger, type Logger } from '../../../ledger/telemetry/logger.ts';
import { apiOfThisFile } from '../api.ts';
import { expectProblem } from '../requests.ts';

function capture() {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  return { lines, logger };
}

const gateCheck = { recipient: '+919876543210', purpose: 'shipping_update' };
const api = apiOfThisFile();
const ask = (app: Pick<typeof api, 'request'>) =>
  app.request('/v1/gate/check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.ledger.keys.gate}` },
    body: JSON.stringify(gateCheck),
  });

describe('what nobody expected', () => {
  const cause = Object.assign(new Error('Key (number)=(+919876543210)'), { code: '23505' });
  const failing = (error: unknown, logger: Logger) =>
    api.with({ lookUp: () => Promise.reject(error) }, { logger });

  test('says nothing to the outside, and names the line it was logged under', async () => {
    const { lines, logger } = capture();
    const app = failing(new TypeError('for Priya', { cause }), logger);
    const problem = await expectProblem(ask(app), 'internal');
    expect(problem).not.toHaveProperty('detail');
    expect(problem.errors).toEqual([]);
    const line = JSON.parse(lines.find((text) => text.includes('a request failed'))!);
    expect(line).toMatchObject({
      level: 'error',
      route: '/v1/gate/check',
      code: 'internal',
      instance: problem.instance,
    });
    expect(line.errors).toMatchObject([{ name: 'TypeError' }, { name: 'Error', code: '23505' }]);
  });

  test('is logged without what it was about', async () => {
    const { lines, logger } = capture();
    await ask(failing(new TypeError('for Priya +919876543210', { cause }), logger));
    expect(lines.join('')).not.toMatch(/Priya|9876543210|Key \(/);
  });

  test('an internal error’s own words are for the log alone', async () => {
    const { lines, logger } = capture();
    const app = failing(new LedgerError('internal', 'The root does not match; run verify.'), logger);
    expect(await expectProblem(ask(app), 'internal')).not.toHaveProperty('detail');
    expect(lines.join('')).toContain('run verify');
  });

  test('what is thrown and is no error is a 500 all the same', async () => {
    await expectProblem(ask(failing('just text', capture().logger)), 'internal');
  });
});

test('who must wait is told how long, and overload is not logged', async () => {
  const { lines, logger } = capture();
  const error = new LedgerError('overloaded', 'The ledger cannot take more.', { retryAfter: 3 });
  const answer = await ask(api.with({ lookUp: () => Promise.reject(error) }, { logger }));
  expect(answer.headers.get('retry-after')).toBe('3');
  await expectProblem(answer, 'overloaded');
  expect(lines.join('')).not.toContain('a request failed');
});

test('an outage is reported once a second, with the number of requests it cost', () => {
  const { lines, logger } = capture();
  let now = 5;
  const report = createReport(logger, () => now);
  const fail = () =>
    problemReply(new LedgerError('unavailable', 'The database is away.'), report, '/v1/gate/check');
  for (let i = 0; i < 100; i += 1) fail();
  now += unavailableEveryMs + 1;
  expect(fail().headers['retry-after']).toBe('1');
  expect(lines.map((line) => JSON.parse(line).count)).toEqual([1, 100]);
});

test('a number used as the name of a field does not come back', () => {
  const fault = {
    pointer: '/locales/+919876543210',
    rule: 'x',
    detail: 'Unrecognized key: "+91 98765 43210"',
  };
  const reply = problemReply(new LedgerError('invalid', 'No.', { faults: [fault] }), () => {}, '/');
  expect(reply.body).not.toMatch(/98765/);
  expect(problemSchema.parse(JSON.parse(String(reply.body))).errors).toHaveLength(1);
});

test('every code has a title, advice, and a page that says so', async () => {
  for (const [code, { title, advice, status }] of Object.entries(problemKinds)) {
    expect(status).toBeGreaterThanOrEqual(400);
    const answer = await api.request(`/problems/${code}`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await answer.text();
    for (const words of [title, advice.split(/['"<>&]/)[0]!]) expect(html).toContain(words);
  }
  await expectProblem(api.request('/problems/none'), 'not_found');
});
