// The program as a process of its own: what it prints, and the code it ends with.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestLedger } from '../support/ledger.ts';

const main = fileURLToPath(new URL('../../ledger/main.ts', import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };
export type Environment = Record<string, string>;

/** The environment of a ledger that a test has made: its database, its keys, its origin. */
export const environmentOf = ({ config }: Pick<TestLedger, 'config'>): Environment => ({
  DATABASE_URL: config.databaseUrl!,
  OPTMARK_DATA: config.dataFolder,
  OPTMARK_ORIGIN: config.origin,
});

/** Starts `optmark …`; nothing of the surrounding environment reaches it but the path. */
export function start(args: string[], environment: Environment = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });
}

/** Runs `optmark …` to its end. */
export async function optmark(args: string[], environment: Environment = {}, input = ''): Promise<Ended> {
  const child = start(args, environment);
  child.stdin.end(input);
  return ended(child);
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
