// The console, built now from the sources as they are, just as `npm run build` does it.

import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const config = 'ledger/console/vite.config.ts';

/** A folder with index.html and its assets; remove it afterwards. */
export async function builtConsole(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'optmark-console-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // A process of its own: inside the test runner vite would take the libraries' development builds.
  const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
  const args = [vite, 'build', '-c', config, '--outDir', folder, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, args, { env });
  return folder;
}
