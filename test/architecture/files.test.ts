// How files and folders are kept: every folder can be read at a glance, every export has a reader in the
// product, and comments are as wide as the code.

import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnsMax, readSource, readSources, root, type SourceFile, sourceFile } from './source-file.ts';

const sources = readSources();
const isTest = ({ path }: SourceFile) => path.startsWith('test/');

/** Files in a folder. */
const filesMax = 25;
/** Folders of data, where no reader looks for one file among the others. */
const lists = /^(ledger\/storage\/schema\/migrations|ledger\/decisions|test\/vectors)\b/;

/** Formats and proofs of C2SP, tested against published vectors, which wait for the witnesses. */
const awaited = [
  'ledger/core/log/cosignature.ts cosignatureVerifier',
  'ledger/core/log/cosignature.ts cosigner',
  'ledger/core/log/signed-note.ts addSignature',
  'ledger/operations/record/prove.ts consistencyBetween',
];
/**
 * Read by a tool that finds them by their folder, by a developer who installs the package, or by the tests,
 * whose Meta is the demo's.
 */
const readOutside =
  /^(ledger\/storage\/schema\/tables|ledger\/core\/language\/|ledger\/app\.ts|ledger\/sdk\/|widget\/load\.ts|ledger\/http\/person\/browser\/|widget\/declarations\/|demo\/cloud-api\/)|(vite|drizzle)\.config\.ts$/;

/** `<path> <name>` of each export that no file of the product imports, nor its own file uses. */
function unread(files: SourceFile[], elsewhere: readonly SourceFile[] = []): string[] {
  const product = files.filter((file) => !isTest(file));
  const used = new Set(
    [...product, ...elsewhere].flatMap(({ imports }) =>
      imports.flatMap(({ target, names }) =>
        names.length === 0 ? [target] : names.map((name) => `${target} ${name}`),
      ),
    ),
  );
  return product
    .filter(({ path }) => !readOutside.test(path) && !used.has(path))
    .flatMap(({ path, exports }) =>
      exports.filter(({ usedHere }) => !usedHere).map(({ name }) => `${path} ${name}`),
    )
    .filter((one) => !used.has(one));
}

test('no export is used by tests alone', () => {
  const atTheRoot = globSync('*.ts', { cwd: root }).map(readSource);
  expect(unread(sources, atTheRoot).toSorted()).toEqual(awaited);
});

test('no comment is wider than the code', () => {
  const wide = sources.flatMap(({ path, wideComments }) => wideComments.map((line) => `${path}:${line}`));
  expect(wide).toEqual([]);
});

test('a comment names no file that is not there', () => {
  const paths = globSync('{ledger,widget,demo,test}/**/*.ts', { cwd: root }).map(
    (path) => `/${path.replaceAll('\\', '/')}`,
  );
  const there = new Set(
    paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(index + 1))),
  );
  const absent = sources.flatMap(({ path, comments }) =>
    comments
      .flatMap((text) => text.match(/(?<![\w./<-])(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.ts\b/g) ?? [])
      .filter((name) => !there.has(name) && name !== 'vite.config.ts')
      .map((name) => `${path} names ${name}`),
  );
  expect(absent).toEqual([]);
});

test('no script lies beside a TypeScript file of its name, which the build would put in its place', () => {
  const scripts = globSync('{ledger,widget}/**/*.js', { cwd: root });
  expect(scripts.filter((path) => existsSync(join(root, path.replace(/\.js$/, '.ts'))))).toEqual([]);
});

test(`no folder holds more than ${filesMax} files`, () => {
  const paths = globSync('{ledger,widget,demo,test}/**/*.*', { cwd: root }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const folders = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf('/')));
  const full = [...folders].filter(([folder, files]) => files.length > filesMax && !lists.test(folder));
  expect(full.map(([folder, files]) => `${folder} holds ${files.length} files: it wants rooms`)).toEqual([]);
});

test('no file or folder is a drawer for odds and ends', () => {
  const drawer = /(^|\/)(utils?|helpers?|commons?|types|misc)(\/|\.ts$)/;
  const found = sources.filter(({ path }) => drawer.test(path));
  expect(found.map(({ path }) => `${path}: name it after its idea`)).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = sources.filter(({ lines }) => lines > 400);
  expect(long.map(({ path, lines }) => `${path} has ${lines} lines: it holds more than one idea`)).toEqual(
    [],
  );
});

describe('this test itself', () => {
  const one = sourceFile('ledger/core/one.ts', 'export const one = 1;');

  test.each([
    ['nobody', 'ledger/core/two.ts', ''],
    ['a test alone', 'test/core/one.test.ts', `import { one } from '../../ledger/core/one.ts';`],
    ['a file that wants another name', 'ledger/core/two.ts', `import { three } from './one.ts';`],
  ])('sees an export that is used by %s', (_, path, text) => {
    expect(unread([one, sourceFile(path, text)])).toEqual(['ledger/core/one.ts one']);
  });

  test.each([
    ['by name', `import { one } from './one.ts';`],
    ['by type', `import type { one } from './one.ts';`],
    ['passed on', `export { one } from './one.ts';`],
    ['whole', `import * as all from './one.ts';`],
    ['late', `const all = await import('./one.ts');`],
  ])('lets one be that is taken %s', (_, text) => {
    expect(unread([one, sourceFile('ledger/core/two.ts', text)])).toEqual([]);
  });

  test('lets one be that its own file uses', () => {
    const files = [
      sourceFile('ledger/core/one.ts', 'export const one = 1;\nif (one > 1) throw new Error();'),
    ];
    expect(unread(files)).toEqual([]);
  });

  test.each([
    ['a line of its own', `// ${'x'.repeat(columnsMax)}`, [1]],
    ['at the end of code', `const a = 1; // ${'x'.repeat(columnsMax)}`, [1]],
    ['a line of a block', `/**\n * ${'x'.repeat(columnsMax)}\n */`, [2]],
    ['none in a text', `const a = '// ${'x'.repeat(columnsMax)}';`, []],
    ['none as wide as the code', `// ${'x'.repeat(columnsMax - 3)}`, []],
  ])('sees a comment that is too wide: %s', (_, text, lines) => {
    expect(sourceFile('ledger/core/one.ts', text).wideComments).toEqual(lines);
  });
});
