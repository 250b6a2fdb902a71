import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const reporter = new URL('./closing-line.ts', import.meta.url).pathname;
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optmark-closing-line-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs vitest over these files; the last line it printed and its exit code. */
function run(files: Record<string, string>): { last: string | undefined; status: number | null } {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.js`), text);
  const flags = ['run', '--root', folder, '--globals', '--reporter=default', `--reporter=${reporter}`];
  const { stdout, status } = spawnSync(process.execPath, [vitest, ...flags], { encoding: 'utf8' });
  return { last: stdout.trimEnd().split('\n').at(-1), status };
}

describe('the last line of a run', () => {
  test('counts what passed', () => {
    expect(run({ a: `test('1', () => {}); describe('in', () => test('2', () => {}));` })).toEqual({
      last: '2 passed, 0 failed',
      status: 0,
    });
  });

  test('counts what failed and what was left out, and comes after what a teardown prints', () => {
    const files = {
      a: `test('1', () => {}); test('2', () => { throw new Error('no'); }); test.skip('3', () => {}); test.todo('4');`,
      b: `afterAll(() => console.log('afterwards')); test('5', () => {});`,
    };
    expect(run(files)).toEqual({ last: '2 passed, 1 failed, 2 skipped', status: 1 });
  });

  test('counts a file that does not load, a hook that throws and an error nobody caught as failures', () => {
    const files = {
      broken: `import './absent.js'; test('1', () => {});`,
      hook: `describe('in', () => { beforeAll(() => { throw new Error('no'); }); test('2', () => {}); });`,
      stray: `test('3', async () => { Promise.reject(new Error('stray')); await new Promise((done) => setTimeout(done, 50)); });`,
    };
    expect(run(files)).toEqual({ last: '1 passed, 3 failed, 1 skipped', status: 1 });
  });
});
