// Two officers decide about one opt-in at the same moment, or a node stops in the middle: it is confirmed or
// rejected, never both, and never neither for ever.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverOptIn } from '../../../ledger/channels/server/server.ts';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { CommitUnknown, type LogStore } from '../../../ledger/operations/append/log-store.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { confirmPending, recordOrKeep, rejectPending } from '../../../ledger/operations/pending/keep.ts';
import { changeBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { until } from '../../support/until.ts';
import { findingsIn } from '../../support/verifier.ts';
import { shop, spend } from '../commands.ts';
import { startNode } from '../node.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 2 });
  await changeBusiness(here.ledger, here.business, { fourEyes: ['paper'] });
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const officer = { by: 'key', id: 'office', staff: 'staff-9' } as const;
let forms = 0;

const paper = (number: string) =>
  serverOptIn(
    {
      ...{ notice: 'order-updates', locale: 'en', number, channel: 'paper' },
      evidence: { document_sha256: sha256Hex(number), signed: true, taken_by: 'staff-7' },
    },
    shop,
  );

async function kept(isKeyed = false) {
  forms += 1;
  const number = `+9198765${String(50_000 + forms)}`;
  const once = isKeyed ? spend(`form ${forms}`) : undefined;
  const answer = await recordOrKeep(here.ledger, paper(number), once);
  if (answer.kind !== 'pending') throw new Error('it did not wait');
  return { ...answer, number, once };
}

const confirm = (ledger: Ledger, pending: string) => confirmPending(ledger, shop.business, pending, officer);
const reject = (ledger: Ledger, pending: string) =>
  rejectPending(ledger, shop.business, pending, 'not_readable');
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const recorded = async (): Promise<number> => {
  const [row] = await superuser.sql<{ count: number }[]>`
    select count(*) as count from sealed_records where subject is not null`;
  return row!.count;
};

/** A node on the same ledger with something between its sequencer and the database. */
const nodeWith = (append: (real: LogStore['append']) => LogStore['append']) =>
  startNode(here, { around: (store) => ({ ...store, append: append(store.append) }) });

test('of confirmations on two nodes and a rejection at once one is done, and it is what is recorded', async () => {
  let planned = () => {};
  await using other = await nodeWith(
    (append) => (lookups, plan) =>
      append(lookups, (found) => {
        planned();
        return plan(found);
      }),
  );
  const ends = new Set<string>();
  for (let round = 0; round < 30; round += 1) {
    const { pending } = await kept(round % 2 === 0);
    const before = await recorded();
    const late = async (turns: number) => {
      for (let n = 0; n < turns; n += 1) await new Promise((next) => setImmediate(next));
    };
    const isPlanned = new Promise<void>((resolve) => {
      planned = resolve;
    });
    const confirmations = [
      late(round % 5).then(() => codeOf(confirm(here.ledger, pending))),
      late((round + 2) % 5).then(() => codeOf(confirm(other.ledger, pending))),
    ] as const;
    // In every third round it begins when a commit has the row, else about when the confirmations do.
    await (round % 3 === 0 ? Promise.race([isPlanned, ...confirmations]) : late(round % 7));
    const [rejection, one, two] = await Promise.all([codeOf(reject(here.ledger, pending)), ...confirmations]);
    const isRejected = rejection === 'done';
    expect({ one, two, isRejected }).toEqual(
      isRejected
        ? { one: 'conflict', two: 'conflict', isRejected }
        : { one: 'done', two: 'done', isRejected },
    );
    expect((await recorded()) - before).toBe(isRejected ? 0 : 1);
    expect(await codeOf(isRejected ? confirm(here.ledger, pending) : reject(here.ledger, pending))).toBe(
      'conflict',
    );
    ends.add(rejection);
  }
  expect([...ends].sort()).toEqual(['conflict', 'done']);
  expect(await findingsIn(here)).toEqual([]);
});

describe('held at the moment between look-up and write', () => {
  test('of two confirmations the one that finds no row any more is told the record of the other', async () => {
    const { pending: store } = here.ledger;
    const { pending } = await kept();
    const late = {
      ...here.ledger,
      pending: {
        ...store,
        find: async (...asked: Parameters<typeof store.find>) => {
          await confirm(here.ledger, pending);
          return store.find(...asked);
        },
      },
    };
    expect(await confirm(late, pending)).toMatchObject({ replayed: true });
  });

  test('a confirmation makes a rejection wait, and is done', async () => {
    const { pending } = await kept();
    let rejection: Promise<string> | undefined;
    await using node = await nodeWith(
      (append) => (lookups, plan) =>
        append(lookups, (found) => {
          rejection ??= codeOf(reject(here.ledger, pending));
          return plan(found);
        }),
    );
    expect(await codeOf(confirm(node.ledger, pending))).toBe('done');
    expect(await rejection).toBe('conflict');
  });

  test('a rejection makes a confirmation wait, and nothing is recorded', async () => {
    const { pending } = await kept();
    const before = await recorded();
    let confirmation: Promise<string> | undefined;
    await superuser.transaction(async ({ sql }) => {
      await sql`update pending_opt_ins set decision = 'reject', sealed = '' where pending = ${pending}`;
      confirmation = codeOf(confirm(here.ledger, pending));
      await until(async () => {
        const [row] = await superuser.sql<{ count: number }[]>`
          select count(*) as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return row!.count > 0;
      }, 'it waits');
    });
    expect(await confirmation).toBe('conflict');
    expect(await recorded()).toBe(before);
  });
});

describe('a node that stops in the middle of a confirmation', () => {
  test('before the commit leaves it to be decided, either way', async () => {
    await using node = await nodeWith(() => () => Promise.reject(new CommitUnknown()));
    const [one, two] = [await kept(), await kept(true)];
    for (const { pending } of [one, two])
      expect(await codeOf(confirm(node.ledger, pending))).toBe('unavailable');
    expect(await codeOf(reject(here.ledger, one.pending))).toBe('done');
    expect(await codeOf(confirm(here.ledger, one.pending))).toBe('conflict');
    expect(await codeOf(confirm(here.ledger, two.pending))).toBe('done');
  });

  test('after the commit leaves a record: it is confirmed, and cannot be rejected', async () => {
    await using node = await nodeWith((append) => async (lookups, plan) => {
      await append(lookups, plan);
      throw new CommitUnknown();
    });
    for (const isKeyed of [false, true]) {
      const { pending } = await kept(isKeyed);
      const before = await recorded();
      expect(await codeOf(confirm(node.ledger, pending))).toBe('unavailable');
      expect(await codeOf(reject(here.ledger, pending))).toBe('conflict');
      expect(await confirm(here.ledger, pending)).toMatchObject({ replayed: true });
      expect((await recorded()) - before).toBe(1);
    }
  });
});

test('one that is posted again while it is confirmed waits under no second id', async () => {
  const { pending, number, once } = await kept(true);
  const again = {
    ...here.ledger,
    pending: {
      ...here.ledger.pending,
      // It came with the first. Its commit was refused, since two must look; before the row is written, the
      // first is confirmed.
      underKey: async () => undefined,
      keep: async (...row: Parameters<Ledger['pending']['keep']>) => {
        await confirm(here.ledger, pending);
        return here.ledger.pending.keep(...row);
      },
    },
  };
  expect(await recordOrKeep(again, paper(number), once)).toMatchObject({
    kind: 'recorded',
    answer: { replayed: true },
  });
  expect(await here.ledger.pending.list(shop.business, new Date(0).toISOString(), undefined, 10)).toEqual([]);
});

test('one that is posted again, found waiting, and then confirmed, gets the record', async () => {
  const { pending, number, once } = await kept(true);
  const again = {
    ...here.ledger,
    pending: {
      ...here.ledger.pending,
      underKey: async (...asked: Parameters<Ledger['pending']['underKey']>) => {
        const row = await here.ledger.pending.underKey(...asked);
        await confirm(here.ledger, pending);
        return row;
      },
    },
  };
  const before = await recorded();
  expect(await recordOrKeep(again, paper(number), once)).toMatchObject({ answer: { replayed: true } });
  expect((await recorded()) - before).toBe(1);
});

test('of a repeated post and a rejection at once, once four eyes are off, one is done', async () => {
  const waiting = [];
  for (let round = 0; round < 8; round += 1) waiting.push(await kept(true));
  await changeBusiness(here.ledger, here.business, { fourEyes: [] });
  try {
    for (const [round, { pending, number, once }] of waiting.entries()) {
      const before = await recorded();
      const late = async (turns: number) => {
        for (let n = 0; n < turns; n += 1) await new Promise((next) => setImmediate(next));
      };
      const [posted, rejection] = await Promise.all([
        codeOf(recordOrKeep(here.ledger, paper(number), once)),
        late(round * 2).then(() => codeOf(reject(here.ledger, pending))),
      ]);
      expect([posted, rejection].sort()).toEqual(['conflict', 'done']);
      expect((await recorded()) - before).toBe(posted === 'done' ? 1 : 0);
      expect(await codeOf(recordOrKeep(here.ledger, paper(number), once))).toBe(posted);
    }
  } finally {
    await changeBusiness(here.ledger, here.business, { fourEyes: ['paper'] });
  }
});

// The last of this file: the ledger is not true afterwards.
test('what a node records that does not look at the rule is found by verify', async () => {
  expect(await findingsIn(here)).toEqual([]);
  await using careless = await nodeWith(
    (append) => (lookups, plan) => append(lookups, (found) => plan({ ...found, setup: [] })),
  );
  const answer = await recordOrKeep(careless.ledger, paper('+919876559901'));
  expect(answer).toMatchObject({ kind: 'recorded' });
  expect(await findingsIn(here)).toMatchObject([{ what: 'sealed_record', rule: 'second_missing' }]);
});
