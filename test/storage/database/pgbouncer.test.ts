// A real PgBouncer between the ledger and Postgres is refused in plain words, however it is set up: what a
// session is told (role, limits, search_path) does not hold there.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { optmark } from '../../cli/run.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres/database.ts';
import { failure } from './notes.ts';

const installed = spawnSync('pgbouncer', ['--version']).status === 0;
if (!installed) console.warn('SKIPPED: there is no pgbouncer here (apt-get install pgbouncer)');

const folder = mkdtempSync(join(tmpdir(), 'optmark-pgbouncer-'));
const ignored =
  'role,search_path,bytea_output,array_nulls,standard_conforming_strings,default_transaction_read_only,' +
  'default_transaction_deferrable,default_transaction_isolation,statement_timeout,lock_timeout,' +
  'idle_in_transaction_session_timeout,idle_session_timeout,plan_cache_mode,enable_seqscan,jit,options';
let server: TestDatabase;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  server = await testDatabase();
});
afterAll(async () => {
  await server.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A pooler before the test's database, and how to end it. */
async function pooler(
  mode: 'transaction' | 'session',
  ignore: string,
): Promise<{ url: string; end(): Promise<void> }> {
  const to = new URL(server.ownerUrl);
  const port = await freePort();
  const file = join(folder, `${port}.ini`);
  const database = to.pathname.slice(1);
  writeFileSync(
    file,
    `[databases]
${database} = host=${to.hostname} port=${to.port} user=${to.username} password=${to.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
${ignore === '' ? '' : `ignore_startup_parameters = ${ignore}`}
`,
    { mode: 0o644 },
  );
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn('pgbouncer', [file], { ...user, stdio: 'ignore' });
  const url = new URL(to);
  url.port = String(port);
  const end = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done));
  };
  return { url: url.href, end };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(!installed)('PgBouncer is refused in plain words', () => {
  test.each([
    ['as it comes', 'transaction', ''],
    ['told to ignore what the ledger says', 'transaction', ignored],
    ['by session, told to ignore what the ledger says', 'session', ignored],
  ] as const)('%s', async (_, mode, ignore) => {
    const { url, end } = await pooler(mode, ignore);
    try {
      const db = openDatabase({ url, clients: 2 });
      const word = async () => (await failure(db.sql`select 1`)).faults[0]?.rule;
      // Until it listens there is nobody.
      await expect.poll(word, { timeout: 20_000 }).toBe('pooler');
      await db.end();
      const { code, stderr } = await optmark(['serve'], {
        DATABASE_URL: url,
        OPTMARK_DATA: folder,
        PORT: '0',
      });
      expect(code).toBe(3);
      expect(stderr).toContain('a pooler answers, not a Postgres server; name the server itself');
      expect(stderr).not.toContain(new URL(url).password);
    } finally {
      await end();
    }
  });
});
