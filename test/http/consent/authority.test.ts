// Nobody bends another's consent: what a stranger with a public site key can post for somebody's number, over
// HTTP, and what the gate makes of it.

import { beforeAll, describe, expect, test } from 'vitest';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { ownershipCalls, standing } from '../ownership/ownership-calls.ts';
import { Page } from '../page.ts';
import { type Body, get, ivrOptIn, post } from '../requests.ts';
import { laterBy } from '../server/late.ts';

const here = standing();
const { tick, asked, gateSays } = ownershipCalls(() => here);

let secret: string;
beforeAll(async () => {
  secret = await newCustomerSecret(here.ledger.ledger, here.ledger.business, here.ledger.site);
  const notice = { ...orderUpdates, id: 'brief', valid_days: 1 };
  await post(`${here.ledger.url}/v1/notices`, here.ledger.keys.admin, notice);
});

const waId = () => here.number.slice(1);
const tokenOf = (over: object = {}) =>
  customerToken(secret, { site: here.ledger.site, number: here.number }, over);
const verified = () => tokenOf({ number_verified: true });
const page = () => new Page(here.ledger);
const byServer = async (over: object = {}): Promise<Body> =>
  (await post(`${here.ledger.url}/v1/opt-ins`, here.ledger.keys.ingest, ivrOptIn(here.number, over))).json();
const byPage = async (token?: string): Promise<Body> =>
  (await page().optIn(here.number, token === undefined ? {} : { customer_token: token })).json();
let seconds = 1_763_846_400;
const write = async (body: string) => {
  seconds += 1;
  const delivery = here.whatsApp.delivery({ from: waId(), body, at: seconds });
  expect((await here.whatsApp.post(delivery)).status).toBe(200);
};
const recordOf = async (id: string): Promise<Body> => {
  const found: Body = await (await get(`${here.ledger.url}/v1/records/${id}`, here.ledger.keys.audit)).json();
  return found.records[0].record;
};

describe('a number whose holder has written STOP', () => {
  test('is not brought back by a tick under the public site key, whose answer says nothing of it', async () => {
    await byServer();
    await write('STOP');
    const answer = await byPage();
    expect(answer).toMatchObject({ kind: 'opt_in', grade: 'E3' });
    expect(answer).not.toHaveProperty('effective');
    const denied = await gateSays();
    expect(denied.reasons).toEqual(['withdrawn', 'authority_too_low_after_withdrawal']);
    expect(await recordOf(denied.record)).toMatchObject({ kind: 'opt_out', signal: { by: 'word' } });
  });

  test('nor by a plain word of a server, which is told so', async () => {
    expect(await byServer()).toMatchObject({ effective: true });
    await write('STOP');
    expect(await byServer()).toMatchObject({ grade: 'E1', effective: false });
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('nor by a token that only names the number, whose page is told so', async () => {
    await write('STOP');
    for (const token of [tokenOf(), tokenOf({ number_verified: false })])
      expect(await byPage(token)).toMatchObject({ grade: 'E3', effective: false });
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('nor by what a page signed and the shop’s server forwards', async () => {
    await write('STOP');
    const signed = page();
    const jws = signed.sign(await signed.optInClaims(here.number));
    const headers = { authorization: `Bearer ${here.ledger.keys.ingest}` };
    expect(await (await signed.postOptIn(jws, headers)).json()).toMatchObject({ effective: false });
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('is brought back by a token that says the shop has verified it', async () => {
    await write('STOP');
    const answer = await byPage(verified());
    expect(answer).toMatchObject({ grade: 'E3', effective: true });
    expect(await recordOf(answer.record)).toMatchObject({ authority: 'customer' });
    expect(await gateSays()).toMatchObject({ decision: 'allow', record: answer.record });
  });

  test('by the holder’s own proof of a tick', async () => {
    await write('STOP');
    const ticked = await tick();
    const { text } = await asked(ticked.page, ticked.record, 'whatsapp');
    await write(text);
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
  });

  test('and by START, which makes what was ticked meanwhile count', async () => {
    await byServer();
    await write('STOP');
    const { record } = await byPage();
    await write('START');
    expect(await gateSays()).toMatchObject({ decision: 'allow', record });
  });

  test('stays stopped, whatever the stranger’s page takes back or a server stops', async () => {
    await byServer();
    await write('STOP');
    const ticked = await tick();
    await ticked.page.postOptOut(ticked.page.sign(ticked.page.optOutClaims(ticked.record)));
    await post(`${here.ledger.url}/v1/opt-outs`, here.ledger.keys.ingest, {
      number: here.number,
      channel: 'web',
    });
    await byPage();
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('a client that claims authority for itself is refused', async () => {
    const claims = await page().optInClaims(here.number);
    expect((await page().postOptIn(page().sign({ ...claims, authority: 'customer' }))).status).toBe(422);
    expect(await byServer({ authority: 'holder' })).toMatchObject({ status: 422 });
  });
});

describe('a number whose verified customer has stopped', () => {
  const stop = (token: string) =>
    page().post('/v1/opt-outs', 'application/json', JSON.stringify({ customer_token: token }));

  test('is brought back by such a customer and by nobody with less', async () => {
    await byServer();
    const { record }: Body = await (await stop(verified())).json();
    expect(await recordOf(record)).toMatchObject({
      authority: 'customer',
      customer_token: { claims: { number_verified: true } },
    });
    await byPage();
    expect(await byServer()).toMatchObject({ effective: false });
    expect(await gateSays()).toMatchObject({ decision: 'deny', record });
    expect(await byPage(verified())).toMatchObject({ effective: true });
    expect(await gateSays()).toMatchObject({ decision: 'allow' });
  });

  test('also where the customer’s page takes its own tick back', async () => {
    const own = page();
    const { record }: Body = await (await own.optIn(here.number, { customer_token: verified() })).json();
    expect((await own.postOptOut(own.sign(own.optOutClaims(record)))).status).toBe(201);
    await byPage();
    expect(await gateSays()).toMatchObject({ reasons: ['withdrawn', 'authority_too_low_after_withdrawal'] });
  });

  test('not so where the token only names the number: that stop anybody lifts', async () => {
    await stop(tokenOf());
    await byPage();
    expect(await gateSays()).toMatchObject({ decision: 'allow' });
  });
});

describe('whoever has proven the number', () => {
  async function proven() {
    const ticked = await tick();
    const { text } = await asked(ticked.page, ticked.record, 'whatsapp');
    await write(text);
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
    return ticked;
  }
  const tap = async (link: string) => {
    const at = new URL(`${new URL(link).pathname}/stop`, here.ledger.url);
    const answer = await fetch(at, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(answer.status).toBe(200);
  };
  const personLink = async (): Promise<string> =>
    (
      await (
        await post(`${here.ledger.url}/v1/links`, here.ledger.keys.ingest, { number: here.number, days: 3 })
      ).json()
    ).url;
  const undo = (own: { page: Page; record: string }) =>
    own.page.postOptOut(own.page.sign(own.page.optOutClaims(own.record)));

  const stops: [string, (own: { page: Page; record: string; link: string }) => Promise<unknown>][] = [
    ['a link to all their consents', async () => tap(await personLink())],
    ['the link to that record', ({ link }) => tap(link)],
    ['the page that it was proven on', undo],
  ];
  test.each(stops)(
    'stops by %s as its holder: no stranger’s tick lifts it, a proof does',
    async (_what, stop) => {
      await stop(await proven());
      const denied = await gateSays();
      expect(denied).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
      expect(await recordOf(denied.record)).toMatchObject({ kind: 'opt_out', authority: 'holder' });
      await byPage();
      await byServer();
      expect(await gateSays()).toMatchObject({
        reasons: ['withdrawn', 'authority_too_low_after_withdrawal'],
      });
      await proven();
    },
  );

  test.each(stops)('by %s nobody is the holder without that proof', async (_what, stop) => {
    await stop(await tick());
    await byPage();
    expect(await gateSays()).toMatchObject({ decision: 'allow' });
  });

  test('has not proven it for a stranger’s tick: what that page or link takes back is that tick alone', async () => {
    const own = await proven();
    const stranger = await tick();
    await tap(stranger.link);
    await undo(await tick());
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
    await undo(own);
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('is the holder no more once the number is somebody else’s', async () => {
    await proven();
    const link = await personLink();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const status = { id: 'wamid.changed', status: 'failed', timestamp, recipient_id: waId() };
    const failed = { statuses: [{ ...status, errors: [{ code: 137000 }] }] };
    expect((await here.whatsApp.post(here.whatsApp.change('messages', failed))).status).toBe(200);
    expect(await gateSays()).toMatchObject({ reasons: ['suspended_until_confirmed'] });
    await tap(link);
    await byPage();
    expect(await gateSays()).toMatchObject({ decision: 'allow' });
  });
});

describe('a consent without an end', () => {
  test('stands while a stranger’s tick under a notice of one day runs out', async () => {
    const own = await byPage();
    const brief = await page().optInClaims(here.number);
    const query = new URLSearchParams({ site: here.ledger.site, notice: 'brief', locale: 'en' });
    const notice = (await (await fetch(`${here.ledger.url}/v1/notices/current?${query}`)).json()) as Body;
    const stranger = page();
    const nonce: Body = await (await stranger.askNonce({ notice: 'brief' })).json();
    const claims = { ...brief, notice: { id: notice.id, version: notice.version }, nonce: nonce.nonce };
    const ticked = await stranger.postOptIn(stranger.sign(claims));
    expect(ticked.status).toBe(201);
    await using later = await laterBy(3 * 86_400_000, here.ledger);
    const question = { recipient: here.number, purpose: 'shipping_update' };
    const answer = await (await post(`${later.url}/v1/gate/check`, here.ledger.keys.gate, question)).json();
    expect(answer).toMatchObject({ decision: 'allow', record: own.record });
  });

  test('of a higher grade is named before a later one of a lower', async () => {
    const own = await byPage();
    expect(await byServer()).toMatchObject({ grade: 'E1' });
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E3', record: own.record });
  });
});

test('a database with all of this in it is found true', async () => {
  expect(await findingsIn(here.ledger)).toEqual([]);
});
