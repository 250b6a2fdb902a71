// A connection that fails at each message of its life, and networks that fail at random. Whatever happens:
// each statement is answered or failed in time, the next ones are served by themselves, and what was
// acknowledged is there.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, DatabaseError, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { parseDatabaseUrl } from '../../../ledger/storage/database/database-url.ts';
import { Lanes } from '../../../ledger/storage/database/lanes.ts';
import { sqlOver } from '../../../ledger/storage/database/sql.ts';
import { runTransaction } from '../../../ledger/storage/database/transaction.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres/database.ts';
import { type Fate, type FaultProxy, faultProxy } from '../../support/postgres/fault-proxy.ts';

let server: TestDatabase;
let direct: Database;
beforeAll(async () => {
  server = await testDatabase();
  direct = openDatabase({ url: server.ownerUrl, clients: 1 });
  await direct.sql.unsafe('create table lives (id text primary key)');
});
afterAll(async () => {
  await direct.end();
  await server.drop();
});

/**
 * Milliseconds: to connect and, again, to be let in; and without an answer. Nobody waits for them but after
 * silence.
 */
const connectTimeout = 1_000;
const silence = 1_000;
/**
 * Far longer than any statement may take: to connect, to log in, to be found silent. For machines with a lot
 * to do.
 */
const settledWithin = 20_000;

function through(proxy: FaultProxy, count: number) {
  const lanes = new Lanes(
    count,
    () => ({ to: parseDatabaseUrl(proxy.url), connectTimeout, session: {} }),
    silence,
  );
  return { lanes, sql: sqlOver((statement) => lanes.run(statement)) };
}

type Outcome = 'done' | 'none' | 'unknown' | 'pending';

/**
 * Everything a connection does for a ledger: a prepared statement, one that fails, a transaction with a
 * savepoint.
 */
async function live({ lanes, sql }: ReturnType<typeof through>, id: string): Promise<Outcome> {
  const work = async (): Promise<Outcome> => {
    try {
      await sql`select ${1}::int as n`;
      await sql`select ${1}::int as n`;
      await sql`select 1 / ${0}::int`.catch((error) => {
        if (error.effect === 'unknown') throw error;
      });
      await runTransaction(lanes, async (transaction) => {
        await transaction.sql`insert into lives values (${id})`;
        await transaction.savepoint(() => transaction.sql`select 1 / ${0}::int`).catch(() => {});
      });
      return 'done';
    } catch (error) {
      expect(error).toBeInstanceOf(DatabaseError);
      return (error as DatabaseError).effect;
    }
  };
  return within(work());
}

function within<T>(work: Promise<T>): Promise<T | 'pending'> {
  const { promise: late, resolve } = Promise.withResolvers<'pending'>();
  const timer = setTimeout(resolve, settledWithin, 'pending' as const);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Asks until it is served; a machine with a lot to do may take longer than a connection may. */
async function served(way: ReturnType<typeof through>): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await within(way.sql`select ${tries}::int as n`.catch(() => undefined));
    if (answer === 'pending') return false;
    if (answer !== undefined) return answer[0]?.n === tries;
  }
  return false;
}

const fates: Fate[] = ['reset', 'reset after', 'close', 'close after', 'silence', 'silence after'];

describe('a connection', () => {
  test('has a life of messages that the proxy can name', async () => {
    const { seen } = await undisturbed();
    for (const name of ['Startup', 'Authentication', 'ParameterStatus', 'Parse', 'Bind', 'ErrorResponse'])
      expect(seen).toContain(name);
    // The driver asks nothing of its own: what it asks, nobody holds the answer of.
    expect(seen.filter((name) => name === 'Query').length).toBe(1 + 4);
  });

  // Before a message is after the one before it.
  test.each<Fate>(['reset', 'close after', 'silence'])(
    'that meets "%s" at any message fails what ran on it, and the next is served',
    async (fate) => {
      const { seen } = await undisturbed();
      const lives = await Promise.all(
        seen.map(async (name, index) => {
          const proxy = await faultProxy(server.ownerUrl);
          let hit = false;
          // The first connection that comes so far: on a machine with a lot to do it may be the second.
          proxy.at = ({ n }) => {
            if (hit || n !== index + 1) return 'pass';
            hit = true;
            return fate;
          };
          const way = through(proxy, 1);
          const outcomes: { id: string; outcome: Outcome }[] = [];
          for (let tries = 0; !hit && tries < 50; tries++) {
            const id = `${fate} ${index} ${tries}`;
            outcomes.push({ id, outcome: await live(way, id) });
          }
          const again = await served(way);
          await way.lanes.end();
          await proxy.close();
          return { at: `${index + 1} ${name}`, outcomes, hit, again };
        }),
      );
      const outcomes = lives.flatMap((life) => life.outcomes);
      expect(outcomes.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
      expect(lives.filter(({ again, hit }) => !again || !hit)).toEqual([]);
      const kept = new Set((await direct.sql<{ id: string }[]>`select id from lives`).map(({ id }) => id));
      // What was acknowledged is there, and what is said not to have happened is not.
      expect(outcomes.filter(({ outcome, id }) => outcome === 'done' && !kept.has(id))).toEqual([]);
      expect(outcomes.filter(({ outcome, id }) => outcome === 'none' && kept.has(id))).toEqual([]);
    },
  );
});

/** The names of the messages of one life, in order. */
async function undisturbed(): Promise<{ seen: string[] }> {
  const proxy = await faultProxy(server.ownerUrl);
  const way = through(proxy, 1);
  expect(await live(way, crypto.randomUUID())).toBe('done');
  const seen = proxy.seen.filter((each) => each.startsWith('1:')).map((each) => each.slice(2));
  await way.lanes.end();
  await proxy.close();
  return { seen };
}

describe('a network that fails at random', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ ask: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 1, arbitrary: fc.record({ transact: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.record({ all: fc.constantFrom('reset', 'close', 'silence' as const) }) },
    { weight: 1, arbitrary: fc.record({ port: fc.constantFrom('refuse', 'accept' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ next: fc.constantFrom(...fates), in: fc.integer({ min: 1, max: 60 }) }),
    },
    { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 40 }) }) },
  );

  test('leaves no statement unanswered, and serves once it is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const proxy = await faultProxy(server.ownerUrl);
        const way = through(proxy, 3);
        const asked: Promise<unknown>[] = [];
        const ask = (work: () => Promise<unknown>) => asked.push(work().catch((error) => error));
        for (const each of steps) {
          if ('ask' in each) for (let i = 0; i < each.ask; i++) ask(() => way.sql`select ${i}::int as n`);
          if ('transact' in each)
            for (let i = 0; i < each.transact; i++)
              ask(() => runTransaction(way.lanes, ({ sql }) => sql`select ${i}::int as n`));
          if ('all' in each) proxy.all(each.all);
          if ('port' in each) await proxy[each.port]();
          if ('next' in each) {
            let left = each.in;
            proxy.at = () => (--left === 0 ? each.next : 'pass');
          }
          if ('wait' in each) await new Promise((done) => setTimeout(done, each.wait));
        }
        const settled = await within(Promise.all(asked));
        expect(settled, 'every statement settles').not.toBe('pending');
        proxy.at = () => 'pass';
        await proxy.accept();
        // On each of its connections.
        expect(await Promise.all([1, 2, 3, 4].map(() => served(way)))).toEqual([true, true, true, true]);
        const transaction = () => runTransaction(way.lanes, ({ sql }) => sql`select 1 as n`);
        await expect.poll(() => within(transaction().catch(() => undefined))).toEqual([{ n: 1 }]);
        await way.lanes.end();
        await proxy.close();
      }),
      { seed: 20_261_130, numRuns: 8 },
    );
  });

  test('that refuses the first dial fails all who wait for it, and one by one nobody after it', async () => {
    const proxy = await faultProxy(server.ownerUrl);
    const way = through(proxy, 4);
    await proxy.refuse();
    const answers = await Promise.allSettled(Array.from({ length: 24 }, () => way.sql`select 1 as n`));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await proxy.accept();
    expect(await served(way)).toBe(true);
    await way.lanes.end();
    await proxy.close();
  });
});
