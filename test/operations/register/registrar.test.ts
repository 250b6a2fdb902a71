// However commits of several nodes are handed over, late, twice or not at all, the register ends as the
// records are, and each record is counted once.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { CommitUnknown, type LogStore } from '../../../ledger/operations/append/log-store.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import {
  catchUp,
  fillingGaps,
  fillRegister,
  rebuildRegister,
} from '../../../ledger/operations/register/fill.ts';
import { createRegistrar, registeredCommits } from '../../../ledger/operations/register/registrar.ts';
import type { RegisterStore, Run } from '../../../ledger/operations/register/store.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { optInByPhone, stop } from '../commands.ts';
import { startNode } from '../node.ts';
import { dueRows, fillingOf, storedCounts, storedRows } from './a-register.ts';

let here: TestLedger;
let superuser: Database;
let store: RegisterStore;
/** What each commit recorded, as it was heard. */
type Heard = { checkpoint: { size: number }; records: ConsentRecord[] };
const heard: Heard[] = [];

const numberOf = (n: number) => `+1415555${String(100 + n).padStart(4, '0')}`;

beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  store = here.ledger.register.store;
  const listen = (log: LogStore) =>
    registeredCommits(log, { heard: (write) => void heard.push(write as Heard) });
  await using one = await startNode(here, { around: listen });
  await using two = await startNode(here, { around: listen });
  for (let n = 0; n < 12; n += 1) {
    await Promise.all([optInByPhone(one.ledger, numberOf(n)), optInByPhone(two.ledger, numberOf(50 + n))]);
    if (n % 3 === 0) await recordOptOut(one.ledger, stop(numberOf(n)));
  }
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const emptied = () =>
  superuser.sql.unsafe(
    'delete from register; delete from register_ranges; delete from register_days; delete from register_head',
  );
beforeEach(() => emptied());

const size = async () => (await store.state()).size;

async function expectWhole() {
  expect(await store.state()).toEqual({ through: await size(), size: await size() });
  expect(await storedRows(superuser)).toEqual(await dueRows(here.ledger));
  const counts = await storedCounts(superuser);
  await store.recount();
  expect(counts).toEqual(await storedCounts(superuser));
}

describe('the register ends as the records are', () => {
  test('in whatever order two nodes write what they heard, and whatever is lost on the way', async () => {
    const whole = await (async () => {
      await catchUp(fillingOf(here.ledger));
      return { rows: await storedRows(superuser), counts: await storedCounts(superuser) };
    })();
    const fates = fc.array(fc.constantFrom('one', 'two', 'both', 'lost'), {
      minLength: heard.length,
      maxLength: heard.length,
    });
    const order = fc.shuffledSubarray(heard, { minLength: heard.length, maxLength: heard.length });
    await fc.assert(
      fc.asyncProperty(order, fates, fc.nat(heard.length), async (commits, fate, flushAt) => {
        await emptied();
        const [one, two] = [createRegistrar(store), createRegistrar(store)];
        for (const [i, write] of commits.entries()) {
          if (fate[i] === 'one' || fate[i] === 'both') one.heard(write as never);
          if (fate[i] === 'two' || fate[i] === 'both') two.heard(write as never);
          if (i === flushAt) await Promise.all([one.flush(), two.flush()]);
        }
        await Promise.all([one.flush(), two.flush()]);
        await catchUp(fillingOf(here.ledger));
        expect(await storedRows(superuser)).toEqual(whole.rows);
        expect(await storedCounts(superuser)).toEqual(whole.counts);
        expect(await store.state()).toEqual({ through: await size(), size: await size() });
      }),
      { numRuns: 12 },
    );
  });

  test('when a node was killed between its commit and the write: the worker opens what lacks', async () => {
    const registrar = createRegistrar(store);
    for (const write of heard.slice(3)) registrar.heard(write as never);
    await registrar.flush();
    const { through } = await store.state();
    expect(through).toBe(0);
    const gap = await store.gap();
    expect(gap).toEqual({ first: 0, past: expect.any(Number) });
    await fillRegister(fillingOf(here.ledger), gap!);
    await expectWhole();
  });

  test('on any node, without the lease of the one that was killed, where it lacks no more than one holds', async () => {
    const entries = await size();
    const look = async (times: number, entriesMax: number) => {
      const stopped = new AbortController();
      let looks = 0;
      const gap = async () => {
        looks += 1;
        if (looks === times) stopped.abort();
        return store.gap();
      };
      const parts = { ...fillingOf(here.ledger), register: { ...store, gap } };
      const work = fillingGaps(parts, entriesMax, 1);
      if (work.where !== 'on every node') throw new Error('it waits for a lease');
      await work.run(stopped.signal);
      return (await store.state()).through;
    };
    expect(await look(3, entries - 1)).toBe(0);
    // At its first look it may be what a node is about to write.
    expect(await look(1, entries)).toBe(0);
    expect(await look(3, entries)).toBe(entries);
    await expectWhole();
  });

  test('when more was heard than a node may hold: it lets go, and never what it has', async () => {
    const runs: Run[] = [];
    const blocked = Promise.withResolvers<void>();
    const registrar = createRegistrar({
      put: async (run) => {
        runs.push(run);
        await blocked.promise;
      },
      advance: () => store.advance(),
    });
    const [record] = heard[0]!.records;
    const many = Array.from({ length: 6_000 }, () => record!);
    registrar.heard({ checkpoint: { size: 6_000 } as never, records: many });
    registrar.heard({ checkpoint: { size: 12_000 } as never, records: many });
    registrar.heard({ checkpoint: { size: 12_001 } as never, records: [record!] });
    blocked.resolve();
    await registrar.flush();
    expect(runs.map(({ first, past }) => [first, past])).toEqual([
      [0, 6_000],
      [12_000, 12_001],
    ]);
  });

  test('when the database did not take a write: it is written with the next', async () => {
    let fails = true;
    const registrar = createRegistrar({
      put: (run) => (fails ? Promise.reject(new Error('gone')) : store.put(run)),
      advance: () => store.advance(),
    });
    for (const write of heard) registrar.heard(write as never);
    await expect(registrar.flush()).rejects.toThrow('gone');
    fails = false;
    await registrar.flush();
    await catchUp(fillingOf(here.ledger));
    await expectWhole();
  });

  test('when it is made again over rows that were changed, lost, or counted wrongly', async () => {
    await catchUp(fillingOf(here.ledger));
    await superuser.sql.unsafe(`
      update register set kind = 'opt_out', notice = null where idx % 3 = 0;
      delete from register where idx % 5 = 0;
      update register_days set count = count + 7 where purpose = ''`);
    await rebuildRegister(fillingOf(here.ledger), () => {});
    await expectWhole();
  });
});

test('an append is answered, and stays so, where the register cannot be written', async () => {
  const registrar = createRegistrar({
    put: () => Promise.reject(new Error('no room')),
    advance: () => Promise.reject(new Error('no room')),
  });
  await using node = await startNode(here, { around: (log) => registeredCommits(log, registrar) });
  const { record } = await optInByPhone(node.ledger, numberOf(90));
  await expect(registrar.flush()).rejects.toThrow('no room');
  expect(await here.ledger.records.byId(record)).toBeDefined();
});

test('of a commit whose end is unknown nothing is heard: others may have its places', async () => {
  const told: unknown[] = [];
  const lost: LogStore = {
    claimOrigin: async (origin) => origin,
    append: async (_, plan) => {
      plan({} as never);
      throw new CommitUnknown();
    },
  };
  const log = registeredCommits(lost, { heard: (write) => void told.push(write) });
  await expect(log.append({} as never, () => ({}) as never)).rejects.toThrow(CommitUnknown);
  expect(told).toEqual([]);
});

test('a run of entries that the log does not have fills nothing', async () => {
  const beyond = (await size()) + 10;
  await store.put({ first: await size(), past: beyond, rows: [] });
  expect(await store.advance()).toEqual({ through: 0, size: await size() });
  expect(await superuser.sql`select * from register_ranges`).toHaveLength(0);
});

test('a row of another record than stands at its place is left out, and its place is not filled', async () => {
  const [first, second] = (await dueRows(here.ledger)) as [Run['rows'][number], Run['rows'][number]];
  await store.put({ first: 0, past: 2, rows: [first, { ...first, index: second.index }] });
  expect(await storedRows(superuser)).toEqual([first]);
  expect(await store.advance()).toMatchObject({ through: 0 });
  await store.put({ first: 0, past: 2, rows: [] });
  expect(await store.advance()).toMatchObject({ through: 0 });
});
