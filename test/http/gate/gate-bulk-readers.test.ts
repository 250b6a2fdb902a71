// Who reads the answers of a bulk check late, or not at all.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BulkOptions } from '../../../ledger/http/gate/gate-bulk.ts';
import { bulkChecksMax } from '../../../ledger/http/server/limits.ts';
import { waitsEveryMs } from '../../../ledger/http/server/streamed.ts';
import { bulkFreshMs, bulkSliceMax } from '../../../ledger/operations/gate/bulk.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { ivrOptIn, post } from '../requests.ts';
import { HandClock } from '../server/hand-clock.ts';
import { lines } from './bulk-calls.ts';
import { bulkOverPairs, chunk, linesIn, type Pair, statusOf, until, written } from './bulk-pair.ts';

const idleMs = 60_000;
const question = { recipient: '+14155550123', purpose: 'shipping_update' };
const many = (count: number, over: object = {}) => lines({ ...question, ...over }).repeat(count);

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
function bulk(options: BulkOptions) {
  const one = bulkOverPairs(ledger, options);
  ends.push(one.end);
  return one;
}

/** The same where no further line is waited for: all came, or what came is enough for now. */
const stopped = (clock: HandClock, { server }: Pair) =>
  until(() => clock.waiting() === 1 && server.writableLength > 8 * 1024);
/**
 * Each of them has more to write than anybody takes: two clocks run, for the next line and for the reader.
 */
/** Places that one business may have, alone. */
const share = bulkChecksMax / 2;

const allStopped = (clock: HandClock, count = 1) => until(() => clock.waiting() === 2 * count);

describe('a reader who takes nothing', () => {
  test('is cut after the idle time and no sooner, its socket is closed, and its place is free', async () => {
    const clock = new HandClock();
    const { begin } = bulk({ clock, idleMs });
    const stalled: Pair[] = [];
    for (let i = 0; i < share; i += 1) {
      const pair = begin();
      pair.client.write(chunk(many(4_000)));
      stalled.push(pair);
    }
    await allStopped(clock, share);
    const refused = begin();
    refused.read();
    refused.client.write('0\r\n\r\n');
    await until(() => refused.client.readableEnded);
    expect(statusOf(refused.heard())).toBe(503);

    await clock.pass(idleMs - 1_000);
    expect(stalled.filter(({ server }) => server.destroyed)).toEqual([]);
    await clock.pass(2 * waitsEveryMs);
    expect(stalled.filter(({ server }) => !server.destroyed)).toEqual([]);

    const next = begin();
    next.read();
    next.client.write(`${chunk(many(1))}0\r\n\r\n`);
    await until(() => next.client.readableEnded);
    expect(linesIn(next.heard())).toMatchObject([{ line: 1 }, { done: true }]);
  });

  test('is not cut while its questions still come, and is once they trickle', async () => {
    const clock = new HandClock();
    const { begin } = bulk({ clock, idleMs });
    const pair = begin();
    pair.client.write(chunk(many(4_000)));
    await allStopped(clock);
    for (let i = 0; i < 5; i += 1) {
      await written(pair.client, chunk(many(1_000)));
      await clock.pass(idleMs - 1_000);
    }
    expect(pair.server.destroyed).toBe(false);
    await written(pair.client, chunk(many(1)));
    await clock.pass(2 * idleMs);
    expect(pair.server.destroyed).toBe(true);
  });
});

describe('a client that writes all of its body before it reads', () => {
  test('is read from and answered in full', async () => {
    const body = many(200_000, { id: 'order-1042' });
    const socket = connect(Number(new URL(ledger.url).port), '127.0.0.1');
    socket.write(
      'POST /v1/gate/check-bulk HTTP/1.1\r\nhost: ledger\r\nconnection: close\r\n' +
        `authorization: Bearer ${ledger.keys.gate}\r\ncontent-type: application/x-ndjson\r\n` +
        `content-length: ${body.length}\r\n\r\n`,
    );
    await new Promise((resolve) => socket.write(body, resolve));
    let answer = '';
    for await (const some of socket.setEncoding('latin1')) answer += some;
    expect(answer.match(/"line":/g)).toHaveLength(200_000);
    expect(answer).toContain('{"done":true,"lines":200000');
  });

  test('is Python’s http.client, with 200,000 lines', async (context) => {
    const program = `
import http.client, json, sys
body = "".join(json.dumps({"recipient": "+14155550123", "purpose": "shipping_update"}) + "\\n" for _ in range(200000))
c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
c.request("POST", "/v1/gate/check-bulk", body, {"Authorization": "Bearer " + sys.argv[2],
  "Content-Type": "application/x-ndjson"})
lines = c.getresponse().read().splitlines()
print(len(lines), json.loads(lines[-1])["done"])
`;
    const python = spawn('python3', ['-c', program, new URL(ledger.url).port, ledger.keys.gate]);
    const missing = once(python, 'error').then(() => true);
    let said = '';
    python.stdout.on('data', (some) => {
      said += some;
    });
    const isMissing = await Promise.race([missing, once(python, 'spawn').then(() => false)]);
    if (isMissing) {
      console.warn(
        'SKIPPED: there is no python3 here, so its http.client was not tried against a bulk check',
      );
      return context.skip();
    }
    await once(python, 'close');
    expect(said.trim()).toBe('200001 True');
  });

  test('gets to its end past the bound as well, and hears from which line on to ask again', async () => {
    const clock = new HandClock();
    const limits = { ahead: 4_096, held: 64 * 1024, dropped: 10_000_000, stuckMs: 5_000 };
    const { begin } = bulk({ clock, idleMs, limits });
    const body = many(10_000);
    const pair = begin(body.length);
    let isWritten = false;
    // As a socket would bring it, and not all in one.
    for (let at = 0; at < body.length; at += 1024) {
      pair.client.write(body.slice(at, at + 1024), () => {
        isWritten = at + 1024 >= body.length;
      });
    }
    await stopped(clock, pair);
    while (!isWritten) await clock.pass(500);
    pair.read();
    await until(() => pair.client.readableEnded);
    const answers = linesIn(pair.heard());
    const last = answers.at(-1)!;
    expect(last).toEqual({ done: false, next: answers.length, code: 'too_far_ahead' });
    expect(answers.length).toBeGreaterThan(500);
    expect(answers.length).toBeLessThan(5_000);

    const again = begin(body.length, `?from=${last.next}`);
    again.read();
    again.client.write(body);
    await until(() => again.client.readableEnded);
    expect(linesIn(again.heard())[0]).toMatchObject({ line: last.next });
    expect(linesIn(again.heard()).at(-1)).toMatchObject({ done: true, lines: 10_000 });
  });
});

test('who stopped while the reader paused is not allowed when the reader goes on', async () => {
  const number = '+919876543229';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  const clock = new HandClock();
  const { begin } = bulk({ clock, idleMs });
  const pair = begin();
  const asked = 4_000;
  pair.client.write(`${chunk(many(asked, { recipient: number, permit: true }))}0\r\n\r\n`);
  await stopped(clock, pair);
  const optOut = await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'web' });
  expect(optOut.status).toBe(201);
  const acknowledged = Date.now() / 1000;
  await clock.pass(bulkFreshMs + 1);
  pair.read();
  await until(() => pair.client.readableEnded);
  const answers = linesIn(pair.heard()).slice(0, -1);
  expect(answers).toHaveLength(asked);
  const allowed = answers.filter(({ decision }) => decision === 'allow');
  // What was written before, and nothing else; it is as old as it says.
  expect(allowed.length).toBeLessThanOrEqual(bulkSliceMax);
  expect(allowed.every(({ line }, i) => line === i + 1)).toBe(true);
  const dates = allowed.map(({ permit }) => decodeJwt(permit).iat!);
  expect(dates.filter((iat) => iat > acknowledged)).toEqual([]);
  expect(answers.at(-1)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});
