// Forwarding by the program itself: killed or stopped among deliveries, and started again.

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { forwardTo } from '../../ledger/operations/forward/address.ts';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { CloudApi, cloudApi } from '../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { type Ended, ended, environmentOf, start } from './run.ts';

let ledger: TestLedger;
let meta: CloudApi;
let receiver: WebhookReceiver;
const running: ChildProcessWithoutNullStreams[] = [];

beforeAll(async () => {
  ledger = await testLedger({ forwardToThisMachine: true });
  meta = await cloudApi(ledger, ledger.business);
});
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
  await forwardTo(ledger.ledger, ledger.business, meta.phoneNumberId, receiver.url);
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await receiver.stop();
});
afterAll(() => ledger?.stop());

/** A process of its own, and Meta delivering to it. */
async function serve(): Promise<{
  here: CloudApi;
  child: ChildProcessWithoutNullStreams;
  end: Promise<Ended>;
}> {
  const environment = { OPTMARK_FORWARD_TO_THIS_MACHINE: '1', OPTMARK_LOG_LEVEL: 'silent', PORT: '0' };
  const child = start(['serve'], { ...environmentOf(ledger), ...environment });
  running.push(child);
  const end = ended(child);
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.on('data', (chunk: Buffer) => {
    const at = /ready at (\S+)/.exec(chunk.toString('utf8'))?.[1];
    if (at !== undefined) resolve(at);
  });
  void end.then(({ stderr }) => reject(new Error(stderr)));
  const here = new CloudApi(`${await url}/v1/webhooks/whatsapp/${ledger.business}`, meta);
  return { here, child, end };
}

async function deliver(here: CloudApi, count: number): Promise<string[]> {
  const bodies = Array.from({ length: count }, (_, i) =>
    meta.delivery({ from: '14155550142', body: `no. ${i}` }),
  );
  for (const body of bodies) expect((await here.post(body)).status).toBe(200);
  return bodies;
}

const genuine = () => new Set(receiver.genuine(meta.appSecret));

test('a server killed among deliveries has lost none of what it answered', async () => {
  receiver.manner = 'silent';
  const killed = await serve();
  const bodies = await deliver(killed.here, 20);
  await until(() => receiver.received.length > 0, 'some are being tried');
  killed.child.kill('SIGKILL');
  await killed.end;
  receiver.received.splice(0);
  receiver.manner = 200;
  // As half a minute later.
  const db = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
  const { count } =
    await db.sql`update webhook_outbox set leased_until = now() where leased_until is not null`;
  expect(count).toBeGreaterThan(0);
  await db.end();
  await serve();
  await until(() => genuine().size === bodies.length, 'all have arrived');
  expect(genuine()).toEqual(new Set(bodies));
});

test('a server that is stopped waits for nobody who does not answer, and the next goes on at once', async () => {
  receiver.manner = 'silent';
  const stopped = await serve();
  const db = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
  const [{ moment } = {}] = await db.sql`select now() as moment`;
  const bodies = await deliver(stopped.here, 3);
  await until(() => receiver.received.length === 3, 'all are being tried');
  stopped.child.kill('SIGTERM');
  expect(await stopped.end).toMatchObject({ code: 0 });
  // One that was waited for to the end would be due later, because its address does not answer.
  const left = await db.sql`
    select due_at <= now() and leased_until is null as due from webhook_outbox where received_at >= ${moment}`;
  expect(left).toEqual(bodies.map(() => ({ due: true })));
  await db.end();
  receiver.received.splice(0);
  receiver.manner = 200;
  await serve();
  await until(() => genuine().size === bodies.length, 'all have arrived');
  expect(genuine()).toEqual(new Set(bodies));
});
