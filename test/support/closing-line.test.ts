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

/** Runs vitest over these files; the lines about failures, the last line it printed and its exit code. */
function run(files: Record<string, string>): {
  failed: string[];
  last: string | undefined;
  status: number | null;
} {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.js`), text);
  const test = { isolate: false, globals: true, reporters: ['default', reporter] };
  const projects = [['a'], ['b', 'broken', 'hook', 'stray']].map((names, i) => ({
    extends: true,
    test: { name: String(i), include: names.map((name) => `${name}.test.js`) },
  }));
  writeFileSync(
    join(folder, 'vitest.config.js'),
    `export default ${JSON.stringify({ test: { ...test, projects } })}`,
  );
  const flags = ['run', '--root', folder];
  const { stdout, status } = spawnSync(process.execPath, [vitest, ...flags], { encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  return { failed: lines.filter((line) => line.startsWith('FAILED ')), last: lines.at(-1), status };
}

describe('the last line of a run', () => {
  test('counts what passed', () => {
    expect(run({ a: `test('1', () => {}); describe('in', () => test('2', () => {}));` })).toEqual({
      failed: [],
      last: '2 passed, 0 failed',
      status: 0,
    });
  });

  // One run for all of it: starting one takes longer than what is in it.
  test('counts what failed, was left out, did not load, threw in a hook or was never caught, of every project', () => {
    // The texts of tests that vitest is run over here: one left out and one to do, because both are counted.
    const files = {
      a: `test('1', () => {}); test('2', () => { throw new Error('no'); }); test('3', { skip: true }, () => {}); test('4', { todo: true }, () => {});`,
      b: `afterAll(() => console.log('comes last?')); test('5', () => {});`,
      broken: `import './absent.js'; test('6', () => {});`,
      hook: `describe('in', () => { beforeAll(() => { throw new Error('no'); }); test('7', () => {}); });`,
      stray: `test('8', async () => { Promise.reject(new Error('stray')); await new Promise(setImmediate); });`,
    };
    expect(run(files)).toEqual({
      failed: [
        'FAILED a.test.js > 2: no',
        expect.stringMatching(/^FAILED broken\.test\.js: .*absent/),
        'FAILED hook.test.js > in: no',
        'FAILED outside of any test: stray',
      ],
      last: '3 passed, 4 failed, 3 skipped',
      status: 1,
    });
  });
});
