// kill -9 in the middle of the work: whatever was acknowledged is there, whatever was not can be repeated.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyEvidence } from '../../ledger/core/receipt/evidence-file.ts';
import { loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { DemoServer } from './demo-server.ts';
import { found, tracesOf } from './number-traces.ts';
import { fetchLog, type PublicLog } from './public-log.ts';

const inFlight = 32;
/** The server dies when this many have been answered. */
const answeredBeforeKill = 300;

/** In the commands that the welcome prints to be copied. */
const shownAsExample = '+919876543210';

type Answer = {
  record: string;
  leaf_index: number;
  tree_size: number;
  entry: string;
  receipt: string;
  checkpoint: string;
};

let server: DemoServer;
let ingest: string;
/** Entries of the log before anybody called. */
let seeded: number;
let log: PublicLog;
const acknowledged = new Map<number, Answer>();
const unanswered: number[] = [];

/** A hundred fictional numbers, each called again and again. */
const numberOf = (call: number) => `+9198765432${String(call % 100).padStart(2, '0')}`;

async function pressOne(call: number): Promise<Answer> {
  const answer = await fetch(`${server.url}/v1/opt-ins`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ingest}`,
      'content-type': 'application/json',
      'idempotency-key': `call-${call}`,
    },
    body: JSON.stringify({
      notice: 'order-updates',
      locale: 'en',
      number: numberOf(call),
      channel: 'ivr',
      evidence: { call_id: `call-${call}`, key: '1', prompt: '1' },
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** Callers who press 1 one after the other until the server is gone. */
async function callUntilDead(): Promise<void> {
  let next = 0;
  let killed: Promise<void> | undefined;
  const caller = async () => {
    while (killed === undefined) {
      const call = next++;
      try {
        acknowledged.set(call, await pressOne(call));
        if (acknowledged.size >= answeredBeforeKill) killed ??= server.kill();
      } catch (error) {
        if (killed === undefined) throw error;
        unanswered.push(call);
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  await killed;
}

beforeAll(async () => {
  server = await DemoServer.create();
  await server.start();
  ingest = (await server.demo()).api_keys.ingest;
  seeded = (await fetchLog(server.url)).size;
  await callUntilDead();
  await server.start();
  log = await fetchLog(server.url);
});
afterAll(() => server?.remove());

describe('a server killed among 32 opt-ins in flight', () => {
  test('left some unanswered, or this would show nothing', () => {
    expect(acknowledged.size).toBeGreaterThanOrEqual(answeredBeforeKill);
    expect(unanswered.length).toBeGreaterThan(0);
  });

  test('has every acknowledged record in the log, at the index it was told', () => {
    const lost = [...acknowledged.values()].filter(
      ({ leaf_index, entry }) => Buffer.from(log.entries[leaf_index] ?? []).toString('base64') !== entry,
    );
    expect(lost).toEqual([]);
  });

  test('gave receipts that verify under the keys it publishes now', async () => {
    const { vkey } = (await (await fetch(`${server.url}/log/keys.json`)).json()) as { vkey: string };
    const { keys } = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as {
      keys: object[];
    };
    for (const answer of acknowledged.values()) {
      expect(await verifyEvidence(answer, { vkey, jwks: keys })).toMatchObject({ kind: 'true' });
    }
  });

  test('goes on with the very log whose newest checkpoint it had shown', async () => {
    const newest = [...acknowledged.values()].sort((a, b) => b.tree_size - a.tree_size)[0]!;
    const file = join(server.folder, 'checkpoint');
    await writeFile(file, newest.checkpoint);
    expect(await server.optmark('verify', server.url, '--since', file)).toMatchObject({ status: 0 });
  });

  test('records each unanswered one once when it is repeated, whether or not it had been committed', async () => {
    const repeated = await Promise.all([...unanswered, ...unanswered].map(pressOne));
    const records = new Set([...acknowledged.values(), ...repeated].map(({ record }) => record));
    expect(records.size).toBe(acknowledged.size + unanswered.length);
    expect((await fetchLog(server.url)).size).toBe(seeded + records.size);
  });

  test('has a true database, every record opened and every state folded again', async () => {
    expect(await server.optmark('verify', '--database')).toMatchObject({ status: 0 });
  });

  test('wrote none of the numbers where it must not, crash or no crash', async () => {
    const { peppers } = await loadKeys(server.folder);
    const { business } = await server.demo();
    const numbers = Array.from({ length: 100 }, (_, call) => numberOf(call)).filter(
      (one) => one !== shownAsExample,
    );
    const traces = numbers.flatMap((number) => tracesOf(number, business, peppers));
    const { bytes } = await fetchLog(server.url);
    expect(found('the output', Buffer.from(server.printed), traces)).toEqual([]);
    expect(found('the log of Postgres', await readFile(join(server.folder, 'postgres.log')), traces)).toEqual(
      [],
    );
    expect(found('the public log', bytes, traces)).toEqual([]);
  });
});
