import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.ts';
import { importsIn, projectOf, slow, testFiles } from './projects.ts';

/** Files with these texts, and nothing else. */
const importsOf = (files: Record<string, string>) => (path: string) =>
  path in files ? importsIn(path, files[path]!) : [];

describe('every test file', () => {
  test('is in one project', () => {
    const all = Object.values(testFiles(root)).flat();
    expect(all.toSorted()).toEqual(globSync('test/**/*.test.ts', { cwd: root }).toSorted());
  });

  test('that is named as slow is there', () => {
    expect(testFiles(root).slow).toEqual(Object.keys(slow).toSorted());
  });
});

describe('a test file', () => {
  test.each([
    ['pure', 'of the core alone', `import { a } from '../ledger/core/a.ts';`],
    ['pure', 'that takes a database by type', `import type { D } from './support/postgres/database.ts';`],
    [
      'database',
      'that asks for a database',
      `import { testDatabase } from './support/postgres/database.ts';`,
    ],
    ['database', 'that does so late', `const a = await import('./support/postgres/database.ts');`],
    ['database', 'whose support asks for one', `import './support/ledger.ts';`],
    ['database', 'whose support passes one on', `import './support/again.ts';`],
    ['database', 'that starts a process', `import { spawn } from 'node:child_process';`],
    ['browser', 'that opens a browser', `import { launchBrowser } from './support/browser/browser.ts';`],
    ['browser', 'that wants both', `import './support/ledger.ts'; import './support/browser/browser.ts';`],
  ])('is %s: one %s', (project, _, text) => {
    const files = {
      'test/a.test.ts': text,
      'test/support/ledger.ts': `import { testDatabase } from './postgres/database.ts';`,
      'test/support/again.ts': `export { testDatabase } from './postgres/database.ts';`,
    };
    expect(projectOf('test/a.test.ts', importsOf(files))).toBe(project);
  });
});
