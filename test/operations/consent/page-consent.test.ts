// What a page may do with its own key: nonces, ticks, ticks posted again by the shop's server.

import { beforeEach, describe, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { openRecord } from '../../../ledger/operations/open-record.ts';
import {
  recordForwardedOptIn,
  recordPageOptIn,
  requestNonce,
} from '../../../ledger/operations/page-consent.ts';
import { recordOptOut } from '../../../ledger/operations/record-consent.ts';
import { newSessionSecret } from '../../../ledger/operations/session.ts';
import { addBusiness, addSite } from '../../../ledger/operations/setup.ts';
import { sessionToken } from '../../support/customer-token.ts';
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
  test('is E2 at most, whatever nonce the page had', async () => {
    expect(await forward(await page.optIn(number))).toMatchObject({ grade: 'E2' });
    expect(await page.tick(number)).toMatchObject({ grade: 'E3' });
  });

  test('needs no nonce, and is one record however often it is posted', async () => {
    const signed = await page.optIn(number, { nonce: undefined });
    const first = await forward(signed);
    expect(await forward(signed)).toEqual({ ...first, replayed: true });
  });

  test.each([
    ['the page first', post, forward, 'E3'],
    ['the server first', forward, post, 'E2'],
  ] as const)('and the page posts as well, %s, is one record', async (_order, one, other, grade) => {
    const signed = await page.optIn(number);
    const first = await one(signed);
    expect(first).toMatchObject({ grade, replayed: false });
    expect(await other(signed)).toEqual({ ...first, replayed: true });
  });

  test('and the page posts at the same moment is one record', async () => {
    const signed = await page.optIn(number);
    const [one, two] = await Promise.all([post(signed), forward(signed)]);
    expect(one.record).toBe(two.record);
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

describe('the session token in a tick that the shop’s server posts', () => {
  const dayMs = 86_400_000;
  /** Of this moment, and good for ten minutes. */
  const tokenBy = (secret: string) =>
    sessionToken(secret, { site: shared.site, number, now: Math.floor(seconds(0)) });
  const newSecret = () => newSessionSecret(ledger, shop.business, shared.site);
  const vouched = async (signed: Signed) => {
    const { submitted_by, undoable } = await recorded((await forward(signed)).record);
    return submitted_by?.session === true && undoable === undefined;
  };

  test('vouches for the number for a day after the page says it used it', async () => {
    const session = tokenBy(await newSecret());
    const inTime = await page.optIn(number, { session, nonce: undefined });
    const tooLate = await page.optIn(number, { session, nonce: undefined });
    clock.pass(dayMs);
    expect(await vouched(inTime)).toBe(true);
    clock.pass(1);
    // What the person ticked is recorded all the same, as a tick that only a page vouches for.
    expect(await vouched(tooLate)).toBe(false);
  });

  test('vouches for it at any time where a nonce proves when the page used it', async () => {
    const signed = await page.optIn(number, { session: tokenBy(await newSecret()) });
    clock.pass(10 * dayMs);
    expect(await vouched(signed)).toBe(true);
  });

  test('is not believed later for being dated early: a token of last year vouches for nobody', async () => {
    const session = tokenBy(await newSecret());
    clock.pass(365 * dayMs);
    const dated = await page.optIn(number, { session, nonce: undefined, iat: seconds(-365 * dayMs + 10) });
    expect(await vouched(dated)).toBe(false);
    const fresh = await page.optIn(number, { session, nonce: undefined });
    expect(await refusal(forward(fresh))).toMatchObject({ code: 'session_invalid' });
  });

  test('is refused under a secret that was replaced more than a day ago, whatever its date', async () => {
    const session = tokenBy(await newSecret());
    const signed = await page.optIn(number, { session, nonce: undefined });
    const withNonce = await page.optIn(number, { session });
    await newSecret();
    clock.pass(dayMs - 1);
    expect(await vouched(signed)).toBe(true);
    clock.pass(1);
    expect(await refusal(forward(withNonce))).toMatchObject({ code: 'session_invalid' });
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
    expect(await recorded(record)).toMatchObject({ occurred_at: ticked, recorded_at });
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
    expect(await recorded(record)).toMatchObject({ occurred_at: clock.now().toISOString() });
  });
});
