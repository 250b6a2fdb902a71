import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readPostmasterFile } from '../../../ledger/storage/embedded-postgres/postmaster-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'optmark-postmaster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...lines: (string | number)[]) {
  writeFileSync(join(folder, 'postmaster.pid'), lines.join('\n'));
  return readPostmasterFile(folder);
}

describe('postmaster.pid', () => {
  const ours = process.pid;

  test('names a server that is ready', () => {
    const found = read(ours, '/data', 1700000000, 45432, '', '127.0.0.1', '2146412 9', 'ready   ');
    expect(found).toEqual({ pid: ours, port: 45432, status: 'ready' });
  });

  test.for(['starting', 'stopping', 'standby'])('does not call a server ready that is %s', (status) => {
    expect(read(ours, '/data', 1, 45432, '', '127.0.0.1', '1 1', status)?.status).toBe('changing');
  });

  test('does not call a server ready whose file is still being written', () => {
    expect(read(ours, '/data', 1, 45432)?.status).toBe('changing');
    expect(read(ours)?.status).toBe('changing');
  });

  test('is nothing when its process is gone', () => {
    expect(read(2 ** 22 + 1, '/data', 1, 45432, '', '127.0.0.1', '1 1', 'ready')).toBeUndefined();
  });

  test.for(['', '-1', '0', 'pid', '1e999'])('is nothing when its first line is "%s"', (line) => {
    expect(read(line, '/data', 1, 45432, '', '127.0.0.1', '1 1', 'ready')).toBeUndefined();
  });

  test('is nothing when there is none', () => {
    expect(readPostmasterFile(join(folder, 'elsewhere'))).toBeUndefined();
  });
});
