import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { LimitName } from '../../../ledger/auth/rate-limit.ts';
import { type RateWindow, rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { RateLimits } from '../../../ledger/operations/visitor/limits.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';

const secret = createSecretKey(randomBytes(32));
const few: Record<LimitName, readonly RateWindow[]> = {
  ...rateLimits,
  network: [{ requests: 2, seconds: 60 }],
  site: [{ requests: 3, seconds: 60 }],
  number: [
    { requests: 2, seconds: 10 },
    { requests: 3, seconds: 100 },
  ],
};
let limits: RateLimits;

beforeEach(() => {
  limits = createRateLimits(secret, few);
  return () => void vi.useRealTimers();
});

const refused = async (takes: Parameters<RateLimits['take']>[0]) => {
  const error = await limits.take(takes).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error === undefined) return undefined;
  expect(error).toBeInstanceOf(LedgerError);
  return error as LedgerError;
};
const network = (key: string) => ({ limit: 'network', key }) as const;
const site = { limit: 'site', key: 'pk_a' } as const;

test('so many are let through, one more is told how long to wait', async () => {
  await limits.take([network('a')]);
  await limits.take([network('a')]);
  const error = await refused([network('a')]);
  expect(error?.code).toBe('rate_limited');
  expect(error?.retryAfter).toBeGreaterThanOrEqual(59);
  expect(error?.retryAfter).toBeLessThanOrEqual(60);
});

test('one key uses up nothing of another, nor one limit of another', async () => {
  for (let n = 0; n < 3; n += 1) await refused([network('a')]);
  expect(await refused([network('b')])).toBeUndefined();
  expect(await refused([{ limit: 'site', key: 'a' }])).toBeUndefined();
});

test('whoever is over the first limit uses up nothing of the next', async () => {
  for (let n = 0; n < 10; n += 1) await refused([network('flood'), site]);
  expect(await refused([site])).toBeUndefined();
  expect((await refused([site]))?.code).toBe('rate_limited');
});

test('a window ends by itself, and a longer one beside it goes on counting', async () => {
  vi.useFakeTimers();
  const number = { limit: 'number', key: 'n' } as const;
  await limits.take([number]);
  await limits.take([number]);
  expect((await refused([number]))?.retryAfter).toBe(10);
  vi.advanceTimersByTime(10_001);
  await limits.take([number]);
  expect((await refused([number]))?.retryAfter).toBeGreaterThan(80);
});

test('a flood of new keys forgets the oldest counters instead of growing the memory', async () => {
  limits = createRateLimits(secret, few, 10);
  for (let n = 0; n < 2; n += 1) await limits.take([network('early')]);
  expect((await refused([network('early')]))?.code).toBe('rate_limited');
  for (let n = 0; n < 10; n += 1) await limits.take([network(`made up ${n}`)]);
  expect(await refused([network('early')])).toBeUndefined();
});

test('every number is a whole number of requests in a whole number of seconds', () => {
  for (const window of Object.values<readonly RateWindow[]>(rateLimits).flat()) {
    expect(Number.isInteger(window.requests) && window.requests > 0).toBe(true);
    expect(Number.isInteger(window.seconds) && window.seconds > 0).toBe(true);
  }
});

test('a look counts nothing, and tells when it is used up', async () => {
  for (let n = 0; n < 10; n += 1) await limits.look([network('looked-at')]);
  await limits.take([network('looked-at')]);
  await limits.look([network('looked-at')]);
  await limits.take([network('looked-at')]);
  await expect(limits.look([site, network('looked-at')])).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfter: 60,
  });
  await limits.look([network('another')]);
});
