import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseServerUser, firstClosedTo } from '../../../ledger/storage/embedded-postgres/server-user.ts';

const stranger = { uid: 54_321, gid: 54_321 };
const folder = mkdtempSync(join(tmpdir(), 'optmark-user-'));
const inner = join(folder, 'inner');

beforeAll(() => mkdirSync(inner, { mode: 0o755 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder is closed to the server’s user', () => {
  test('when any folder above it is, and the outermost is named', () => {
    chmodSync(folder, 0o700);
    expect(firstClosedTo(stranger, inner)).toBe(folder);
  });

  test('when only reading is allowed', () => {
    chmodSync(folder, 0o744);
    expect(firstClosedTo(stranger, inner)).toBe(folder);
  });

  test('when others may enter but the user’s own group may not', () => {
    chmodSync(folder, 0o701);
    expect(firstClosedTo({ uid: stranger.uid, gid: statSync(folder).gid }, inner)).toBe(folder);
  });

  test('but not when everybody may enter', () => {
    chmodSync(folder, 0o711);
    expect(firstClosedTo(stranger, inner)).toBeUndefined();
  });

  test('and never to ourselves', () => {
    chmodSync(folder, 0o700);
    expect(firstClosedTo(undefined, inner)).toBeUndefined();
  });
});

describe('the server’s user', () => {
  test('is never root', () => {
    expect(chooseServerUser(join(folder, 'absent'))?.uid).not.toBe(0);
    expect(chooseServerUser('/')?.uid).not.toBe(0);
  });
});
