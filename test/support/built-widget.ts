// The widget's script, built now from the sources as they are, just as `npm run build` does it.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type BuiltWidget = { script: Buffer; manifest: Record<string, unknown> };

export async function builtWidget(): Promise<BuiltWidget> {
  const outDir = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  try {
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
    // A process of its own: inside the test runner vite would take the libraries' development builds.
    const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
    await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
      env,
    });
    const script = await readFile(join(outDir, 'optmark.js'));
    const manifest = JSON.parse(await readFile(join(outDir, 'widget.json'), 'utf8'));
    return { script, manifest };
  } finally {
    await rm(outDir, { recursive: true });
  }
}
