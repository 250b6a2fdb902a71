// `npm start` as a stranger runs it, without the build: demo/start.ts as a process of its own, on a free
// port, with a fresh data folder and its own embedded Postgres. Everything it prints is kept.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Demo } from '../../demo/seed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyWithinMs = 100_000;

export class DemoServer {
  readonly folder: string;
  readonly port: number;
  /** Standard output and standard error of every run. */
  printed = '';
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  /** On a data folder of its own; not started yet. */
  static async create(): Promise<DemoServer> {
    if (!existsSync(join(root, '.build/widget/widget.json')))
      throw new Error('the widget is not built: npm run build');
    return new DemoServer(await mkdtemp(join(tmpdir(), 'optmark-e2e-')), await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async demo(): Promise<Demo> {
    return JSON.parse(await readFile(join(this.folder, 'demo.json'), 'utf8'));
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['demo/start.ts'], {
      cwd: root,
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.printed += text));
    const deadline = Date.now() + readyWithinMs;
    while (!(await isReady(this.url))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`not ready: ${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** As Ctrl-C does; gives the exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  /** As `kill -9` does: the server of Postgres lives on. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** `optmark <args>` on this ledger's data. */
  optmark(...args: string[]): Promise<{ status: number; output: string }> {
    return new Promise((resolve) => {
      const options = { cwd: root, env: this.#environment(), timeout: 100_000 };
      execFile(process.execPath, ['ledger/main.ts', ...args], options, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code ?? -1), output: stdout + stderr });
      });
    });
  }

  /** Ends whatever still runs and removes the data folder. */
  async remove(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.stop();
    await this.#endPostgres();
    await rm(this.folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    // What a stranger does not have: a database of their own, and the test runner's NODE_ENV.
    const { DATABASE_URL, DATABASE_OWNER_URL, OPTMARK_ORIGIN, NODE_ENV, ...rest } = process.env;
    return {
      ...rest,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      OPTMARK_DATA: this.folder,
      OPTMARK_DEMO: '1',
    };
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) throw new Error('not started');
    const exited = once(child, 'exit');
    child.kill(signal);
    return (await exited)[0] as number | null;
  }

  /**
   * After a kill the server of Postgres belongs to nobody; the first line of its lock file is its process.
   */
  async #endPostgres(): Promise<void> {
    const lock = join(this.folder, 'postgres', 'postmaster.pid');
    if (!existsSync(lock)) return;
    process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), 'SIGINT');
    for (let waited = 0; existsSync(lock) && waited < 30_000; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
