import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ChallengeCaps,
  ChallengeStore,
  NewChallenge,
} from '../../../ledger/operations/ownership/store.ts';
import { createChallengeStore } from '../../../ledger/storage/ownership/challenge-store.ts';
import { type MigratedDatabase, macs, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
let store: ChallengeStore;

const noon = Date.parse('2026-06-01T12:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const at = (ms: number) => new Date(noon + ms).toISOString();
const wide: ChallengeCaps = {
  ...{ perNumberAndHour: 100, codesPerNumber: 100 },
  ...{ codesPerAsker: 100, codesPerCallingCode: 100, codes: 100 },
};

/** Nothing in common with any other, unless a test says so. */
function challenge(over: Partial<NewChallenge> = {}, ms = 0): NewChallenge {
  return {
    id: randomUUID(),
    business: 'fresh',
    subject: randomUUID(),
    record: randomUUID(),
    method: 'code',
    code: randomBytes(32),
    number: randomBytes(32),
    callingCode: randomUUID(),
    asker: { by: 'site', id: randomUUID() },
    live: true,
    createdAt: at(ms),
    expiresAt: at(ms + 15 * minute),
    ...over,
  };
}
const isLive = async (made: NewChallenge, caps: Partial<ChallengeCaps> = {}) =>
  (await store.open(made, { ...wide, ...caps })).challenge.live;

beforeAll(async () => {
  database = await migratedDatabase();
  store = createChallengeStore(database.app, macs);
});
afterAll(() => database.drop());

describe('a challenge', () => {
  test('comes back as it was opened, waiting and untried', async () => {
    const made = challenge();
    const opened = { ...made, confirmed: false, tries: 0 };
    expect(await store.open(made, wide)).toEqual({
      challenge: opened,
      isNew: true,
    });
    expect(await store.byId(made.id)).toEqual(opened);
    expect(await store.byId(randomUUID())).toBeUndefined();
  });

  test('is answered again while it is open: for the same record and method, and no other', async () => {
    const first = challenge();
    await store.open(first, wide);
    const again = await store.open(challenge({ record: first.record }, 14 * minute), wide);
    expect(again).toMatchObject({ challenge: { id: first.id }, isNew: false });
    const other = challenge({ record: first.record, method: 'whatsapp' }, minute);
    expect(await store.open(other, wide)).toMatchObject({ challenge: { id: other.id }, isNew: true });
    const later = challenge({ record: first.record }, 15 * minute);
    expect(await store.open(later, wide)).toMatchObject({ challenge: { id: later.id }, isNew: true });
  });

  test('is found by its code, in its business and in its time only', async () => {
    const made = challenge({ method: 'whatsapp' });
    await store.open(made, wide);
    expect(await store.byCode('fresh', made.code, at(minute))).toMatchObject({ id: made.id });
    expect(await store.byCode('other', made.code, at(minute))).toBeUndefined();
    expect(await store.byCode('fresh', randomBytes(32), at(minute))).toBeUndefined();
    expect(await store.byCode('fresh', made.code, at(15 * minute))).toBeUndefined();
  });

  test('is not found by its code once it is met, nor ever if it is not live', async () => {
    const met = challenge();
    await store.open(met, wide);
    await store.confirm(met.id);
    expect(await store.byId(met.id)).toMatchObject({ confirmed: true });
    const dead = challenge({ live: false });
    await store.open(dead, wide);
    for (const { code } of [met, dead]) expect(await store.byCode('fresh', code, at(1))).toBeUndefined();
  });

  test('that was ended is over from that moment, and is never prolonged', async () => {
    const made = challenge();
    await store.open(made, wide);
    await store.end(made.id, at(minute));
    expect(await store.byCode('fresh', made.code, at(minute))).toBeUndefined();
    await store.end(made.id, at(hour));
    expect(await store.byId(made.id)).toMatchObject({ expiresAt: at(minute) });
  });

  test('that was withdrawn is not live any more', async () => {
    const made = challenge();
    await store.open(made, wide);
    await store.withdraw(made.id);
    expect(await store.byId(made.id)).toMatchObject({ live: false });
  });

  test('of yesterday is forgotten when the next is opened', async () => {
    const old = challenge();
    await store.open(old, wide);
    await store.open(challenge({}, 24 * hour), wide);
    expect(await store.byId(old.id)).toMatchObject({ id: old.id });
    await store.open(challenge({}, 24 * hour + 1), wide);
    expect(await store.byId(old.id)).toBeUndefined();
  });
});

describe('tries', () => {
  test('are counted before anything is compared, and run out', async () => {
    const made = challenge();
    await store.open(made, wide);
    const tried = await Promise.all(Array.from({ length: 9 }, () => store.countTry(made.id, 5, at(1))));
    expect(tried.map((found) => found?.tries ?? 'none').sort()).toEqual([
      ...[1, 2, 3, 4, 5],
      ...['none', 'none', 'none', 'none'],
    ]);
  });

  test('end with the challenge, and there are none where there is no challenge', async () => {
    const made = challenge();
    await store.open(made, wide);
    expect(await store.countTry(made.id, 5, at(15 * minute))).toBeUndefined();
    expect(await store.countTry(randomUUID(), 5, at(0))).toBeUndefined();
  });
});

describe('a cap', () => {
  test('on challenges of a number counts both methods, for an hour', async () => {
    const number = randomBytes(32);
    const ask = (ms: number, method: 'code' | 'whatsapp' = 'whatsapp') =>
      isLive(challenge({ number, method }, ms), { perNumberAndHour: 3 });
    expect([await ask(0), await ask(1, 'code'), await ask(2), await ask(3), await ask(4, 'code')]).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
    expect(await ask(hour + 5)).toBe(true);
  });

  test.for([
    ['a number', () => ({ number: randomBytes(32) }), { codesPerNumber: 1 }],
    ['a site', () => ({ asker: { by: 'site' as const, id: randomUUID() } }), { codesPerAsker: 1 }],
    ['a calling code', () => ({ callingCode: randomUUID() }), { codesPerCallingCode: 1 }],
  ] as const)('on messages to %s holds for a day and stops no WhatsApp', async ([, shared, caps]) => {
    const same = shared();
    expect(await isLive(challenge(same), caps)).toBe(true);
    expect(await isLive(challenge(same, 23 * hour), caps)).toBe(false);
    expect(await isLive(challenge({ ...same, method: 'whatsapp' }, 23 * hour), caps)).toBe(true);
    expect(await isLive(challenge({}, 23 * hour), caps)).toBe(true);
    expect(await isLive(challenge(same, 24 * hour), caps)).toBe(true);
  });

  test.for([
    ['of a day', {}, { codes: 1 }],
    ['on a calling code', { callingCode: randomUUID() }, { codesPerCallingCode: 1 }],
  ] as const)('%s is each business’s own: nobody uses up another’s', async ([, shared, caps]) => {
    const [one, other] = [randomUUID(), randomUUID()];
    expect(await isLive(challenge({ ...shared, business: one }), caps)).toBe(true);
    expect(await isLive(challenge({ ...shared, business: one }), caps)).toBe(false);
    expect(await isLive(challenge({ ...shared, business: other }), caps)).toBe(true);
  });

  test('is not used up by what was not sent', async () => {
    const number = randomBytes(32);
    const failed = challenge({ number });
    expect(await isLive(failed, { codesPerNumber: 1 })).toBe(true);
    await store.withdraw(failed.id);
    expect(await isLive(challenge({ number }, 1), { codesPerNumber: 1 })).toBe(true);
  });

  test('of zero messages is a switch that turns them off', async () => {
    expect(await isLive(challenge(), { codes: 0 })).toBe(false);
    expect(await isLive(challenge({ method: 'whatsapp' }), { codes: 0 })).toBe(true);
  });

  test('is exact, however many ask at once', async () => {
    const number = randomBytes(32);
    const asked = await Promise.all(
      Array.from({ length: 24 }, () => isLive(challenge({ number }), { codesPerNumber: 1 })),
    );
    expect(asked.filter((live) => live)).toHaveLength(1);
  });
});
