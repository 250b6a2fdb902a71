// A signed bundle is checked by a stranger, offline: whatever is changed in it is found, and what it cannot
// show is said.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundleTrust, type BundleVerdict, verifyBundle } from '../../../ledger/core/export/bundle.ts';
import { signToken } from '../../../ledger/core/jws.ts';
import { exportRecords } from '../../../ledger/operations/export/export-records.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { filledLedger, numbers } from '../filled-ledger.ts';
import { fileOf, type Row, rowsIn } from './an-export.ts';

let here: TestLedger;
let eraser: Database;
let auditor: Parameters<typeof exportRecords>[1];
let trust: BundleTrust;
let file: string;
beforeAll(async () => {
  here = await filledLedger();
  eraser = openDatabase({ url: here.config.databaseUrl!, role: eraserRole, clients: 1 });
  auditor = { key: 'auditor', business: here.business, scopes: ['audit:read'] };
  file = await bundle({ filter: { kind: 'opt_in' }, limit: 4 });
  const { vkey, jwks } = JSON.parse(linesIn(file)[0]!);
  trust = { vkey, jwks: jwks.keys };
});
afterAll(async () => {
  await eraser?.end();
  await here?.stop();
});

const bundle = (asked: Parameters<typeof fileOf>[2]) =>
  fileOf(here.ledger, auditor, { format: 'bundle', reason: 'audit', ...asked });

const linesIn = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

async function* bytesOf(lines: readonly (string | Uint8Array)[]) {
  for (const line of lines) yield Buffer.from(line as string);
}
const verdictOf = (text: string, by: BundleTrust = trust): Promise<BundleVerdict> =>
  verifyBundle(bytesOf(linesIn(text)), by);

const set = (line: Row, fields: Row) => Object.assign(line, fields);

/** The file with other lines, each written as it was. */
const changed = (change: (lines: Row[]) => unknown): string => {
  const lines = rowsIn(file);
  change(lines);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
};

describe('a bundle is true', () => {
  test('with every record that the filter finds, and the notices that they name, each once', async () => {
    const whole = await bundle({ filter: {} });
    const verdict = await verdictOf(whole);
    expect(verdict.findings).toEqual([]);
    expect(verdict).toMatchObject({
      business: here.business,
      gone: 0,
      unreadable: 0,
      unknown: 0,
      isPart: false,
    });
    expect(verdict.records).toBe(verdict.total);
    expect(verdict.notices).toBe(
      new Set(
        rowsIn(whole)
          .filter(({ row }) => row === 'notice')
          .map(({ index }) => index),
      ).size,
    );
    expect(JSON.parse(linesIn(whole)[0]!)).toMatchObject({
      filter: { format: 'bundle' },
      tree_size: verdict.tree_size,
    });
  });

  test('and holds the bytes of the records as they were committed to', async () => {
    const [, , record] = rowsIn(file);
    const text = Buffer.from(record.record, 'base64').toString();
    expect(numbers.some((number) => text.includes(number))).toBe(true);
  });

  test('as a part too, which says so', async () => {
    expect(await verdictOf(file)).toMatchObject({
      findings: [],
      records: 4,
      total: numbers.length,
      isPart: true,
    });
  });

  test('as the same bytes at one size of the log', async () => {
    const asked = {
      filter: { kind: 'opt_out' as const },
      treeSize: (await here.ledger.log.latestCheckpoint())!.size,
    };
    expect(await bundle(asked)).toBe(await bundle(asked));
  });

  test('also where a record is gone, which it counts', async () => {
    const { index } = rowsIn(file).at(-2);
    const erasing = {
      ...here.ledger,
      records: {
        ...here.ledger.records,
        at: async (indexes: readonly number[]) => {
          await eraser.sql`delete from sealed_records where idx = ${index}`;
          return here.ledger.records.at(indexes);
        },
      },
    };
    const text = await fileOf(erasing, auditor, {
      format: 'bundle',
      reason: 'audit',
      filter: { kind: 'opt_in' },
      limit: 4,
    });
    expect(await verdictOf(text)).toMatchObject({ findings: [], records: 3, gone: 1 });
  });
});

test('without a reason there is none, and nothing is recorded', async () => {
  const before = (await here.ledger.log.latestCheckpoint())!.size;
  await expect(exportRecords(here.ledger, auditor, { filter: {}, format: 'bundle' })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ pointer: '/reason', rule: 'needs_reason' }],
  });
  expect((await here.ledger.log.latestCheckpoint())!.size).toBe(before);
});

describe('what is changed is found', () => {
  test('any byte, wherever it stands', async () => {
    const bytes = Buffer.from(file);
    // Every byte of the short lines, and some of the long ones.
    for (let at = 0; at < bytes.length; at += at % 7 === 0 ? 1 : 23) {
      const other = Buffer.from(bytes);
      other[at] = other[at]! ^ 0x01;
      const lines = linesIn(other.toString('latin1')).map((line) => Buffer.from(line, 'latin1'));
      const { findings } = await verifyBundle(bytesOf(lines), trust);
      expect([at, findings.length > 0]).toEqual([at, true]);
    }
  });

  const fields: [string, (lines: Row[]) => unknown][] = [
    ['the business', ([head]) => set(head, { business: 'other-shop' })],
    ['the filter', ([head]) => set(head.filter, { kind: 'opt_out' })],
    ['the size', ([head]) => set(head, { tree_size: head.tree_size - 1 })],
    ['the total', ([head]) => set(head, { total: head.total - 1 })],
    ['how many no filter finds', ([head]) => set(head, { unread: 1 })],
    ['the checkpoint', ([head]) => set(head, { checkpoint: head.checkpoint.replace(/\n\d+\n/, '\n7\n') })],
    ['an index', (lines) => set(lines[2], { index: lines[2].index + 1 })],
    ['a nonce', (lines) => set(lines[2], { nonce: Buffer.alloc(32).toString('base64') })],
    ['a short nonce', (lines) => set(lines[2], { nonce: 'AAAA' })],
    ['a record', (lines) => set(lines[2], { record: lines[3].record })],
    ['a record that is none', (lines) => set(lines[2], { record: Buffer.from('{}').toString('base64') })],
    ['a proof', (lines) => lines[2].proof.reverse()],
    ['a shorter proof', (lines) => lines[2].proof.pop()],
    ['a notice', (lines) => set(lines[1], { record: lines[2].record })],
    ['a notice taken away', (lines) => lines.splice(1, 1)],
    ['a record taken away', (lines) => lines.splice(2, 1)],
    ['a record twice', (lines) => lines.splice(3, 0, lines[2])],
    ['two records in another order', (lines) => lines.splice(2, 2, lines[3], lines[2])],
    [
      'a record that is said to be gone',
      (lines) => lines.splice(2, 1, { row: 'gone', index: lines[2].index }),
    ],
    ['a field more', (lines) => set(lines[2], { note: 'true' })],
    ['a field less', (lines) => set(lines[2], { proof: undefined })],
    ['the last row', (lines) => lines.pop()],
    ['a row behind the last', (lines) => lines.push(lines[2])],
    ['the head', (lines) => lines.shift()],
    ['the signature', (lines) => set(lines.at(-1), { signature: lines.at(-1).signature.slice(0, -2) })],
    ['the format', ([head]) => set(head, { format: 'optmark-bundle/v2' })],
  ];
  test.each(fields)('%s', async (_, change) => {
    expect((await verdictOf(changed(change))).findings).not.toEqual([]);
  });

  test('and a signature of a receipt is none of a bundle', async () => {
    const forged = changed((lines) => {
      const claims = JSON.parse(Buffer.from(lines.at(-1).signature.split('.')[1], 'base64url').toString());
      lines.at(-1).signature = signToken(here.ledger.keys.tokens, 'optmark-receipt+jws', claims);
    });
    expect((await verdictOf(forged)).findings.join()).toContain('signature: not of the type');
  });

  test('a file of another log, whatever keys it brings', async () => {
    const other = { ...trust, vkey: trust.vkey.replace('ledger.example', 'other.example') };
    expect((await verdictOf(file, other)).findings).not.toEqual([]);
    expect((await verdictOf(file, { ...trust, jwks: [] })).findings).not.toEqual([]);
  });

  test.each(['', '\n', '{}\n', '[]\n', 'null\n', '\0', '{"format":"optmark-bundle/v1"}\n'])(
    'a file of %j',
    async (text) => {
      expect((await verdictOf(text)).findings).not.toEqual([]);
    },
  );
});

test('the command line says true or false, and what a bundle cannot show', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'optmark-bundle-'));
  const path = join(folder, 'records.bundle');
  writeFileSync(path, file);
  const whole = await optmark(['verify', path], environmentOf(here));
  expect(whole.code).toBe(0);
  expect(whole.stdout).toMatch(/^TRUE: 0 findings/m);
  expect(whole.stderr).toContain('cannot be proven');
  expect(whole.stderr).toContain('The keys are the file’s own');
  writeFileSync(
    path,
    changed((lines) => set(lines[2], { nonce: lines[3].nonce })),
  );
  const other = await optmark(['verify', path], environmentOf(here));
  expect(other.code).toBe(1);
  expect(other.stdout).toMatch(/^false: line 3: not in the log/m);
  expect(whole.stdout + other.stdout).not.toContain('98765');
  rmSync(folder, { recursive: true });
});
