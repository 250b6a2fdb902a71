// The ledger's database is away, or does not answer. A person who says yes is told that nothing is recorded,
// where their provider would not tell of the message again, and that is true; else the provider is to tell of
// it again, and the yes is recorded then. A stop is never answered as if it were heard.

import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SmsDialectName } from '../../../ledger/channels/sms/dialects.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import type { Sent } from '../../channels/ivr/signers.ts';
import { type Composed, startedOn } from '../../support/moved-ledger.ts';
import { type FaultProxy, faultProxy } from '../../support/postgres/fault-proxy.ts';
import { outages, pass } from '../../support/postgres/outages.ts';
import { until } from '../../support/until.ts';
import { deskOfThisFile, type Phone } from './phone.ts';

const here = deskOfThisFile(4000);
let proxy: FaultProxy;
let node: Composed;
let app: Hono;
beforeAll(async () => {
  proxy = await faultProxy(here.shop.config.databaseUrl!);
  node = await startedOn({ ...here.shop.config, databaseUrl: proxy.url });
  app = createApi(node.ledger, { logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await pass(proxy);
  await node?.close();
  await proxy?.close();
});
beforeEach(() => pass(proxy));

/** While the database is away, people wait as briefly as a test does; as long as ever where it is there. */
async function isAway(begin: (proxy: FaultProxy) => Promise<void>, happens: () => Promise<void>) {
  const ledger = node.ledger as { smsPatienceMs: number };
  const { smsPatienceMs } = ledger;
  ledger.smsPatienceMs = 300;
  try {
    await begin(proxy);
    await happens();
  } finally {
    ledger.smsPatienceMs = smsPatienceMs;
    await pass(proxy);
  }
}

const ask = ({ url, method, headers, body }: Sent) => app.request(url, { method, headers, body });
const writes = async (phone: Phone, text: string) => ask(await phone.request(text));

/** The node has read how the provider signs, and the person was asked. */
async function askedPhone(dialect: SmsDialectName, keyword = 'ORDERS'): Promise<Phone> {
  const phone = here.phone(dialect);
  await until(async () => (await writes(phone, keyword)).status === 200, 'the node answers');
  return phone;
}

test.each(outages)(
  'the database %s: Twilio, which does not tell again: the person reads that nothing is recorded, and may say it again',
  async (_, begin) => {
    const phone = await askedPhone('twilio');
    await isAway(begin, async () => {
      for (const text of ['YES', 'No']) {
        const answer = await writes(phone, text);
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain('<Message>Nothing has been recorded.</Message>');
      }
    });
    expect(await here.kindsOf(phone)).toEqual([]);
    await until(async () => (await writes(phone, 'YES')).status === 200, 'the node answers');
    expect(await here.kindsOf(phone)).toEqual(['opt_in']);
  },
);

describe.each(outages.slice(1))('the database %s', (_, begin) => {
  test('Plivo, which tells again: it is asked to, and the yes is recorded then', async () => {
    const phone = await askedPhone('plivo');
    const yes = await phone.request('YES');
    await begin(proxy);
    expect((await ask(yes)).status).toBe(503);
    await pass(proxy);
    await until(async () => (await ask(yes)).status === 200, 'the node answers');
    expect(await here.kindsOf(phone)).toEqual(['opt_in']);
  });

  test.each(['STOP', 'STOP ORDERS', 'hello', 'ORDERS'])(
    '%s is not answered as if it were heard, and comes through when it is told again',
    async (text) => {
      const phone = await askedPhone('twilio');
      const sent = await phone.request(text);
      await begin(proxy);
      expect((await ask(sent)).status).toBe(503);
      await pass(proxy);
      await until(async () => (await ask(sent)).status === 200, 'the node answers');
      expect(await here.kindsOf(phone)).toEqual(text.startsWith('STOP') ? ['opt_out'] : []);
    },
  );
});

test('the answer is in the language of the yes', async () => {
  const phone = await askedPhone('twilio', 'PEDIDOS');
  await outages[2]![1](proxy);
  expect(await (await writes(phone, 'SÍ')).text()).toContain('<Message>No se ha registrado nada.</Message>');
});

test('a stranger is told nothing but that they are one', async () => {
  const phone = await askedPhone('twilio');
  await outages[2]![1](proxy);
  const sent = await phone.request('YES');
  expect((await ask({ ...sent, body: `${sent.body}&Body=NO` })).status).toBe(401);
});
