// `optmark serve` as a process of its own, and a way to wait until it is there.

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type Ended, type Environment, ended, start } from './run.ts';

export type Serving = { url: string; child: ChildProcessWithoutNullStreams; end: Promise<Ended> };

/** Resolves when it says that it is ready. */
export async function serve(environment: Environment): Promise<Serving> {
  const child = start(['serve'], environment);
  const end = ended(child);
  return { end, url: await urlOf(child), child };
}

/** Where it says that it is ready. */
export function urlOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.on('data', (chunk: Buffer) => {
    const url = /ready at (\S+)/.exec(chunk.toString('utf8'))?.[1];
    if (url !== undefined) resolve(url);
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.once('close', (code) => reject(new Error(`ended with ${code} before it was ready: ${said}`)));
  return promise;
}
