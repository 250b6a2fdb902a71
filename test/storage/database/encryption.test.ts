// Encryption for real: an embedded Postgres with a certificate of its own making.

import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../ledger/storage/embedded-postgres/embedded-postgres.ts';
import { selfSigned } from '../../support/postgres/certificate.ts';
import { failure } from './notes.ts';

const parent = mkdtempSync(join(tmpdir(), 'optmark-tls-'));
const folder = join(parent, 'data');
const roots = join(parent, 'localhost.pem');
const strangers = join(parent, 'stranger.pem');
let server: EmbeddedPostgres;

beforeAll(async () => {
  chmodSync(parent, 0o755);
  server = await startEmbeddedPostgres({ folder, settings: { shared_buffers: '16MB', fsync: 'off' } });
  writeFileSync(strangers, selfSigned('localhost', 'p256').cert);
});
afterAll(async () => {
  await server?.stop();
  rmSync(parent, { recursive: true, force: true });
});

/** Gives the server a certificate of this name and kind. */
async function certify(name: string, kind: 'ed25519' | 'p256'): Promise<void> {
  const { uid, gid } = statSync(join(folder, 'postgres'));
  const { key, cert } = selfSigned(name, kind);
  writeFileSync(roots, cert);
  for (const [file, text] of [
    ['server.key', key],
    ['server.crt', cert],
  ] as const) {
    writeFileSync(join(folder, 'postgres', file), text, { mode: 0o600 });
    chownSync(join(folder, 'postgres', file), uid, gid);
  }
  const db = openDatabase({ url: server.ownerUrl, clients: 1 });
  await db.sql.unsafe('alter system set ssl = on');
  await db.sql.unsafe('select pg_reload_conf()');
  await db.end();
  // The postmaster reads it when it gets to it.
  while (!(await encrypted(`?sslmode=verify-ca&sslrootcert=${roots}`).catch(() => false)))
    await new Promise((done) => setTimeout(done, 10));
}

const at = (query: string, host = 'localhost') => {
  const url = new URL(server.ownerUrl);
  url.hostname = host;
  return openDatabase({ url: url.href + query, clients: 1 });
};

async function encrypted(query: string, host?: string): Promise<boolean | undefined> {
  const db = at(query, host);
  try {
    return (await db.sql<{ ssl: boolean }[]>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`)[0]
      ?.ssl;
  } finally {
    await db.end();
  }
}

async function refused(query: string, host?: string) {
  const db = at(query, host);
  const error = await failure(db.sql`select 1`);
  await db.end();
  return error.faults[0]?.rule;
}

test('a server without encryption is refused where it is required, and taken in clear where it is not', async () => {
  expect(await encrypted('')).toBe(false);
  expect(await encrypted('?channel_binding=prefer')).toBe(false);
  expect(await refused('?sslmode=require')).toBe('not_encrypted');
  expect(await refused('?channel_binding=require')).toBe('login_refused');
});

describe.each(['p256', 'ed25519'] as const)('a server with a certificate (%s)', (kind) => {
  beforeAll(() => certify('localhost', kind));

  test('is spoken to encrypted, unless that is turned off', async () => {
    expect(await encrypted('')).toBe(true);
    for (const mode of ['prefer', 'allow', 'require', 'no-verify'])
      expect(await encrypted(`?sslmode=${mode}`)).toBe(true);
    expect(await encrypted('?sslmode=require', '127.0.0.1')).toBe(true);
    expect(await encrypted('?sslmode=disable')).toBe(false);
  });

  test('is believed under its own root and name alone', async () => {
    expect(await encrypted(`?sslmode=verify-full&sslrootcert=${roots}`)).toBe(true);
    expect(await encrypted(`?sslmode=verify-ca&sslrootcert=${roots}`, '127.0.0.1')).toBe(true);
    expect(await encrypted(`?sslmode=require&sslrootcert=${roots}`)).toBe(true);
    expect(await refused(`?sslmode=verify-full&sslrootcert=${roots}`, '127.0.0.1')).toBe('not_proven');
    for (const root of [`sslrootcert=${strangers}`, 'sslrootcert=system', 'application_name=x'])
      expect(await refused(`?sslmode=verify-full&${root}`)).toBe('not_proven');
    expect(await refused(`?sslmode=verify-ca&sslrootcert=${strangers}`)).toBe('not_proven');
  });

  test('is the one that knows the password, and the one at the other end of the channel', async () => {
    // An Ed25519 certificate names no hash, so it can bind no channel.
    const bound = encrypted('?sslmode=require&channel_binding=require').catch((error) => error.sqlstate);
    expect(await bound).toBe(kind === 'p256' ? true : 'CHANNEL_BINDING_REFUSED');
    expect(await encrypted('?sslmode=require&channel_binding=disable')).toBe(true);
  });
});
