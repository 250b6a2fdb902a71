// Checks share queries, and never at the price of an older answer.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyState } from '../../../ledger/core/consent/state.ts';
import { momentOf } from '../../../ledger/core/when.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { GateAnswer } from '../../../ledger/operations/gate/ask.ts';
import type { StatesRead } from '../../../ledger/operations/person/consent-states.ts';
import { type LookUps, type Snapshot, shareLookUps } from '../../../ledger/operations/person/look-ups.ts';
import type { ConsentStore, KnownState } from '../../../ledger/operations/person/store.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { gateSays, optInByPhone, refusal, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';

type Query = {
  prefixes: readonly bigint[];
  answer(snapshot: Snapshot): void;
  fail(cause: Error): void;
};

/** A store that answers when it is told to, and remembers what it was asked. */
class AskedStore implements ConsentStore {
  readonly queries: Query[] = [];
  #arrived = Promise.withResolvers<void>();

  lookUp(prefixes: readonly bigint[]): ReturnType<ConsentStore['lookUp']> {
    const { promise, resolve, reject } = Promise.withResolvers<StatesRead>();
    const answer = ({ found, ...reading }: Snapshot) =>
      resolve({ ...reading, found: [...found], unread: new Map() });
    this.queries.push({ prefixes, answer, fail: reject });
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
    return promise;
  }

  /** The nth query, as soon as it has been sent. */
  async sent(n: number): Promise<Query> {
    while (this.queries.length < n) await this.#arrived.promise;
    return this.queries[n - 1]!;
  }
}

/** Somebody whose tag begins with this prefix. */
function known(prefix: bigint, tag = randomBytes(32)): KnownState {
  tag.writeBigInt64BE(prefix);
  return { tag, business: 'fresh-produce', subject: crypto.randomUUID(), state: emptyState };
}

const snapshot = (treeSize: number, found: KnownState[]): Snapshot => {
  return { treeSize, readAt: treeSize * 1000, logTime: momentOf(treeSize * 1000), found };
};

const nobody = (treeSize: number): Snapshot => snapshot(treeSize, []);

function shared(): { store: AskedStore; lookUp: LookUps } {
  const store = new AskedStore();
  return { store, lookUp: shareLookUps(store) };
}

describe('checks that are asked together', () => {
  test('are one query, and each hears of its own people alone', async () => {
    const { store, lookUp } = shared();
    const checks = Promise.all([lookUp([1n]), lookUp([2n, 3n]), lookUp([4n])]);
    const query = await store.sent(1);
    expect(query.prefixes).toEqual([1n, 2n, 3n, 4n]);
    const [one, three, four] = [known(1n), known(3n), known(4n)];
    query.answer(snapshot(9, [four, three, one]));
    expect(await checks).toEqual([[one], [three], [four]].map((found) => snapshot(9, found)));
    expect(store.queries).toHaveLength(1);
  });

  test('about the same prefix all hear of everybody who has it', async () => {
    const { store, lookUp } = shared();
    const checks = Promise.all([lookUp([-7n]), lookUp([-7n])]);
    const found = [known(-7n), known(-7n)];
    (await store.sent(1)).answer(snapshot(2, found));
    expect(await checks).toEqual([snapshot(2, found), snapshot(2, found)]);
  });

  test('are as many queries as it takes to ask no more than 1000 tags at once', async () => {
    const { store, lookUp } = shared();
    const checks = Promise.all(Array.from({ length: 2500 }, (_, i) => lookUp([BigInt(i)])));
    for (const n of [1, 2, 3]) (await store.sent(n)).answer(nobody(n));
    await checks;
    expect(store.queries.map(({ prefixes }) => prefixes.length)).toEqual([1000, 1000, 500]);
  });

  test('and ask about nobody still hear of which size that is true', async () => {
    const { store, lookUp } = shared();
    const check = lookUp([]);
    (await store.sent(1)).answer(nobody(3));
    expect(await check).toEqual(nobody(3));
  });
});

describe('a check that comes while a query is under way', () => {
  test('never gets the answer of that query', async () => {
    const { store, lookUp } = shared();
    const early = lookUp([1n]);
    const first = await store.sent(1);
    const late = lookUp([1n]);
    first.answer(nobody(10));
    expect(await early).toEqual(nobody(10));
    (await store.sent(2)).answer(nobody(11));
    expect(await late).toEqual(nobody(11));
  });

  test('waits with all others for one more query', async () => {
    const { store, lookUp } = shared();
    const early = lookUp([1n]);
    const first = await store.sent(1);
    const late = Promise.all([lookUp([2n]), nextTurn().then(() => lookUp([3n])), lookUp([4n])]);
    await nextTurn();
    await nextTurn();
    expect(store.queries).toHaveLength(1);
    first.answer(nobody(1));
    await early;
    const second = await store.sent(2);
    expect(second.prefixes.toSorted()).toEqual([2n, 3n, 4n]);
    second.answer(nobody(2));
    await late;
  });
});

describe('a query that fails', () => {
  test('fails those who joined it and nobody else', async () => {
    const { store, lookUp } = shared();
    const joined = [refusal(lookUp([1n])), refusal(lookUp([2n]))];
    const first = await store.sent(1);
    const later = lookUp([1n]);
    const cause = new Error('the database is gone');
    first.fail(cause);
    expect(await Promise.all(joined)).toEqual([cause, cause]);
    (await store.sent(2)).answer(nobody(4));
    expect(await later).toEqual(nobody(4));
  });

  test('because its answer cannot be read leaves nobody waiting', async () => {
    const { store, lookUp } = shared();
    const joined = [refusal(lookUp([1n])), refusal(lookUp([2n]))];
    const damaged = { ...known(1n), tag: Buffer.of(1) };
    (await store.sent(1)).answer(snapshot(1, [damaged]));
    for (const error of await Promise.all(joined)) expect(error).toBeInstanceOf(RangeError);
    const later = lookUp([1n]);
    (await store.sent(2)).answer(nobody(4));
    expect(await later).toEqual(nobody(4));
  });
});

describe('on a real database, while many opt out', () => {
  let shop: TestLedger;
  beforeAll(async () => {
    shop = await testLedger();
  });
  afterAll(() => shop?.stop());

  test('an opt-out that was answered before a check was asked is always seen by it', async () => {
    const people = numbers.slice(0, 60);
    await Promise.all(people.map((number) => optInByPhone(shop.ledger, number)));
    const seen = await Promise.all(people.map((number, i) => checkWhileOptingOut(number, i % 7)));
    for (const { before, after } of seen) {
      expect(before[0]).toMatchObject({ decision: 'allow' });
      expect(after.map(({ decision }) => decision)).toEqual(after.map(() => 'deny'));
    }
  });

  test('no check allows as of a tree in which the opt-out is', async () => {
    const people = numbers.slice(60, 120);
    await Promise.all(people.map((number) => optInByPhone(shop.ledger, number)));
    const seen = await Promise.all(people.map((number, i) => checkWhileOptingOut(number, i % 7)));
    for (const { stoppedAt, before, after } of seen) {
      const allowed = [...before, ...after].filter(({ decision }) => decision === 'allow');
      expect(allowed.length).toBeGreaterThan(0);
      expect(allowed.filter(({ tree_size }) => tree_size >= stoppedAt)).toEqual([]);
    }
  });

  /**
   * Asks again and again; after `head` answers the person opts out, and the asking goes on for as long as
   * that takes.
   */
  async function checkWhileOptingOut(number: string, head: number) {
    const before: GateAnswer[] = [];
    for (let i = 0; i <= head; i += 1) before.push(await gateSays(shop.ledger, number));
    let stoppedAt: number | undefined;
    const stopping = recordOptOut(shop.ledger, stop(number)).then(({ tree_size }) => {
      stoppedAt = tree_size;
    });
    while (stoppedAt === undefined) before.push(await gateSays(shop.ledger, number));
    await stopping;
    const after: GateAnswer[] = [];
    for (let i = 0; i < 4; i += 1) after.push(await gateSays(shop.ledger, number));
    return { before, after, stoppedAt };
  }
});

const nextTurn = () => new Promise((done) => setImmediate(done));
