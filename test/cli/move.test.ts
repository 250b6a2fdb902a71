// A large ledger is moved: backup and restore are streams, and hold no more in memory than a small one takes.

import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { memoryOf } from '../bench/memory.ts';
import { optIn } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { type Environment, ended, environmentOf, start } from './run.ts';

const megabyte = 2 ** 20;
/** What buffers and a heap that was not swept yet may add, however large the ledger. */
const slack = 96 * megabyte;

let begun: TestLedger;
let folder: string;
let superuser: Database;

beforeAll(async () => {
  begun = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-move-'));
  superuser = openDatabase({ url: begun.config.databaseUrl!, clients: 1, statementTimeout: 0 });
  await optIn(begun.ledger, begun.business, '+14155550198');
});
afterAll(async () => {
  await superuser?.end();
  await begun?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs it to its end. @returns the most that it held, bytes */
async function peakOf(args: string[], environment: Environment): Promise<number> {
  const child = start(args, environment);
  child.stdin.end();
  const { peak } = await memoryOf(child.pid!, async () => {
    const { code, stderr } = await ended(child);
    expect(code, stderr).toBe(0);
  });
  return peak;
}

/** A database and a folder for what is restored. */
async function elsewhere(): Promise<Environment & { drop(): Promise<void> }> {
  const { ownerUrl, drop } = await emptyDatabase();
  const data = await mkdtemp(join(folder, 'data-'));
  await copyFile(join(begun.config.dataFolder, 'keys.json'), join(data, 'keys.json'));
  return { ...environmentOf(begun), DATABASE_URL: ownerUrl, OPTMARK_DATA: data, drop } as never;
}

async function moved(file: string): Promise<{ out: number; back: number; rows: number }> {
  const out = await peakOf(['backup', file], environmentOf(begun));
  const { drop, ...home } = await elsewhere();
  const back = await peakOf(['restore', file], home);
  const there = openDatabase({ url: home.DATABASE_URL!, clients: 1, statementTimeout: 0 });
  const [row] = await there.sql<{ count: number }[]>`select count(*) from sealed_records`;
  await there.end();
  await (drop as () => Promise<void>)();
  return { out, back, rows: row!.count };
}

const isSeen = process.platform === 'linux';

test.runIf(isSeen)(
  'a ledger of some hundred megabytes takes no more memory than an almost empty one',
  async () => {
    const small = await moved(join(folder, 'small'));
    const added = 250_000;
    // No record opens to these rows: a backup does not look inside.
    await superuser.sql.unsafe(`
    insert into sealed_records (idx, record, business, subject, tree_size, sealed)
    select 1000000 + n, gen_random_uuid(), 'fresh-produce', null, 1000000 + n,
      decode((select string_agg(md5(random()::text || n || e), '') from generate_series(1, 40) e), 'hex')
    from generate_series(1, ${added}) g (n)`);
    const large = await moved(join(folder, 'large'));
    expect(large.rows).toBe(small.rows + added);
    const { size } = await stat(join(folder, 'large'));
    expect(size).toBeGreaterThan(1.5 * slack);
    expect(large.out).toBeLessThan(small.out + slack);
    expect(large.back).toBeLessThan(small.back + slack);
  },
);
