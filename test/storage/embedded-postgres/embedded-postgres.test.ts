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
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../ledger/storage/embedded-postgres/embedded-postgres.ts';
import { isAlive } from '../../../ledger/storage/embedded-postgres/postmaster-file.ts';

// One folder for the whole file: making a cluster takes a second, starting one a twentieth.
const parent = mkdtempSync(join(tmpdir(), 'optmark-embedded-'));
const folder = join(parent, 'data');
const settings = { shared_buffers: '16MB' };
const start = (more: { settings?: Record<string, string> } = {}) =>
  startEmbeddedPostgres({ folder, settings, ...more });

const postmasterFile = () => readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
const postmasterPid = () => Number(postmasterFile()[0]);

/** A node that did not start the server leaves once the folder is free; the process ends a moment after. */
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

/** The answer of whoever answers at last: a server that is being started again refuses at first. */
async function answered<T extends object>(server: { ownerUrl: string }, text: string): Promise<T[]> {
  for (;;) {
    const answer = await ask<T>(server, text).catch(() => undefined);
    if (answer !== undefined) return answer;
    await pause(20);
  }
}

async function killed(pid = postmasterPid()): Promise<number> {
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  return pid;
}

describe('after kill -9', () => {
  test('of the server, it comes again by itself, at its port, with what was committed', async () => {
    const server = await start();
    await ask(server, 'insert into kept values (1)');
    const { port } = server;
    const pid = await killed();
    while (!server.restarting && postmasterFile()[0] === String(pid)) await pause(1);
    expect(await answered(server, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(server.port).toBe(port);
    while (server.restarting) await pause(5);
    await server.stop();
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  test('of the server, nodes that all start it again end up on one', async () => {
    const nodes = [await start(), await start(), await start()];
    for (let round = 0; round < 3; round++) {
      await killed();
      for (const node of nodes)
        expect(await answered(node, 'select count(*) as n from kept')).toEqual([{ n: 1 }]);
      while (nodes.some((node) => node.restarting)) await pause(5);
      expect(new Set(nodes.map(({ port }) => port)).size).toBe(1);
    }
    const pid = postmasterPid();
    await nodes[0]!.stop();
    expect(await answered(nodes[1]!, 'select 1 as n')).toEqual([{ n: 1 }]);
    await Promise.all(nodes.map((node) => node.stop()));
    await ended(pid);
  });

  test('of our process, the next start finds the server it left, and ends it, being the last', async () => {
    const child = startElsewhere();
    const port = await message(child);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    const next = await start();
    expect(next).toMatchObject({ started: false, port });
    expect(await ask(next, 'select count(*) as n from kept')).toEqual([{ n: 1 }]);
    const pid = postmasterPid();
    await next.stop();
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

describe('two nodes on one folder', () => {
  test('the one that started the server stops: the other goes on, and ends it when it leaves', async () => {
    const child = startElsewhere();
    await message(child);
    const other = await start();
    const pid = postmasterPid();
    child.send('stop');
    await new Promise((done) => child.once('exit', done));
    expect(await ask(other, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(postmasterPid()).toBe(pid);
    await other.stop();
    await ended(pid);
  });

  test('the one that started the server takes it along: the other starts it again', async () => {
    const child = startElsewhere();
    await message(child);
    const other = await start();
    const pid = postmasterPid();
    child.kill('SIGKILL');
    await killed(pid);
    expect(await answered(other, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(postmasterPid()).not.toBe(pid);
    await other.stop();
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});

test('a data folder that is gone is not made anew under a node that used it', async () => {
  const server = await start();
  const data = join(folder, 'postgres');
  await killed();
  renameSync(data, `${data}.away`);
  while (!server.restarting) await pause(5);
  await pause(400);
  expect(existsSync(data)).toBe(false);
  renameSync(`${data}.away`, data);
  expect(await answered(server, 'select 1 as n')).toEqual([{ n: 1 }]);
  await server.stop();
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
  const program = new URL('../../support/postgres/start-postgres.ts', import.meta.url).pathname;
  return fork(program, [folder, ...ending], { env: { ...process.env, TMPDIR: parent } });
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((done, failed) => {
    child.once('message', done);
    child.once('exit', (code) => failed(new Error(`the process ended with ${code}`)));
  });
}
