// What `npm start` does before all else in a clone that has built nothing: everything that browsers load.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let clone: string;

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'optmark-clone-'));
  const names = [
    'demo',
    'ledger',
    'widget',
    'test/support',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
  ];
  for (const name of names) await cp(join(root, name), join(clone, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
});
afterAll(() => rm(clone, { recursive: true, force: true }));

const build = async () => {
  const { stderr } = await promisify(execFile)(process.execPath, ['demo/build-widget.ts'], { cwd: clone });
  return stderr.match(/^building .*(?= …$)/gm) ?? [];
};

test('all is built, in the clone alone, and once', async () => {
  expect(await build()).toEqual([
    ...['building the widget', 'building the check in the browser'],
    ...['building the check in a dispute pack', 'building the console'],
  ]);
  const built = await readdir(join(clone, '.build'), { recursive: true });
  expect(built).toEqual(
    expect.arrayContaining([
      ...['widget/widget.json', 'person/verify.js', 'person/dispute.js', 'console/index.html'],
    ]),
  );
  expect(await build()).toEqual([]);
});
