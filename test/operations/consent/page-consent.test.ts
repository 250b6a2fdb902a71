// What a page may do with its own key: nonces, ticks, ticks posted again by the shop's server.

import { beforeEach, describe, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { toMoment } from '../../../ledger/core/when.ts';
import { recordForwardedOptIn } from '../../../ledger/operations/consent/brought-later.ts';
import { recordPageOptIn, requestNonce } from '../../../ledger/operations/consent/page-consent.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { hearSignals } from '../../../ledger/operations/hear/signals.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, shopOrigin } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { gateSays, refusal, shop, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { type Signed, SignedPage } from './signed-page.ts';

let page: SignedPage;
let number: string;
let used = 0;

useClockedNode();
beforeEach(() => {
  page = new SignedPage(ledger, shared.site);
  number = numbers[used++]!;
});

const post = (signed: Signed, origin: string | undefined = shopOrigin) =>
  recordPageOptIn(ledger, signed, { origin, network: undefined });
const forward = (signed: Signed, caller = shop) => recordForwardedOptIn(ledger, signed, caller);
const size = async () => (await ledger.log.latestCheckpoint())!.size;
const seconds = (milliseconds: number) => (clock.now().getTime() + milliseconds) / 1000;

async function recorded(id: string): Promise<ConsentRecord & { kind: 'opt_in' }> {
  const { record } = openRecord(ledger, (await ledger.records.byId(id))!);
  return record as ConsentRecord & { kind: 'opt_in' };
}

describe('a nonce is refused to', () => {
  const ask = (over: object, origin: string | undefined = shopOrigin) =>
    refusal(
      requestNonce(
        ledger,
        { site: shared.site, notice: 'order-updates', version: 1, thumbprint: 't', ...over },
        { origin, network: undefined },
      ),
    );

  test('a site nobody made', async () => {
    expect(await ask({ site: `pk_${'A'.repeat(24)}` })).toMatchObject({ code: 'not_found' });
  });

  test.each(['https://fresh.example.evil', 'http://fresh.example', 'https://fresh.example:8443', 'null', ''])(
    'another origin: %j',
    async (origin) => {
      expect(await ask({}, origin)).toMatchObject({ code: 'origin_not_allowed' });
    },
  );

  test('whoever asks for a notice or a version nobody published', async () => {
    expect(await ask({ notice: 'nothing' })).toMatchObject({ code: 'notice_unknown' });
    expect(await ask({ version: 2 })).toMatchObject({ code: 'notice_unknown' });
  });
});

describe('a tick is refused', () => {
  const refused = async (signed: Promise<Signed> | Signed, origin?: string) => {
    const before = await size();
    const error = await refusal(post(await signed, origin));
    expect(await size()).toBe(before);
    return error;
  };

  test('without a nonce', async () => {
    const signed = page.optIn(number, { nonce: undefined });
    expect(await refused(signed)).toMatchObject({ code: 'nonce_missing' });
  });

  test('with the nonce of another page', async () => {
    const nonce = await new SignedPage(ledger, shared.site).nonce();
    expect(await refused(page.optIn(number, { nonce }))).toMatchObject({ code: 'nonce_invalid' });
  });

  test('with a nonce for another notice, version or site', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'other-notice' }, 'test');
    const site = await addSite(ledger, shop.business, [shopOrigin]);
    const foreign = await page.nonce({ notice: 'other-notice' });
    const elsewhere = await page.nonce({ site: site.key });
    for (const nonce of [foreign, elsewhere]) {
      expect(await refused(page.optIn(number, { nonce }))).toMatchObject({ code: 'nonce_invalid' });
    }
  });

  test('from another origin than the nonce was given to', async () => {
    const origins = [shopOrigin, 'https://m.fresh.example'];
    const { key } = await addSite(ledger, shop.business, origins);
    const signed = await new SignedPage(ledger, key).optIn(number);
    expect(await refused(signed, origins[1])).toMatchObject({ code: 'nonce_invalid' });
    expect(await refused(signed, 'https://evil.example')).toMatchObject({ code: 'origin_not_allowed' });
  });

  test('with a nonce that has expired, to the millisecond', async () => {
    const [early, late] = [await page.optIn(number), await page.optIn(number)];
    clock.pass(nonceLifetimeMs);
    expect(await post(early)).toMatchObject({ kind: 'opt_in' });
    clock.pass(1);
    expect(await refused(late)).toMatchObject({ code: 'nonce_expired' });
  });

  test('with a nonce that was spent on another tick', async () => {
    const first = await page.optIn(number);
    await post(first);
    const second = page.optIn(number, { nonce: first.claims.nonce });
    expect(await refused(second)).toMatchObject({ code: 'nonce_spent' });
  });
});

describe('the same tick again', () => {
  test('gets the first answer, also many at once', async () => {
    const signed = await page.optIn(number);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(signed)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ replayed: _, ...answer }) => JSON.stringify(answer))).size).toBe(1);
  });

  test('gets the first answer although its nonce has expired and its notice was retired', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'for-a-while' }, 'test');
    const signed = await page.optIn(number, {}, 'for-a-while');
    const { replayed: _, ...answer } = await post(signed);
    await retire(ledger, shop.business, 'for-a-while', 'test');
    clock.pass(nonceLifetimeMs + 1);
    expect(await post(signed)).toEqual({ ...answer, replayed: true });
  });
});

describe('a tick that the shop’s server posts', () => {
  test('is graded as if the page had posted it, and E2 without a nonce or once that is over', async () => {
    expect(await forward(await page.optIn(number))).toMatchObject({ grade: 'E3' });
    expect(await forward(await page.optIn(number, { nonce: undefined }))).toMatchObject({ grade: 'E2' });
    const signed = await page.optIn(number);
    clock.pass(nonceLifetimeMs + 1);
    expect(await forward(signed)).toMatchObject({ grade: 'E2' });
    // The page, which comes too late, gets that answer.
    expect(await post(signed)).toMatchObject({ grade: 'E2', replayed: true });
  });

  test('under the nonce of another page is E2', async () => {
    const { nonce } = (await page.optIn(number)).claims;
    const other = new SignedPage(ledger, shared.site);
    expect(await forward(await other.optIn(number, { nonce }))).toMatchObject({ grade: 'E2' });
  });

  test('needs no nonce, and is one record however often it is posted', async () => {
    const signed = await page.optIn(number, { nonce: undefined });
    const first = await forward(signed);
    expect(await forward(signed)).toEqual({ ...first, replayed: true });
  });

  test.each([
    ['the page first', post, forward, 'site'],
    ['the server first', forward, post, 'key'],
  ] as const)(
    'and the page posts as well, %s, is one record of one grade',
    async (_order, one, other, by) => {
      const signed = await page.optIn(number);
      // Only the server is told whether it has an effect.
      const { effective, ...first } = await one(signed);
      expect(first).toMatchObject({ grade: 'E3', replayed: false });
      const { effective: again, ...second } = await other(signed);
      expect(second).toEqual({ ...first, replayed: true });
      expect([effective, again].filter((told) => told !== undefined)).toEqual([true]);
      expect(await recorded(first.record)).toMatchObject({ submitted_by: { by } });
    },
  );

  test('and the page posts at the same moment is one record', async () => {
    const signed = await page.optIn(number);
    const [one, two] = await Promise.all([post(signed), forward(signed)]);
    expect(one.record).toBe(two.record);
    expect([one.grade, two.grade]).toEqual(['E3', 'E3']);
    expect([one.replayed, two.replayed].toSorted()).toEqual([false, true]);
  });

  test('is still recorded when the nonce inside has expired', async () => {
    const signed = await page.optIn(number);
    clock.pass(nonceLifetimeMs * 10);
    expect(await forward(signed)).toMatchObject({ kind: 'opt_in', grade: 'E2' });
  });

  test('is refused to a server of another business, and to nobody’s site', async () => {
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
    const foreign = forward(await page.optIn(number), { ...shop, business: 'other-shop' });
    expect(await refusal(foreign)).toMatchObject({ code: 'forbidden' });
    const nowhere = forward(await page.optIn(number, { site: `pk_${'A'.repeat(24)}` }));
    expect(await refusal(nowhere)).toMatchObject({ code: 'not_found' });
  });
});

describe('the customer token in a tick that the shop’s server posts', () => {
  const dayMs = 86_400_000;
  /** Of this moment, and good for ten minutes. */
  const tokenBy = (secret: string) =>
    customerToken(secret, { site: shared.site, number, now: Math.floor(seconds(0)) });
  const newSecret = () => newCustomerSecret(ledger, shop.business, shared.site);
  const vouched = async (signed: Signed) => {
    const { submitted_by, undoable } = await recorded((await forward(signed)).record);
    return submitted_by?.customer_token === true && undoable === undefined;
  };

  test('vouches for the number for a day after the page says it used it', async () => {
    const token = tokenBy(await newSecret());
    const inTime = await page.optIn(number, { customer_token: token, nonce: undefined });
    const tooLate = await page.optIn(number, { customer_token: token, nonce: undefined });
    clock.pass(dayMs);
    expect(await vouched(inTime)).toBe(true);
    clock.pass(1);
    // What the person ticked is recorded all the same, as a tick that only a page vouches for.
    expect(await vouched(tooLate)).toBe(false);
  });

  test('vouches for it at any time where a nonce proves when the page used it', async () => {
    const signed = await page.optIn(number, { customer_token: tokenBy(await newSecret()) });
    clock.pass(10 * dayMs);
    expect(await vouched(signed)).toBe(true);
  });

  test('is not believed later for being dated early: a token of long ago vouches for nobody', async () => {
    const token = tokenBy(await newSecret());
    clock.pass(80 * dayMs);
    const dated = await page.optIn(number, {
      customer_token: token,
      nonce: undefined,
      iat: seconds(-80 * dayMs + 10),
    });
    expect(await vouched(dated)).toBe(false);
  });

  test('that was over at the tick vouches for nobody, and keeps no consent from being recorded', async () => {
    const token = tokenBy(await newSecret());
    clock.pass(dayMs / 24);
    expect(await vouched(await page.optIn(number, { customer_token: token, nonce: undefined }))).toBe(false);
  });

  test('that is over still names the number: the page may name no other', async () => {
    const token = tokenBy(await newSecret());
    clock.pass(dayMs / 24);
    const other = await page.optIn(numbers[used++]!, { customer_token: token, nonce: undefined });
    expect(await refusal(forward(other))).toMatchObject({ faults: [{ rule: 'not_of_customer_token' }] });
  });

  test('is refused under a secret that was replaced more than a day ago, whatever its date', async () => {
    const token = tokenBy(await newSecret());
    const signed = await page.optIn(number, { customer_token: token, nonce: undefined });
    const withNonce = await page.optIn(number, { customer_token: token });
    await newSecret();
    clock.pass(dayMs - 1);
    expect(await vouched(signed)).toBe(true);
    clock.pass(1);
    expect(await refusal(forward(withNonce))).toMatchObject({ code: 'customer_token_invalid' });
  });
});

describe('when it was ticked', () => {
  const stopNow = () => recordOptOut(ledger, stop(number));
  const allowed = async () => (await gateSays(ledger, number)).decision === 'allow';

  test('is what the page says', async () => {
    const signed = await page.optIn(number);
    const ticked = clock.now().toISOString();
    clock.pass(30_000);
    const { record } = await post(signed);
    const recorded_at = clock.now().toISOString();
    expect(await recorded(record)).toMatchObject({
      occurred_at: toMoment(ticked),
      recorded_at: toMoment(recorded_at),
    });
  });

  test('right after an opt-out, it grants', async () => {
    await page.tick(number);
    await stopNow();
    clock.pass(1);
    await page.tick(number);
    expect(await allowed()).toBe(true);
  });

  test('before an opt-out that overtook it, it changes nothing', async () => {
    const signed = await page.optIn(number);
    clock.pass(5);
    await stopNow();
    clock.pass(5);
    await post(signed);
    expect(await allowed()).toBe(false);
  });

  test('on a slow clock after an opt-out, it grants: the nonce was given later', async () => {
    await stopNow();
    clock.pass(1);
    await page.tick(number, { iat: seconds(-3_600_000) });
    expect(await allowed()).toBe(true);
  });

  test('on a fast clock before an opt-out, it changes nothing: the future is not believed', async () => {
    const signed = await page.optIn(number, { iat: seconds(3_600_000) });
    clock.pass(5);
    await stopNow();
    clock.pass(5);
    await post(signed);
    expect(await allowed()).toBe(false);
  });

  test('on a clock that is a little fast, it is now', async () => {
    const { record } = await page.tick(number, { iat: seconds(1_000) });
    expect(await recorded(record)).toMatchObject({ occurred_at: toMoment(clock.now().toISOString()) });
  });

  describe('on a fast clock, without a nonce, brought by the shop’s server', () => {
    const hourMs = 3_600_000;
    const ahead = (ms: number) => page.optIn(number, { nonce: undefined, iat: seconds(ms) });

    test.each([3_000, hourMs, 24 * hourMs])('%d ms ahead, it is when it arrived', async (ms) => {
      const signed = await ahead(ms);
      const { record } = await forward(signed);
      expect(await recorded(record)).toMatchObject({
        occurred_at: toMoment(clock.now().toISOString()),
        // What the page claimed stays in what it signed.
        jws: signed.jws,
      });
      expect(await allowed()).toBe(true);
    });

    test('more than a day ahead, it is refused', async () => {
      expect(await refusal(forward(await ahead(24 * hourMs + 3_000)))).toMatchObject({
        faults: [{ rule: 'not_in_the_future' }],
      });
    });

    test('after a stop that may have come later, it is refused, and the stop stands', async () => {
      const signed = await ahead(hourMs);
      clock.pass(5);
      await stopNow();
      clock.pass(5);
      expect(await refusal(forward(signed))).toMatchObject({ faults: [{ rule: 'not_in_the_future' }] });
      expect(await allowed()).toBe(false);
    });

    test('after a STOP in WhatsApp that may have come later, it is refused, and the stop stands', async () => {
      const signed = await ahead(hourMs);
      clock.pass(5);
      const who = [{ kind: 'number', value: number }] as const;
      const written = { kind: 'stop', by: 'word', sender: '1', name: 'wamid.1', who } as const;
      await hearSignals(ledger, shop.business, [written]);
      clock.pass(5);
      expect(await refusal(forward(signed))).toMatchObject({ faults: [{ rule: 'not_in_the_future' }] });
      expect(await allowed()).toBe(false);
    });

    test('long after a stop, it grants', async () => {
      await stopNow();
      clock.pass(25 * hourMs);
      await forward(await ahead(hourMs));
      expect(await allowed()).toBe(true);
    });

    test('and once more after a stop, it gets its first answer', async () => {
      const signed = await ahead(hourMs);
      const first = await forward(signed);
      clock.pass(5);
      await stopNow();
      expect(await forward(signed)).toMatchObject({ record: first.record, replayed: true });
      expect(await allowed()).toBe(false);
    });
  });
});
