// Bulk checks share a few places on a node. Who does nothing with theirs loses it, so nobody can hold them
// all for long.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { gateBulkEndpoint } from '../../../ledger/http/gate/gate-bulk.ts';
import { createReport } from '../../../ledger/http/problem/report.ts';
import { apiOf } from '../../../ledger/http/server/api.ts';
import { bulkChecksMax } from '../../../ledger/http/server/limits.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { mount } from '../../../ledger/http/server/mount.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { expectProblem } from '../requests.ts';
import { HandClock } from '../server/hand-clock.ts';
import { askInLines, lines, readLines } from './bulk-calls.ts';

const question = { recipient: '+14155550123', purpose: 'shipping_update' };
const idleMs = 60_000;
/** Nobody is late because a machine is busy: the time goes when a test says so. */
const clock = new HandClock();
/** Places that one business may have, alone. */
const share = bulkChecksMax / 2;

let ledger: TestLedger;
let server: Listening;
let url: string;
beforeAll(async () => {
  ledger = await testLedger();
  const logger = createLogger({ level: 'silent' });
  const api = apiOf(ledger.ledger, { logger });
  const app = new Hono();
  mount(app, gateBulkEndpoint({ idleMs, clock }), api, createReport(logger));
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
async function held(key = ledger.keys.gate): Promise<Held> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
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
  for (let i = 0; i < share; i += 1) all.push(await held());
  return all;
}

async function freed(): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status === 200) return answer;
    await expectProblem(answer, 'overloaded');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('one business cannot hold every place: the next ones find room, each half of what is left', async () => {
  await allTaken();
  await expectProblem(ask(), 'overloaded');
  for (const [business, places] of [
    ['other', 8],
    ['third', 4],
    ['fourth', 2],
    ['fifth', 1],
    ['sixth', 1],
  ] as const) {
    await addBusiness(ledger.ledger, { id: business, name: business });
    const { key } = await createApiKey(ledger.ledger, business, 'gate', ['gate:check']);
    for (let i = 0; i < places; i += 1) {
      const one = await held(key);
      expect(one.answer.statusCode).toBe(200);
    }
    await expectProblem(askInLines(url, key, lines(question)), 'overloaded');
  }
});

describe('where every place that a business may have is taken', () => {
  test('one more is told to come back, and the others go on', async () => {
    await allTaken();
    const refused = await ask();
    expect(refused.headers.get('retry-after')).toBe('5');
    await expectProblem(refused, 'overloaded');
    const [first] = open;
    first!.answer.resume();
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
    const ended = once(first!.answer, 'end');
    await clock.pass(idleMs);
    await ended;
    expect(JSON.parse(heard.trim().split('\n').at(-1)!)).toMatchObject({
      done: false,
      next: 2,
      code: 'stalled',
    });
    expect((await freed()).status).toBe(200);
  });
});
