import { afterAll, beforeAll, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem } from '../requests.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

test.each([
  ['an unknown site', { site: 'pk_nobody' }, 'not_found'],
  ['an unknown notice', { notice: 'nothing' }, 'notice_unknown'],
  ['an unknown version', { version: 9 }, 'notice_unknown'],
  ['a thumbprint that is none', { thumbprint: 'short' }, 'invalid'],
  ['an unknown field', { number: '+14155550130' }, 'invalid'],
] as const)('%s gets no nonce', async (_what, over, code) => {
  await expectProblem(new Page(ledger).askNonce(over), code);
});

test.each(['https://evil.example', 'https://fresh.example.evil', 'http://fresh.example', 'null'])(
  'a page of %s gets no nonce',
  async (origin) => {
    await expectProblem(new Page(ledger, origin).askNonce(), 'origin_not_allowed');
  },
);

test('a page of the site gets a nonce for ten minutes, and no cache keeps it', async () => {
  const before = Date.now();
  const answer = await new Page(ledger).askNonce();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { nonce, expires_at }: Body = await answer.json();
  expect(nonce).toMatch(/^[A-Za-z0-9_-]+$/);
  const lifetime = Date.parse(expires_at) - before;
  expect(lifetime).toBeGreaterThanOrEqual(nonceLifetimeMs);
  expect(lifetime).toBeLessThan(nonceLifetimeMs + 60_000);
});

test('no two nonces are equal', async () => {
  const page = new Page(ledger);
  expect(await page.nonce()).not.toBe(await page.nonce());
});
