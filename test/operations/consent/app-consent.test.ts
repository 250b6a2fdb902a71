// What an app brings late: it had no connection at the tick, or no answer. By a clock that the test moves.

import { calculateJwkThumbprint } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import { verifyOptIn } from '../../../ledger/channels/web/web.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { recordForwardedOptIn } from '../../../ledger/operations/consent/brought-later.ts';
import { recordPageOptIn, requestNonce } from '../../../ledger/operations/consent/page-consent.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { hearSignals } from '../../../ledger/operations/hear/signals.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { App, shopApp } from '../../http/app.ts';
import type { Claims } from '../../http/page.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { gateSays, refusal, shop, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';

const day = 86_400_000;
const nowhere = { origin: undefined, network: undefined };
let site: string;
let app: App;
let number: string;
let used = 0;

useClockedNode();
beforeEach(async () => {
  site ??= (await addSite(ledger, shop.business, [`app:${shopApp}`])).key;
  app = new App({ url: shared.url, site });
  number = numbers[used++]!;
});

const seconds = (milliseconds = 0) => (clock.now().getTime() + milliseconds) / 1000;
const size = async () => (await ledger.log.latestCheckpoint())!.size;

async function nonce(): Promise<string> {
  const thumbprint = await calculateJwkThumbprint(app.jwk);
  const asked = { site, app: shopApp, notice: 'order-updates', version: 1, thumbprint };
  return (await requestNonce(ledger, asked, nowhere)).nonce;
}

/** What the app signs now; without a nonce unless `over` has one. */
const signed = async (over: Claims = {}, id?: string) =>
  verifyOptIn(app.sign(await app.optInClaims(number, { nonce: undefined, iat: seconds(), ...over }, id)));
type Signed = Awaited<ReturnType<typeof signed>>;
const post = (one: Signed) => recordPageOptIn(ledger, one, nowhere);

async function occurred(id: string): Promise<number> {
  const { record } = openRecord(ledger, (await ledger.records.byId(id))!);
  return Date.parse(record.occurred_at);
}

async function refused(one: Signed) {
  const before = await size();
  const error = await refusal(post(one));
  expect(await size()).toBe(before);
  return error;
}

describe('a tick without a connection', () => {
  test.each([0, 1, 6.9])('is taken %d days later as E2, and counts from when it was made', async (days) => {
    const one = await signed();
    const ticked = clock.now().getTime();
    clock.pass(days * day);
    const answer = await post(one);
    expect(answer).toMatchObject({ grade: 'E2', grade_reasons: ['no_fresh_nonce'] });
    expect(Math.abs((await occurred(answer.record)) - ticked)).toBeLessThan(1_000);
  });

  test('is taken by its nonce too, once that is over, and not before the nonce was issued', async () => {
    const issued = clock.now().getTime();
    const one = await signed({ nonce: await nonce(), iat: seconds(-3 * day) });
    clock.pass(nonceLifetimeMs + day);
    const answer = await post(one);
    expect(answer).toMatchObject({ grade: 'E2' });
    expect(await occurred(answer.record)).toBeGreaterThanOrEqual(issued);
  });

  test('is refused after a week, but not from its business’s server', async () => {
    const one = await signed();
    clock.pass(7 * day + 1_000);
    expect(await refused(one)).toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/iat', rule: 'queued_within_a_week' }],
    });
    expect(await recordForwardedOptIn(ledger, one, shop)).toMatchObject({ grade: 'E2' });
  });

  test('that was recorded gets its first answer, however late the app asks again', async () => {
    const fresh = await signed({ nonce: await nonce() });
    const queued = await signed();
    const answers = [await post(fresh), await post(queued)];
    expect(answers.map(({ grade }) => grade)).toEqual(['E3', 'E2']);
    clock.pass(30 * day);
    const before = await size();
    for (const [i, one] of [fresh, queued].entries())
      expect(await post(one)).toMatchObject({ record: answers[i]!.record, grade: answers[i]!.grade });
    expect(await size()).toBe(before);
  });

  test('lifts no stop that came after it', async () => {
    const one = await signed();
    clock.pass(60_000);
    await recordOptOut(ledger, stop(number));
    clock.pass(60_000);
    await post(one);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
  });

  test('whose nonce ends while the request waits is recorded, as it came in time', async () => {
    const one = await signed({ nonce: await nonce() });
    clock.pass(nonceLifetimeMs);
    let looks = 0;
    const world = {
      random: (length: number) => clock.random(length),
      now() {
        looks += 1;
        if (looks === 2) clock.pass(1_000);
        return clock.now();
      },
    };
    expect(await recordPageOptIn({ ...ledger, world }, one, nowhere)).toMatchObject({ grade: 'E3' });
    expect(looks).toBeGreaterThan(1);
  });

  describe('under a version that another replaced', () => {
    const replaced = async (id: string) => {
      for (const _version of [1, 2]) await publish(ledger, shop.business, { ...orderUpdates, id }, 'test');
    };
    const first = (id: string, over: Claims = {}) => signed({ notice: { id, version: 1 }, ...over }, id);

    test.each(['before', 'up to a day after'])('%s is taken for a week', async (when) => {
      const id = `replaced-${when.length}`;
      await publish(ledger, shop.business, { ...orderUpdates, id }, 'test');
      const before = await first(id);
      await publish(ledger, shop.business, { ...orderUpdates, id }, 'test');
      clock.pass(day - 60_000);
      const one = when === 'before' ? before : await first(id);
      clock.pass(5 * day);
      expect(await post(one)).toMatchObject({ grade: 'E2' });
    });

    test('and its server may bring it at any time', async () => {
      await replaced('forwarded');
      const one = await first('forwarded');
      clock.pass(30 * day);
      expect(await recordForwardedOptIn(ledger, one, shop)).toMatchObject({ grade: 'E2' });
    });

    test('more than a day before the tick is refused', async () => {
      await replaced('long-replaced');
      clock.pass(day + 60_000);
      expect(await refused(await first('long-replaced'))).toMatchObject({ code: 'notice_superseded' });
    });
  });

  test('under a notice that was retired meanwhile is refused', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'retired-soon' }, 'test');
    const one = await signed({}, 'retired-soon');
    await retire(ledger, shop.business, 'retired-soon', 'test');
    expect(await refused(one)).toMatchObject({ code: 'notice_superseded' });
  });
});

describe('a clock that is wrong', () => {
  test.each([3_000, day / 2, 300 * day])(
    '%d ms ahead is refused without a nonce, and tells no one whether there is a stop',
    async (ahead) => {
      const answers = [];
      for (const isStopped of [false, true]) {
        number = numbers[used++]!;
        if (isStopped) await recordOptOut(ledger, stop(number));
        const one = await signed({ iat: seconds(ahead) });
        const { code, message, faults } = (await refused(one)) as Error & { code: string; faults: unknown };
        answers.push({ code, message, faults });
      }
      expect(answers[0]).toMatchObject({ faults: [{ pointer: '/iat', rule: 'not_in_the_future' }] });
      expect(answers[1]).toEqual(answers[0]);
    },
  );

  test('ahead costs nothing with a nonce: the tick counts from its issue, also once that is over', async () => {
    for (const late of [0, nonceLifetimeMs + 1_000]) {
      number = numbers[used++]!;
      const issued = clock.now().getTime();
      const one = await signed({ nonce: await nonce(), iat: seconds(day) });
      clock.pass(late);
      const { record } = await post(one);
      expect(Math.abs((await occurred(record)) - issued)).toBeLessThan(1_000);
    }
  });

  test('ahead lets no queued tick with a nonce come after a stop', async () => {
    const one = await signed({ nonce: await nonce(), iat: seconds(3_600_000) });
    clock.pass(60_000);
    await recordOptOut(ledger, stop(number));
    clock.pass(nonceLifetimeMs + 2 * 3_600_000);
    await post(one);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
  });
});

describe('a clock that was ahead at the tick, and is not by the time of its arrival', () => {
  const hour = 3_600_000;
  const brought = [
    ['the app', post],
    ['its business’s server', (one: Signed) => recordForwardedOptIn(ledger, one, shop)],
  ] as const;

  test.each(brought)(
    'lifts no stop from after the tick, brought by %s, however late',
    async (_who, bring) => {
      for (const [ahead, late] of [
        [hour, 2 * hour],
        [hour, 3 * day],
        [day - hour, 2 * day],
      ] as const) {
        for (const had of [undefined, await nonce()]) {
          number = numbers[used++]!;
          const one = await signed({ nonce: had, iat: seconds(ahead) });
          clock.pass(hour / 2);
          await recordOptOut(ledger, stop(number));
          clock.pass(late);
          expect(await bring(one)).toMatchObject({ grade: 'E2' });
          expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
        }
      }
    },
  );

  test('by minutes of a nonce lifts none either', async () => {
    const one = await signed({ nonce: await nonce(), iat: seconds(5 * 60_000) });
    clock.pass(60_000);
    await recordOptOut(ledger, stop(number));
    clock.pass(day);
    await post(one);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
  });

  test('tells whoever brings the tick nothing of a stop: the record is the same', async () => {
    const records = [];
    for (const isStopped of [false, true]) {
      number = numbers[used++]!;
      const one = await signed();
      clock.pass(hour);
      if (isStopped) await recordOptOut(ledger, stop(number));
      const { record } = await post(one);
      const { occurred_at, occurred_after } = openRecord(ledger, (await ledger.records.byId(record))!)
        .record as { occurred_at: string; occurred_after?: string };
      records.push(Date.parse(occurred_at) - one.claims.iat * 1000);
      records.push(Date.parse(occurred_after!) - one.claims.iat * 1000);
    }
    expect(records).toEqual([0, -day, 0, -day]);
  });

  test('does not hide that a stop is long over: a tick a day after it grants', async () => {
    await recordOptOut(ledger, stop(number));
    clock.pass(day + 60_000);
    await post(await signed());
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
  });
});

describe('a customer token that waited with its tick', () => {
  let secret: string;
  let owned: string;
  beforeEach(async () => {
    owned ??= (await addSite(ledger, shop.business, [`app:${shopApp}`], { customerTokenRequired: true })).key;
  });
  const tokenOf = async (of: string, over: object = {}) => {
    secret = await newCustomerSecret(ledger, shop.business, of);
    return customerToken(secret, { site: of, number, now: Math.floor(seconds()) }, over);
  };

  test.each([
    [9 * 60_000, true],
    [12 * 60_000, false],
    [day, false],
  ])('vouches for the number while it lasts, with a nonce or without: %d ms', async (later, isVouched) => {
    for (const had of [undefined, await nonce()]) {
      number = numbers[used++]!;
      const one = await signed({ nonce: had, customer_token: await tokenOf(site) });
      clock.pass(later);
      const { record } = await post(one);
      const opened = openRecord(ledger, (await ledger.records.byId(record))!).record;
      expect('submitted_by' in opened && opened.submitted_by?.customer_token === true).toBe(isVouched);
    }
  });

  test('and is over lifts no STOP, whatever date a thief writes', async () => {
    const prepared = await nonce();
    const token = await tokenOf(site, { number_verified: true });
    const issued = seconds();
    clock.pass(60_000);
    const who = [{ kind: 'number', value: number }] as const;
    const written = { kind: 'stop', by: 'word', sender: '1', name: 'wamid.1', who } as const;
    await hearSignals(ledger, shop.business, [written]);
    clock.pass(day - 3_600_000);
    for (const over of [{ iat: issued + 300 }, { iat: seconds() }, { iat: issued + 300, nonce: prepared }]) {
      const answer = await post(await signed({ customer_token: token, ...over }));
      expect(answer).not.toHaveProperty('effective');
      expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
    }
  });

  test('is too late when it is over where the site demands one, and a tick without is refused', async () => {
    app = new App({ url: shared.url, site: owned });
    expect(await refused(await signed())).toMatchObject({ code: 'customer_token_missing' });
    const one = await signed({ customer_token: await tokenOf(owned) });
    clock.pass(12 * 60_000);
    expect(await refused(one)).toMatchObject({ code: 'customer_token_missing' });
    expect(await recordForwardedOptIn(ledger, one, shop)).toMatchObject({ grade: 'E2' });
  });

  test('of another number is refused', async () => {
    const token = await tokenOf(site);
    number = numbers[used++]!;
    const one = await signed({ customer_token: token });
    expect(await refused(one)).toMatchObject({ faults: [{ rule: 'not_of_customer_token' }] });
  });
});
