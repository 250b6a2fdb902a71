// One run of the embedded server: its settings, its start, its end.
// Must never listen beyond 127.0.0.1, and never write a statement's values into its log.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { cannotRun, lastLines, programEnvironment } from './program.ts';

export type RunningServer = {
  kind: 'ready';
  port: number;
  pid: number;
  hasExited(): boolean;
  onExit(listener: () => void): void;
  /** Ends the server and waits for that. */
  stop(): Promise<void>;
  /** From now on the server outlives this process, because other nodes use it. */
  letGo(): void;
};

/** `passing`: the cause ends by itself, so another attempt makes sense. */
export type FailedLaunch = { kind: 'failed'; passing: boolean; detail: string };

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  // Stated although they are the defaults: an acknowledged opt-out outlives the next power cut.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  min_wal_size: '128MB',
  max_wal_size: '2GB',
  // Else a file of the log is used again, with what was deleted of people still in it.
  wal_recycle: 'off',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // An ERROR's message, and the statement under it, may quote a value. Starts, stops and crashes do not.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_lock_waits: 'off',
};

const LOG_LIMIT_BYTES = 10_000_000;
const POLL_MS = 20;
const START_LIMIT_MS = 600_000; // recovery after a crash replays up to max_wal_size
const PROGRESS_MS = 5_000;
const FAST_STOP_LIMIT_MS = 60_000;

/**
 * Starts the server of `cluster` on `wanted` or a free port, and waits until it takes connections or has
 * ended.
 */
export async function launchServer(
  cluster: Cluster,
  { postgres, remove }: Binaries,
  settings: Record<string, string>,
  log: (message: string) => void,
  wanted?: number,
): Promise<RunningServer | FailedLaunch> {
  const port = await freePort(wanted);
  const output = openLog(cluster.logFile);
  const child = spawn(postgres, argumentsFor(cluster, { ...SETTINGS, ...settings, port: String(port) }), {
    ...cluster.user,
    cwd: cluster.data,
    env: programEnvironment,
    stdio: ['ignore', output.handle, output.handle],
    // Its own session, so that Ctrl-C reaches only this process, which stops the server after its last
    // commit.
    detached: true,
    windowsHide: true,
  });
  closeSync(output.handle);
  const failure = await whenReady(child, postgres, cluster, log);
  if (failure === undefined) return { kind: 'ready', port, pid: child.pid as number, ...keep(child, remove) };
  const said =
    failure.said ?? lastLines(readFileSync(cluster.logFile).subarray(output.start).toString('utf8'));
  return {
    kind: 'failed',
    passing: isPassing(said),
    detail: `Postgres did not start on ${cluster.data}: ${said}`,
  };
}

function argumentsFor(cluster: Cluster, settings: Record<string, string>): string[] {
  return [
    '-D',
    cluster.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Undefined once the server is ready. `said` where there is a better explanation than its log. */
async function whenReady(
  child: ChildProcess,
  program: string,
  cluster: Cluster,
  log: (message: string) => void,
): Promise<{ said?: string } | undefined> {
  let failed: { said?: string } | undefined;
  child.once('error', (error) => (failed = { said: cannotRun(program, error).message }));
  child.once('exit', () => (failed ??= {}));
  for (let waited = 0; waited < START_LIMIT_MS; waited += POLL_MS) {
    const file = readPostmasterFile(cluster.data);
    if (failed !== undefined) return failed;
    if (file !== undefined && file.pid === child.pid && file.status === 'ready') return undefined;
    if (waited > 0 && waited % PROGRESS_MS === 0)
      log(`Postgres is starting (${waited / 1000} s); see ${cluster.logFile}`);
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  child.kill('SIGQUIT');
  return { said: `not ready after ${START_LIMIT_MS / 1000} s` };
}

// Another server took the port or the folder first, or the last processes of a killed server still hold its
// memory.
function isPassing(said: string): boolean {
  return /Address already in use|could not create any TCP\/IP sockets|lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(
    said,
  );
}

/** Ends the server with this process, unless told otherwise. `remove` deletes the copy of its programs. */
function keep(child: ChildProcess, remove: () => void) {
  child.unref();
  const leave = () => {
    child.kill('SIGINT');
    remove(); // a running program keeps the files that it has open
  };
  const letGo = () => void process.removeListener('exit', leave);
  process.once('exit', leave);
  child.once('exit', letGo);
  return {
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    onExit: (listener: () => void) => void child.once('exit', listener),
    letGo,
    async stop() {
      letGo();
      await endOf(child);
      remove();
    },
  };
}

/**
 * Ends a server that another node has started, and waits until it has released the folder. Its process ends a
 * moment later. It leaves a server of another user alone.
 */
export async function endPostmaster(cluster: Cluster, pid: number): Promise<void> {
  const runs = () => readPostmasterFile(cluster.data)?.pid === pid;
  try {
    if (runs()) process.kill(pid, 'SIGINT');
    for (let waited = 0; runs(); waited += POLL_MS) {
      if (waited >= FAST_STOP_LIMIT_MS) return void process.kill(pid, 'SIGQUIT');
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  } catch (error) {
    if (!['EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.ref();
    // SIGQUIT ends it at once. The next start recovers from the write-ahead log, so nothing is lost.
    const patience = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(patience);
      done();
    });
    child.kill('SIGINT'); // fast shutdown: ends sessions, writes a checkpoint
  });
}

function openLog(file: string): { handle: number; start: number } {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  const handle = openSync(file, 'a', 0o600);
  return { handle, start: fstatSync(handle).size };
}

/** @param wanted taken if no process listens there */
function freePort(wanted = 0): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', (error) =>
      wanted === 0 ? failed(error) : freePort().then(done, failed),
    );
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
