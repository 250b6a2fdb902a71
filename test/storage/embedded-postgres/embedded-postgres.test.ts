import { type ChildProcess, fork } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../ledger/storage/connection.ts';
import { isAlive } from '../../../ledger/storage/embedded-postgres/postmaster-file.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../ledger/storage/embedded-postgres.ts';

// One folder for the whole file: making a cluster takes a second, starting one a twentieth.
const parent = mkdtempSync(join(tmpdir(), 'optmark-embedded-'));
const folder = join(parent, 'data');
const settings = { shared_buffers: '16MB' };
const start = (more: { settings?: Record<string, string> } = {}) =>
  startEmbeddedPostgres({ folder, settings, ...more });

const postmasterFile = () => readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
const postmasterPid = () => Number(postmasterFile()[0]);

async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(10);
}

async function ask<T extends object>(server: { ownerUrl: string }, text: string): Promise<T[]> {
  const database = openDatabase({ url: server.ownerUrl, clients: 1 });
  try {
    return [...(await database.sql.unsafe<T[]>(text))];
  } finally {
    await database.end();
  }
}

beforeAll(async () => {
  chmodSync(parent, 0o755);
  const [one, other] = await Promise.all([start(), start()]);
  // Two starts at once on a new folder end up on one server; asserted below.
  firstStarts.push(one as EmbeddedPostgres, other as EmbeddedPostgres);
  await ask(one as EmbeddedPostgres, 'create table kept (n int)');
  for (const each of firstStarts) await each.stop();
});

afterAll(async () => {
  const [pid] = existsSync(join(folder, 'postgres', 'postmaster.pid')) ? [postmasterPid()] : [];
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGQUIT');
  if (pid !== undefined) await ended(pid);
  rmSync(parent, { recursive: true, force: true });
});

const firstStarts: EmbeddedPostgres[] = [];

describe('two starts at once on a new folder', () => {
  test('end up on one server, which one of them started', () => {
    const [one, other] = firstStarts;
    expect(one?.ownerUrl).toBe(other?.ownerUrl);
    expect(firstStarts.filter(({ started }) => started)).toHaveLength(1);
  });
});

describe('a started server', () => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  test('is durable, speaks UTF-8, sorts alike everywhere, and listens to this machine alone', async () => {
    const show = (name: string) =>
      ask<Record<string, string>>(server, `show ${name}`).then(([row]) => row?.[name]);
    expect(await show('fsync')).toBe('on');
    expect(await show('synchronous_commit')).toBe('on');
    expect(await show('listen_addresses')).toBe('127.0.0.1');
    expect(await show('unix_socket_directories')).toBe('');
    expect(await show('server_encoding')).toBe('UTF8');
    expect(
      await ask(server, "select datlocprovider, datlocale from pg_database where datname = 'postgres'"),
    ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
  });

  test('refuses another password', async () => {
    const url = new URL(server.ownerUrl);
    url.password = 'swordfish';
    await expect(ask({ ownerUrl: url.href }, 'select 1')).rejects.toMatchObject({ sqlstate: '28P01' });
  });

  test('keeps its password, its log and its data from other users', () => {
    for (const name of ['postgres.password', 'postgres.log', 'postgres']) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
  });

  test('runs as somebody else than root', async () => {
    const owner = statSync(join(folder, 'postgres')).uid;
    expect(owner).not.toBe(0);
    if (process.getuid?.() !== 0) expect(owner).toBe(process.getuid?.());
  });

  test('writes no value into its log when a statement fails', async () => {
    await expect(ask(server, "select '+14155550123'::uuid")).rejects.toThrow();
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('14155550123');
  });

  test('is used by a second start, whose stop leaves it running', async () => {
    const second = await start();
    expect(second).toMatchObject({ started: false, port: server.port, ownerUrl: server.ownerUrl });
    await second.stop();
    expect(await ask(server, 'select 1 as n')).toEqual([{ n: 1 }]);
  });
});

describe('stop', () => {
  test('ends the server and may be called twice', async () => {
    const server = await start();
    const pid = postmasterPid();
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
    await expect(ask(server, 'select 1')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('of a server that was killed before returns', async () => {
    const server = await start();
    process.kill(postmasterPid(), 'SIGKILL');
    await server.stop();
  });
});

describe('after kill -9', () => {
  test('of the server, what was committed is there', async () => {
    const server = await start();
    await ask(server, 'insert into kept values (1)');
    const pid = postmasterPid();
    process.kill(pid, 'SIGKILL');
    await ended(pid);
    const again = await start();
    expect(again.started).toBe(true);
    expect(await ask(again, 'select n from kept')).toEqual([{ n: 1 }]);
    await Promise.all([server.stop(), again.stop()]);
  });

  test('of our process, the next start finds the server it left, and does not stop it', async () => {
    const child = startElsewhere();
    const port = await message(child);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    const next = await start();
    expect(next).toMatchObject({ started: false, port });
    expect(await ask(next, 'select count(*) as n from kept')).toEqual([{ n: 1 }]);
    await next.stop();
    expect(await ask(next, 'select 1 as n')).toEqual([{ n: 1 }]);
    const pid = postmasterPid();
    process.kill(pid, 'SIGINT');
    await ended(pid);
  });

  test('a lock file that names somebody else’s process is not taken for a server', async () => {
    const lines = ['1', join(folder, 'postgres'), '1', '1', '', '127.0.0.1', '0 0', 'ready   '];
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), lines.join('\n'));
    const server = await start();
    expect(server.started).toBe(true);
    await server.stop();
  });
});

test('a process that exits without stopping takes its server along', async () => {
  const child = startElsewhere('exit');
  await message(child);
  const pid = postmasterPid();
  await new Promise((done) => child.once('exit', done));
  await ended(pid);
});

describe('a start is refused', () => {
  test('with the end of Postgres’s own log when it does not come up', async () => {
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('invalid value for parameter "shared_buffers"'),
    });
  });

  test('by name of the password file when that is missing', async () => {
    const file = join(folder, 'postgres.password');
    renameSync(file, `${file}.away`);
    await expect(start()).rejects.toThrow(file);
    renameSync(`${file}.away`, file);
    // Nor is a server left running that nobody could use.
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  test('for data of another Postgres version', async () => {
    const file = join(folder, 'postgres', 'PG_VERSION');
    const version = readFileSync(file);
    writeFileSync(file, '17\n');
    await expect(start()).rejects.toThrow('not compatible');
    writeFileSync(file, version);
  });

  if (process.getuid?.() === 0) {
    test('by name of the folder that the server’s user cannot enter', async () => {
      const closed = mkdtempSync(join(tmpdir(), 'optmark-closed-'));
      await expect(startEmbeddedPostgres({ folder: join(closed, 'data') })).rejects.toThrow(
        `chmod o+x ${closed}`,
      );
      expect(statSync(closed).mode & 0o077).toBe(0);
      rmSync(closed, { recursive: true });
    });
  }
});

// What a killed process leaves in the temporary folder goes with ours.
function startElsewhere(...ending: string[]): ChildProcess {
  const program = new URL('../../support/start-postgres.ts', import.meta.url).pathname;
  return fork(program, [folder, ...ending], { env: { ...process.env, TMPDIR: parent } });
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((done, failed) => {
    child.once('message', done);
    child.once('exit', (code) => failed(new Error(`the process ended with ${code}`)));
  });
}
