// Bulk checks share a few places on a node. Who does nothing with theirs loses it, so nobody can hold them all for long.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mount } from '../../../ledger/http/endpoint.ts';
import { createReport } from '../../../ledger/http/problem/report.ts';
import { gateBulkEndpoints } from '../../../ledger/http/routes/gate-bulk.ts';
import { bulkChecksMax } from '../../../ledger/http/server/limits.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { createMetrics } from '../../../ledger/telemetry/metrics.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { expectProblem } from '../requests.ts';
import { askInLines, lines, readLines } from './bulk-calls.ts';

const question = { recipient: '+14155550123', purpose: 'shipping_update' };
const idleMs = 500;

let ledger: TestLedger;
let server: Listening;
let url: string;
beforeAll(async () => {
  ledger = await testLedger();
  const logger = createLogger({ level: 'silent' });
  const watch = { report: createReport(logger), logger, metrics: createMetrics() };
  const app = new OpenAPIHono();
  for (const endpoint of gateBulkEndpoints(ledger.ledger, watch.metrics, { idleMs }))
    mount(app, endpoint, watch);
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.stop();
  await ledger.stop();
});

const ask = (body = lines(question)) => askInLines(url, ledger.keys.gate, body);

const open: Held[] = [];
type Held = { writer: ReturnType<typeof request>; answer: IncomingMessage; closed: Promise<unknown> };
afterEach(() => {
  for (const { writer } of open.splice(0)) writer.destroy();
});

/** A bulk check under way: its first line is answered. */
async function held(): Promise<Held> {
  const headers = { authorization: `Bearer ${ledger.keys.gate}`, 'content-type': 'application/x-ndjson' };
  const writer = request(`${url}/v1/gate/check-bulk`, { method: 'POST', headers, agent: false });
  writer.on('error', () => {});
  const closed = new Promise((resolve) => writer.once('close', resolve));
  writer.write(lines(question));
  const [answer] = (await once(writer, 'response')) as [IncomingMessage];
  answer.on('error', () => {});
  await once(answer, 'readable');
  const one = { writer, answer, closed };
  open.push(one);
  return one;
}

async function allTaken(): Promise<Held[]> {
  const all: Held[] = [];
  for (let i = 0; i < bulkChecksMax; i += 1) all.push(await held());
  return all;
}

/** Keeps its place for as long as it goes on asking. */
function goOn({ writer, answer }: Held): NodeJS.Timeout {
  answer.resume();
  return setInterval(() => writer.write(lines(question)), idleMs / 5);
}

async function freed(): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status === 200) return answer;
    await expectProblem(answer, 'overloaded');
    await new Promise((resolve) => setTimeout(resolve, idleMs / 5));
  }
}

describe('where every place is taken', () => {
  test('one more is told to come back, and the others go on', async () => {
    const asking: NodeJS.Timeout[] = [];
    for (let i = 0; i < bulkChecksMax; i += 1) asking.push(goOn(await held()));
    const refused = await ask();
    expect(refused.headers.get('retry-after')).toBe('5');
    await expectProblem(refused, 'overloaded');
    for (const one of asking) clearInterval(one);
    const [first] = open;
    first!.writer.end();
    await once(first!.answer, 'end');
    expect((await readLines(await ask())).at(-1)).toMatchObject({ done: true, lines: 1 });
  });

  test('a small array is answered all the same: it takes no place', async () => {
    await allTaken();
    const headers = { authorization: `Bearer ${ledger.keys.gate}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify([question]) };
    expect((await fetch(`${url}/v1/gate/check-bulk`, init)).status).toBe(200);
  });

  test('whoever hangs up makes room', async () => {
    const all = await allTaken();
    all[7]!.writer.destroy();
    expect((await readLines(await freed())).at(-1)).toMatchObject({ done: true });
  });

  test('whoever sends nothing more for too long is told so, and makes room', async () => {
    const [first] = await allTaken();
    let heard = '';
    first!.answer.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    await once(first!.answer, 'end');
    expect(JSON.parse(heard.trim().split('\n').at(-1)!)).toMatchObject({ done: false, next: 2 });
    expect((await freed()).status).toBe(200);
  });
});

test('whoever takes nothing for too long is cut, and makes room', async () => {
  const slow = await held();
  const others = await Promise.all(Array.from({ length: bulkChecksMax - 1 }, held));
  const asking = others.map(goOn);
  // More answers than all buffers on the way hold, and nobody reads them.
  slow.answer.pause();
  const many = lines(...Array.from({ length: 1000 }, () => question));
  const pouring = setInterval(() => slow.writer.writableNeedDrain || slow.writer.write(many), 1);
  await expectProblem(ask(), 'overloaded');
  expect((await readLines(await freed())).at(-1)).toMatchObject({ done: true });
  clearInterval(pouring);
  slow.answer.resume();
  await slow.closed;
  expect(slow.answer.complete).toBe(false);
  for (const one of asking) clearInterval(one);
});
