// The widget, built now from the sources as they are, just as `npm run build` does it.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Published } from '../../ledger/http/widget-build.ts';
import manifestOfPackage from '../../package.json' with { type: 'json' };

export type BuiltWidget = {
  script: Buffer;
  manifest: Published;
  /** All files of the release, by their name below its folder. */
  files: ReadonlyMap<string, Buffer>;
};

export async function builtWidget(): Promise<BuiltWidget> {
  const outDir = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  try {
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
    // A process of its own: inside the test runner vite would take the libraries' development builds.
    const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
    await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
      env,
    });
    const folder = join(outDir, manifestOfPackage.version);
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name));
    const files = new Map(
      await Promise.all(
        names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(folder, name))]),
      ),
    );
    const manifest = JSON.parse(await readFile(join(outDir, 'widget.json'), 'utf8'));
    return { script: files.get('optmark.js')!, manifest, files };
  } finally {
    await rm(outDir, { recursive: true });
  }
}
