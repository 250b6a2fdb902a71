// Calls that a business makes at providers that do not say who made a call: the person is the one of the two
// numbers that is no line of the business. A 0 that stopped the business's own number would stop nobody.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setProvider } from '../../../ledger/operations/flow/secrets.ts';
import { addBusiness, changeBusiness } from '../../../ledger/operations/setup/setup.ts';
import { vonageSigned } from '../../channels/ivr/signers.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Line, publishedLine, recordsOf } from './line.ts';

const own = '+918040000000';
const secret = 'vonage-signature-secret';
let shop: TestLedger;
let line: Line;
beforeAll(async () => {
  shop = await testLedger();
  line = await publishedLine(shop, { calling_code: '91' });
  await setProvider(shop.ledger, shop.business, 'vonage', secret);
  await addBusiness(shop.ledger, { id: 'acme', name: 'Acme Tea' });
});
afterAll(() => shop?.stop());
beforeEach(() => name(shop.business, [own]));

const name = (business: string, ownLines: string[]) => changeBusiness(shop.ledger, business, { ownLines });
const kindsOf = async (number: string) => (await recordsOf(shop, number)).map(({ kind }) => kind);

let calls = 0;
type Ends = { from: string; to: string };
type Dialect = keyof typeof stops;

/** A call begins, and a 0 is pressed. */
const stops = {
  async kookoo({ from, to }: Ends, query = '') {
    const asks = async (fields: Record<string, string>) => {
      const said = new URLSearchParams({ sid: `k-${calls}`, called_number: to, ...fields });
      const url = `${line.url.replace('/json/', '/kookoo/')}/${line.secret}?${said}${query}`;
      expect((await fetch(url)).status).toBe(200);
    };
    await asks({ event: 'NewCall', cid: from });
    await asks({ event: 'GotDTMF', data: '0' });
  },
  async vonage({ from, to }: Ends, query = '') {
    const asks = async (step: string, dtmf: object) => {
      const url = `${line.url.replace('/json/', '/vonage/')}?${step}${query}`;
      const bare = (number: string) => number.replace('+', '');
      const body = JSON.stringify({ uuid: `v-${calls}`, from: bare(from), to: bare(to), ...dtmf });
      const headers = { 'content-type': 'application/json' };
      const now = shop.ledger.world.now().getTime();
      const sent = await vonageSigned({ method: 'POST', url, headers, body }, secret, now);
      const { status } = await fetch(url, { method: 'POST', headers: sent.headers, body });
      expect(status).toBe(200);
    };
    await asks('', {});
    await asks('s=1', { dtmf: { digits: '0', timed_out: false } });
  },
};

const everywhere = Object.keys(stops) as Dialect[];
const nextNumber = () => {
  calls += 1;
  return `+9198765460${String(calls).padStart(2, '0')}`;
};

test.each(everywhere)('%s: a call from a line is its other end’s', async (dialect) => {
  const person = nextNumber();
  await stops[dialect]({ from: own, to: person });
  expect([await kindsOf(person), await kindsOf(own)]).toEqual([['opt_out'], []]);
});

test.each(everywhere)('%s: a call to a line is its caller’s', async (dialect) => {
  const person = nextNumber();
  await stops[dialect]({ from: person, to: own });
  expect([await kindsOf(person), await kindsOf(own)]).toEqual([['opt_out'], []]);
});

test.each(everywhere)('%s: a URL that says outbound is still heard', async (dialect) => {
  const [person, unnamed] = [nextNumber(), '+918040000099'];
  await stops[dialect]({ from: unnamed, to: person }, '&direction=outbound');
  expect([await kindsOf(person), await kindsOf(unnamed)]).toEqual([['opt_out'], []]);
});

test.each(everywhere)(
  '%s: where neither or both are lines, the one that calls is the caller',
  async (dialect) => {
    const [person, other] = [nextNumber(), nextNumber()];
    await name(shop.business, [person, other]);
    await stops[dialect]({ from: person, to: other });
    expect([await kindsOf(person), await kindsOf(other)]).toEqual([['opt_out'], []]);
    const [stranger, called] = [nextNumber(), nextNumber()];
    await stops[dialect]({ from: stranger, to: called });
    expect([await kindsOf(stranger), await kindsOf(called)]).toEqual([['opt_out'], []]);
  },
);

test.each(everywhere)('%s: a line of another business changes nothing', async (dialect) => {
  const [person, called] = [nextNumber(), nextNumber()];
  await name('acme', [person]);
  await stops[dialect]({ from: person, to: called });
  expect([await kindsOf(person), await kindsOf(called)]).toEqual([['opt_out'], []]);
});

test('KooKoo writes its numbers without a country, and with a zero before them', async () => {
  for (const from of ['8040000000', '08040000000', '918040000000']) {
    const person = nextNumber();
    await stops.kookoo({ from, to: person.slice(3) });
    expect([from, await kindsOf(person)]).toEqual([from, ['opt_out']]);
  }
});
