// A signed bundle is checked by a stranger, offline: whatever is changed in it is found, and what it cannot
// show is said.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../ledger/core/canonical.ts';
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

/** The last row, anew over what the lines are now, as the ledger itself would sign it. */
function signed(lines: Row[], claims: Row = {}): void {
  const at = lines.findIndex(({ row }) => row === 'end');
  const before = lines.slice(0, at).map((line) => `${JSON.stringify(line)}\n`);
  const said = JSON.parse(Buffer.from(lines[at].signature.split('.')[1], 'base64url').toString());
  const [{ business, tree_size, total }] = lines;
  const about = {
    ...{ iss: said.iss, business, tree_size, total },
    sent: lines.filter(({ row }) => ['record', 'gone', 'unreadable'].includes(row)).length,
    sha256: createHash('sha256').update(before.join('')).digest('hex'),
    ...(said.cursor && { cursor: said.cursor }),
  };
  const all = { ...about, ...claims };
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  lines[at] = { row: 'end', signature: signToken(here.ledger.keys.tokens, 'optmark-bundle+jws', all) };
}

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

describe('a bundle that is not whole says that it is a part', () => {
  test('where it begins in the midst, though it ends with the last', async () => {
    const { index, tree_size: treeSize } = { ...rowsIn(file).at(-2), ...rowsIn(file)[0] };
    const rest = await bundle({ filter: { kind: 'opt_in' }, cursor: { treeSize, index } });
    expect(await verdictOf(rest)).toMatchObject({ findings: [], isPart: true });
    // Also where it is the number of its rows that no longer says so.
    const few = rowsIn(rest);
    set(few[0], { total: few.filter(({ row }) => row === 'record').length });
    signed(few);
    const text = few.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(await verdictOf(text)).toMatchObject({ findings: [], isPart: true });
  });

  test('where it has fewer rows than the filter finds, and no cursor', async () => {
    const text = changed((lines) => signed(lines, { cursor: undefined }));
    expect(await verdictOf(text)).toMatchObject({ findings: [], records: 4, isPart: true });
  });

  test('and not where all rows that it names are there', async () => {
    const text = changed((lines) => {
      set(lines[0], { total: 4 });
      signed(lines, { cursor: undefined });
    });
    expect(await verdictOf(text)).toMatchObject({ findings: [], isPart: false });
  });

  test('also where a cursor alone says so', async () => {
    const text = changed((lines) => {
      set(lines[0], { total: 4 });
      signed(lines);
    });
    expect(await verdictOf(text)).toMatchObject({ findings: [], isPart: true });
  });
});

describe('what could not be read is no part of what is true', () => {
  const verifyOf = async (text: string, ...more: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'optmark-bundle-'));
    writeFileSync(join(folder, 'records.bundle'), text);
    const result = await optmark(['verify', join(folder, 'records.bundle'), ...more], environmentOf(here));
    rmSync(folder, { recursive: true });
    return result;
  };

  test.each([
    [
      'a row that does not open',
      (lines: Row[]) => lines.splice(2, 1, { row: 'unreadable', index: lines[2].index }),
    ],
    ['records that no filter finds', ([head]: Row[]) => set(head, { unread: 2 })],
  ])('%s: it is not judged', async (_, change) => {
    const text = changed((lines) => {
      change(lines);
      signed(lines);
    });
    const { code, stdout } = await verifyOf(text, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'undecided', findings: [], is_part: true });
  });

  test('a notice of a later release, and the records that name it', async () => {
    const later = changed((lines) => {
      const record = JSON.parse(Buffer.from(lines[1].record, 'base64').toString());
      const bytes = canonicalBytes({ ...record, later_field: 'x' });
      set(lines[1], { record: bytes.toString('base64') });
      signed(lines);
    });
    const { findings, unknown } = await verdictOf(later);
    // It is not in the log, since no later release has written it: nothing else is found.
    expect(findings).toEqual([expect.stringMatching(/^line 2: not in the log/)]);
    expect(unknown).toBe(1);
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

  /** Each with what is found in its place: the file is signed anew, so that no hash gives it away. */
  const fields: [string, (lines: Row[]) => unknown, string][] = [
    ['the business', ([head]) => set(head, { business: 'other-shop' }), 'line 2: of another business'],
    ['the size', ([head]) => set(head, { tree_size: 3 }), 'behind the size that the file is true at'],
    [
      'the checkpoint',
      ([head]) => set(head, { checkpoint: head.checkpoint.replace(/\n\d+\n/, '\n7\n') }),
      'line 1: checkpoint: ',
    ],
    [
      'a size that the checkpoint does not cover',
      ([head]) => set(head, { tree_size: head.tree_size + 100 }),
      'line 1: the checkpoint does not cover',
    ],
    ['an index', (lines) => set(lines[2], { index: lines[2].index + 1 }), 'line 3: not in the log'],
    ['a nonce', (lines) => set(lines[2], { nonce: lines[3].nonce }), 'line 3: not in the log'],
    ['a short nonce', (lines) => set(lines[2], { nonce: 'AAAA' }), 'line 3: a nonce has 32 bytes'],
    ['a record', (lines) => set(lines[2], { record: lines[3].record }), 'line 3: not in the log'],
    [
      'a record that is none',
      (lines) => set(lines[2], { record: Buffer.from('{}').toString('base64') }),
      'line 3: committed to, but not a record',
    ],
    [
      'a record in another spelling',
      (lines) =>
        set(lines[2], {
          record: Buffer.from(`${Buffer.from(lines[2].record, 'base64')} `).toString('base64'),
        }),
      'line 3: not encoded as a record is',
    ],
    ['a proof', (lines) => lines[2].proof.reverse(), 'line 3: not in the log'],
    ['a shorter proof', (lines) => lines[2].proof.pop(), 'line 3: not in the log'],
    ['a notice', (lines) => set(lines[1], { record: lines[2].record }), 'line 2: in the place of a notice'],
    ['a notice taken away', (lines) => lines.splice(1, 1), 'line 2: the notice that it names is not in'],
    ['a record twice', (lines) => lines.splice(3, 0, lines[2]), 'line 4: out of the order of the log'],
    [
      'two records in another order',
      (lines) => lines.splice(2, 2, lines[3], lines[2]),
      'line 4: out of the order of the log',
    ],
    [
      'a record behind the size',
      (lines) => lines.splice(-1, 0, { row: 'gone', index: lines[0].tree_size }),
      'line 7: behind the size that the file is true at',
    ],
    ['a field more', (lines) => set(lines[2], { note: 'true' }), 'line 3: a field is missing'],
    ['a field less', (lines) => set(lines[2], { proof: undefined }), 'line 3: a field is missing'],
    ['a row behind the last', (lines) => lines.push(lines[2]), 'line 8: more follows behind the last row'],
    ['the format', ([head]) => set(head, { format: 'optmark-bundle/v2' }), 'line 1: not the head'],
    ['the head', (lines) => lines.shift(), 'line 1: not the head of a bundle'],
    ['fewer in all than there are', ([head]) => set(head, { total: 3 }), 'more rows than the filter finds'],
  ];
  test.each(fields)('%s', async (_, change, found) => {
    const text = changed((lines) => {
      change(lines);
      signed(lines);
    });
    const { findings } = await verdictOf(text);
    expect(findings.join('\n')).toContain(found);
    expect(findings.join('\n')).not.toContain('another sha256');
  });

  test.each([
    ['iss', 'other.example'],
    ['business', 'other-shop'],
    ['tree_size', 3],
    ['total', 4],
    ['sent', 5],
    ['sha256', 'ab'.repeat(32)],
  ])('a signature over another %s', async (name, value) => {
    const text = changed((lines) => signed(lines, { [name]: value }));
    expect((await verdictOf(text)).findings).toEqual([`line 7: the signature is over another ${name}`]);
  });

  test.each([
    ['of another form', { total: '4' }],
    ['with a claim that no one knows', { note: 'true' }],
  ])('a signature %s', async (_, claims) => {
    const text = changed((lines) => signed(lines, claims));
    expect((await verdictOf(text)).findings).toEqual(['line 7: signed, but not as a bundle of this version']);
  });

  test('a last row in another spelling, and one of another key', async () => {
    const spelt = changed((lines) => {
      const { row, signature } = lines.pop();
      lines.push({ signature, row });
    });
    expect((await verdictOf(spelt)).findings).toEqual(['line 7: not written as a last row is']);
    const cut = changed((lines) => set(lines.at(-1), { signature: lines.at(-1).signature.slice(0, -2) }));
    expect((await verdictOf(cut)).findings.join()).toContain('line 7: signature: ');
  });

  test('no last row', async () => {
    const text = changed((lines) => lines.pop());
    expect((await verdictOf(text)).findings).toEqual(['line 6: the file has no last row: it is not whole']);
  });

  test.each([
    ['the filter', ([head]: Row[]) => set(head.filter, { kind: 'opt_out' })],
    ['how many no filter finds', ([head]: Row[]) => set(head, { unread: 1 })],
    ['a record taken away', (lines: Row[]) => lines.splice(2, 1)],
    [
      'a record that is said to be gone',
      (lines: Row[]) => lines.splice(2, 1, { row: 'gone', index: lines[2].index }),
    ],
  ])('what the signature alone holds: %s', async (_, change) => {
    const text = changed(change);
    expect((await verdictOf(text)).findings).toContain(
      `line ${rowsIn(text).length}: the signature is over another sha256`,
    );
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
