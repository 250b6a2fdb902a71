// The follower of the SDK: nothing is left out and nothing skipped, whatever the ledger, the network or the
// caller does in between.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { createApiKey } from '../../ledger/operations/setup/setup.ts';
import { type Change, FeedRefused, followChanges, type UpToDate } from '../../ledger/sdk/gate.ts';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { optInByPhone, stop } from '../operations/commands.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { misbehaving, says } from './misbehaving-server.ts';

const row = (n: number) => `${JSON.stringify({ row: 'recovered', index: n, cursor: `c${n}` })}\n`;
const end = (n: number) => `${JSON.stringify({ row: 'end', cursor: `c${n}`, tree_size: n, more: false })}\n`;
const sinceOf = ({ path }: { path: string }) => new URL(path, 'http://x').searchParams.get('since');

/** Until so many were handed over. */
async function take(feed: AsyncIterable<Change | UpToDate>, count: number, abort: AbortController) {
  const lines: (Change | UpToDate)[] = [];
  for await (const line of feed) {
    lines.push(line);
    if (lines.length === count) abort.abort();
  }
  return lines;
}

describe('against a ledger', () => {
  let here: TestLedger;
  let key: string;
  beforeAll(async () => {
    here = await testLedger();
    here.startWorkers(createLogger({ level: 'silent' }));
    key = (await createApiKey(here.ledger, here.business, 'crm', ['changes:read'])).key;
  });
  afterAll(() => here?.stop());

  test('a copy that follows has each change once and in order, also where it begins again in between', async () => {
    const numbers = ['+919876506001', '+919876506002', '+919876506003'];
    const copy = new Map<string, string | undefined>();
    const records: string[] = [];
    let kept: string | undefined;
    /** Keeps the change and its cursor together, as one transaction would. */
    const follow = async (until: number) => {
      const abort = new AbortController();
      for await (const line of followChanges({ url: here.url, key, since: kept, signal: abort.signal })) {
        if (line.row === 'change') {
          records.push(line.record);
          copy.set(line.subject, line.effective.shipping_update);
        }
        kept = line.cursor;
        if (records.length === until) abort.abort();
      }
    };
    const first = follow(2);
    for (const number of numbers.slice(0, 2)) await optInByPhone(here.ledger, number);
    await first;
    expect([...copy.values()]).toEqual(['granted', 'granted']);
    await recordOptOut(here.ledger, stop(numbers[0]!));
    await optInByPhone(here.ledger, numbers[2]!);
    await follow(4);
    expect([...copy.values()]).toEqual(['withdrawn', 'granted', 'granted']);
    expect(new Set(records).size).toBe(records.length);
  });

  test('a key without the scope is refused once and not asked with again', async () => {
    const feed = followChanges({ url: here.url, key: here.keys.audit });
    await expect(feed.next()).rejects.toMatchObject({
      ...{ name: 'FeedRefused', status: 403 },
      message: expect.stringContaining('This key does not have the scope changes:read.'),
    });
  });

  test('a cursor that is none is refused with the name of the field', async () => {
    const feed = followChanges({ url: here.url, key, since: 'yesterday' });
    await expect(feed.next()).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('/since: '),
      problem: { errors: [{ pointer: '/since' }] },
    });
  });
});

test('an answer that breaks off is gone on with behind its last whole line', async () => {
  const abort = new AbortController();
  await using server = await misbehaving((request, answer) => {
    const since = new URL(request.url!, 'http://x').searchParams.get('since');
    answer.writeHead(200);
    if (since !== null) return void answer.end(row(3) + end(3));
    answer.write(row(1) + row(2) + row(3).slice(0, 20));
    setImmediate(() => answer.destroy());
  });
  const trouble: string[] = [];
  const lines = await take(
    followChanges({ url: server.url, key: 'k', signal: abort.signal, onTrouble: (why) => trouble.push(why) }),
    4,
    abort,
  );
  expect(lines.map(({ cursor }) => cursor)).toEqual(['c1', 'c2', 'c3', 'c3']);
  expect(server.asked.map(sinceOf)).toEqual([null, 'c2']);
  expect(trouble).toHaveLength(1);
});

test.each([
  ['is out of order', says(503, { code: 'unavailable' })],
  ['has too much to do', says(429, '')],
  ['says something else', says(200, '<html>\n')],
  ['ends without an end', says(200, '')],
])('where the ledger %s it is asked again from the same place', async (_, bad) => {
  const abort = new AbortController();
  let asked = 0;
  await using server = await misbehaving((...all) => {
    asked += 1;
    if (asked === 1) bad(...all);
    else all[1].end(row(8) + end(8));
  });
  const lines = await take(
    followChanges({ url: server.url, key: 'k', since: 'c7', signal: abort.signal }),
    2,
    abort,
  );
  expect(lines.map((one) => one.row)).toEqual(['recovered', 'end']);
  expect(server.asked.map(sinceOf)).toEqual(['c7', 'c7']);
});

test.each([401, 403, 422])('status %i ends it with an error that does not name the key', async (status) => {
  await using server = await misbehaving(says(status, { code: 'forbidden' }));
  const error = await followChanges({ url: server.url, key: 'om_secret' })
    .next()
    .catch((one) => one);
  expect(error).toBeInstanceOf(FeedRefused);
  expect(String(error)).not.toContain('om_secret');
  expect(server.asked).toHaveLength(1);
});

test('a proxy that says the key back does not bring it into the error', async () => {
  const detail = 'you sent Bearer om_secret';
  await using server = await misbehaving(says(403, { title: 'No', detail, errors: [] }));
  const error = await followChanges({ url: server.url, key: 'om_secret' })
    .next()
    .catch((one) => one);
  expect(error).toMatchObject({ status: 403, problem: undefined });
  expect(String(error)).not.toContain('om_secret');
});

test('it ends when it is told to, also while the ledger waits', async () => {
  const abort = new AbortController();
  await using server = await misbehaving(() => abort.abort());
  expect(await take(followChanges({ url: server.url, key: 'k', signal: abort.signal }), 1, abort)).toEqual(
    [],
  );
});

test('a line whose taking fails is not taken for kept: who begins again has it again', async () => {
  await using server = await misbehaving((_, answer) => answer.end(row(1) + end(1)));
  const feed = followChanges({ url: server.url, key: 'k' });
  const first = await feed.next();
  await feed.return();
  expect(first.value).toMatchObject({ cursor: 'c1' });
  expect(server.asked.map(sinceOf)).toEqual([null]);
});

test('a redirect is not followed: the key goes to no other server', async () => {
  const abort = new AbortController();
  await using other = await misbehaving(says(200, end(1)));
  await using server = await misbehaving((_, answer) => {
    answer.writeHead(302, { location: other.url });
    answer.end();
    abort.abort();
  });
  await take(followChanges({ url: server.url, key: 'k', signal: abort.signal }), 1, abort);
  expect(other.asked).toEqual([]);
});
