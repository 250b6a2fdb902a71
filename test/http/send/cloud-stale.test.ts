// Between judging a message and letting it go, time passes: the database stalls, the connection to Meta takes
// long, the node stands still. Whoever stops meanwhile gets no message; a decision is dated when its facts
// were read.

import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import type { Send } from '../../../ledger/operations/send/store.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { Page } from '../page.ts';
import { type Body, post } from '../requests.ts';

let shop: GatedSender;
let ledger: Ledger;
let real: Pick<Ledger, 'world' | 'sends' | 'cloud' | 'lookUp'>;
/** Milliseconds that have passed beside the real ones, by the clocks of node and database. */
let passed = 0;
/** Permits from before the test. */
let known: ReadonlySet<string>;
beforeAll(async () => {
  shop = await GatedSender.start();
  ({ ledger } = shop.ledger);
  const { world, sends, cloud, lookUp } = ledger;
  real = { world, sends, cloud, lookUp };
});
beforeEach(async () => {
  passed = 0;
  Object.assign(ledger, real);
  known = new Set((await sendsOf()).map(({ permit }) => permit));
  ledger.world = { ...real.world, now: () => new Date(real.world.now().getTime() + passed) };
  ledger.lookUp = async (prefixes) => {
    const read = await real.lookUp(prefixes);
    return { ...read, readAt: read.readAt + passed * 1_000 };
  };
  shop.cloud.sent.splice(0);
});
afterAll(() => shop.stop());

let used = 0;
async function somebody(): Promise<string> {
  used += 1;
  const number = `+9198765433${String(used).padStart(2, '0')}`;
  await new Page(shop.ledger).optIn(number);
  return number;
}

const stop = async (number: string) => {
  const { status } = await post(`${shop.ledger.url}/v1/opt-outs`, shop.ledger.keys.ingest, {
    number,
    channel: 'web',
  });
  expect(status).toBe(201);
};
const sendsOf = async (): Promise<Send[]> => {
  const all = [];
  for await (const page of ledger.sends.scan(shop.ledger.business, 100)) all.push(...page);
  return all;
};
/** Those that the test has made. */
const newSends = async () => (await sendsOf()).filter(({ permit }) => !known.has(permit));

const meanwhile = async (milliseconds: number, happens: () => Promise<unknown>) => {
  await happens();
  passed += milliseconds;
};

/** The database answers late that the permit is kept. */
const stallsKeeping = (milliseconds: number, happens: () => Promise<unknown>) => {
  ledger.sends = {
    ...real.sends,
    async add(send, spent) {
      const added = await real.sends.add(send, spent);
      if (send.decision === 'allow') await meanwhile(milliseconds, happens);
      return added;
    },
  };
};

/** The connection to Meta takes long. */
const connectsLate = (milliseconds: number, happens: () => Promise<unknown>) => {
  ledger.cloud = {
    ...real.cloud,
    async send(call, mayLeave) {
      await meanwhile(milliseconds, happens);
      return real.cloud.send(call, mayLeave);
    },
  };
};

describe.each([
  ['the database stalls', stallsKeeping],
  ['the connection to Meta takes long', connectsLate],
])('when %s between judging and sending', (_, delay) => {
  test('a message to whoever stopped meanwhile does not leave, and says why', async () => {
    const number = await somebody();
    delay(10_000, () => stop(number));
    const headers = { 'idempotency-key': `late-${used}` };
    const answer = await shop.send(shop.template(number), { headers });
    expect(answer.status).toBe(403);
    const { error }: Body = await answer.json();
    expect(error).toMatchObject({ code: 990_001, error_data: { reasons: ['withdrawn'] } });
    expect(shop.cloud.sent).toEqual([]);
    const kept = await newSends();
    expect(kept.map(({ state }) => state).toSorted()).toEqual(['denied', 'not_sent']);
    expect(kept.find(({ state }) => state === 'denied')!.permit).toBe(error.error_data.permit_id);
    // Nothing was sent under the key: it is free.
    Object.assign(ledger, real);
    await new Page(shop.ledger).optIn(number);
    expect((await shop.send(shop.template(number), { headers })).status).toBe(200);
  });

  test('a message to whoever has not stopped leaves, once', async () => {
    const number = await somebody();
    delay(10_000, async () => {});
    const answer = await shop.send(shop.template(number));
    expect(answer.status).toBe(200);
    expect(shop.cloud.sent).toHaveLength(1);
    expect(await newSends()).toMatchObject([{ state: 'accepted', decision: 'allow' }]);
  });

  test('a clock that was set back vouches for nothing', async () => {
    const number = await somebody();
    delay(-60_000, () => stop(number));
    expect((await shop.send(shop.template(number))).status).toBe(403);
    expect(shop.cloud.sent).toEqual([]);
  });
});

test('where no answer of the gate is young enough, nothing is sent, and asking again makes sense', async () => {
  const number = await somebody();
  ledger.lookUp = async (prefixes) => {
    const read = await real.lookUp(prefixes);
    return { ...read, readAt: read.readAt - 2_000_000 };
  };
  const answer = await shop.send(shop.template(number));
  expect(answer.status).toBe(502);
  expect(((await answer.json()) as Body).error).toMatchObject({ code: 990_005, is_transient: true });
  expect(shop.cloud.sent).toEqual([]);
});

test('where the gate cannot be asked again, nothing is sent', async () => {
  const number = await somebody();
  stallsKeeping(10_000, async () => {
    ledger.lookUp = () => Promise.reject(new Error('the database is gone'));
  });
  expect((await shop.send(shop.template(number))).status).toBe(502);
  expect(shop.cloud.sent).toEqual([]);
});

test('a permit is dated when its facts were read, however late it is signed', async () => {
  const number = await somebody();
  let readAt = 0;
  ledger.lookUp = async (prefixes) => {
    const read = await real.lookUp(prefixes);
    // The node stood still for a while, and somebody stopped.
    if (readAt === 0) await stop(number);
    readAt = read.readAt - 1_500_000;
    return { ...read, readAt };
  };
  const question = { recipient: number, purpose: 'shipping_update' };
  const answer: Body = await (
    await post(`${shop.ledger.url}/v1/gate/check`, shop.ledger.keys.gate, question)
  ).json();
  expect(answer.decision).toBe('allow');
  const { iat, exp } = decodeJwt(answer.permit);
  expect(iat).toBe(Math.floor(readAt / 1_000_000));
  expect(exp! - iat!).toBe(60);
});
