// How often a link to opt in by can be used: once, and once more for each consent that its page took back.

import { beforeEach, describe, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import { issueLinkPass } from '../../../ledger/auth/opt-in-link.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { recordForwardedOptIn } from '../../../ledger/operations/consent/brought-later.ts';
import { recordPageOptIn } from '../../../ledger/operations/consent/page-consent.ts';
import {
  type MadeOptInLink,
  makeOptInLink,
  revokeOptInLink,
} from '../../../ledger/operations/page/opt-in-links.ts';
import { shopOrigin } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { refusal, shop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { type Signed, SignedPage, shopVisitor } from './signed-page.ts';

let page: SignedPage;
let number: string;
let other: string;
let link: string;
let made: MadeOptInLink;
let used = 0;

useClockedNode();
beforeEach(async () => {
  page = new SignedPage(ledger, shared.site);
  number = numbers[used++]!;
  other = numbers[used++]!;
  made = await makeOptInLink({ ...ledger, url: shopOrigin }, shop, {
    ...{ person: { kind: 'bsuid', value: 'IN.1001' }, notice: 'order-updates', via: 'email', minutes: 1_000 },
    site: shared.site,
  });
  link = issueLinkPass(
    ledger.keys.macs,
    { site: shared.site, link: made.id, number: undefined },
    clock.now(),
  );
});

const signed = (over: object = {}, of = number, from = page) => from.optIn(of, { link, ...over });
const post = (one: Signed) => recordPageOptIn(ledger, one, shopVisitor);
async function refused(one: Signed): Promise<unknown> {
  const size = async () => (await ledger.log.latestCheckpoint())!.size;
  const before = await size();
  const error = await refusal(post(one));
  expect(await size()).toBe(before);
  return error;
}

const forward = (one: Signed) => recordForwardedOptIn(ledger, one, shop);

describe('a tick that the shop’s server forwards as well', () => {
  test.each([
    ['the server', forward, post],
    ['the page', post, forward],
  ])('is one record, and uses the link up, where %s is first', async (_, first, then) => {
    const [tick, another] = [await signed(), await signed({}, other)];
    const { record } = await first(tick);
    expect(await then(tick)).toMatchObject({ record, replayed: true });
    for (const bring of [post, forward])
      expect(await refusal(bring(another))).toMatchObject({ code: 'conflict' });
  });

  test('names the link, as the page’s own post does', async () => {
    const { record } = await forward(await signed());
    const stored = await ledger.records.byId(record);
    expect(openRecord(ledger, stored!).record).toMatchObject({ source: { entry_point: 'email_link' } });
  });

  test('keeps its answer when the link was taken back since, and no other is taken then', async () => {
    const [tick, late] = [await signed(), await signed()];
    const { record } = await forward(tick);
    await page.undo(record);
    await revokeOptInLink(ledger, shop, made.id);
    expect(await forward(tick)).toMatchObject({ record, replayed: true });
    expect(await refusal(forward(late))).toMatchObject({ code: 'customer_token_invalid' });
  });
});

describe('once the nonce has expired', () => {
  test('only the request that was recorded is answered, and no other by the used link', async () => {
    const [first, late] = [await signed(), await signed()];
    const { replayed: _, ...answer } = await post(first);
    await page.undo(answer.record);
    clock.pass(nonceLifetimeMs + 1);
    expect(await refused(late)).toMatchObject({ code: 'nonce_expired' });
    expect(await refused(await signed({ nonce: late.claims.nonce }))).toMatchObject({
      code: 'nonce_expired',
    });
    expect(await post(first)).toEqual({ ...answer, replayed: true });
  });

  test('a second tick that was recorded keeps its answer', async () => {
    await page.undo((await post(await signed())).record);
    const second = await signed();
    const { record } = await post(second);
    clock.pass(nonceLifetimeMs + 1);
    expect(await post(second)).toMatchObject({ record, replayed: true });
  });
});

describe('a second tick', () => {
  test('is refused while the first stands, also on the same page', async () => {
    await post(await signed());
    expect(await refused(await signed())).toMatchObject({ code: 'conflict' });
  });

  test('after the first was taken back is for the same number, and of the same page', async () => {
    const spaced = `${number.slice(0, 5)} ${number.slice(5)}`;
    await page.undo((await post(await signed({}, spaced))).record);
    expect(await refused(await signed({}, other))).toMatchObject({ code: 'conflict' });
    const stranger = new SignedPage(ledger, shared.site);
    expect(await refused(await signed({}, number, stranger))).toMatchObject({ code: 'conflict' });
    expect(await post(await signed())).toMatchObject({ kind: 'opt_in', replayed: false });
  });

  test('uses the link up again: a third needs that the second was taken back', async () => {
    await page.undo((await post(await signed())).record);
    const { record } = await post(await signed());
    expect(await refused(await signed())).toMatchObject({ code: 'conflict' });
    await page.undo(record);
    expect(await post(await signed())).toMatchObject({ kind: 'opt_in', replayed: false });
  });

  test('needs a nonce of its own', async () => {
    const first = await signed();
    await page.undo((await post(first)).record);
    expect(await refused(await signed({ nonce: first.claims.nonce }))).toMatchObject({ code: 'nonce_spent' });
  });

  test('of several at once, one is recorded', async () => {
    await page.undo((await post(await signed())).record);
    const ticks = await Promise.all([signed(), signed(), signed()]);
    const done = await Promise.allSettled(ticks.map(post));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
