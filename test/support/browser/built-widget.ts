// The widget, built from the sources as they are, just as `npm run build` does it: once for a whole test run.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Published } from '../../../ledger/http/widget/widget-build.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { askDesk } from '../desk.ts';

export type BuiltWidget = {
  script: Buffer;
  manifest: Published;
  /** All files of the release, by their name below its folder. */
  files: ReadonlyMap<string, Buffer>;
};

/** The build of this test run; outside of one, a build of its own. */
export async function builtWidget(): Promise<BuiltWidget> {
  return readBuild(process.env.VITEST ? await sharedBuild() : await buildWidget());
}

async function sharedBuild(): Promise<string> {
  const { inject } = await import('vitest');
  return askDesk<string>(inject('widgetBuild'));
}

/** Into a new folder, which is the caller's to remove. */
export async function buildWidget(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // A process of its own: inside the test runner vite would take the libraries' development builds.
  const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], { env });
  return outDir;
}

export async function readBuild(folder: string): Promise<BuiltWidget> {
  const release = join(folder, packageJson.version);
  const names = (await readdir(release, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  const files = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(release, name))]),
    ),
  );
  const manifest = JSON.parse(await readFile(join(folder, 'widget.json'), 'utf8'));
  return { script: files.get('optmark.js')!, manifest, files };
}
