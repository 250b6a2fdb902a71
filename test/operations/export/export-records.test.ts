// An export is the whole answer to a question at one size of the log: every row, its words, no name without a
// reason; recorded before its first byte; and what breaks off is seen and goes on.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { facetsOf } from '../../../ledger/core/register/facets.ts';
import { type Exporting, exportRecords } from '../../../ledger/operations/export/export-records.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { filledLedger, numbers, optIn } from '../filled-ledger.ts';
import { dueRows } from '../register/a-register.ts';
import { fileOf, type Row, rowsIn } from './an-export.ts';

let here: TestLedger;
let superuser: Database;
let eraser: Database;
let auditor: Parameters<typeof exportRecords>[1];
beforeAll(async () => {
  here = await filledLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  eraser = openDatabase({ url: here.config.databaseUrl!, role: eraserRole, clients: 1 });
  auditor = { key: 'auditor', business: here.business, scopes: ['audit:read'] };
});
afterAll(async () => {
  await superuser?.end();
  await eraser?.end();
  await here?.stop();
});

const file = (asked: Parameters<typeof fileOf>[2] = {}) => fileOf(here.ledger, auditor, asked);
const rows = async (asked: Parameters<typeof fileOf>[2] = {}): Promise<Row[]> => rowsIn(await file(asked));
const sizeNow = async () => (await here.ledger.log.latestCheckpoint())!.size;
const digitsOf = (number: string) => number.replace(/\D/g, '').slice(-10);

describe('an export has', () => {
  test('every record of the business, as it is opened, in the order of the log, and a last row', async () => {
    const due = (await dueRows(here.ledger)).filter(({ business }) => business === here.business);
    const all = await rows();
    const end = all.pop();
    expect(
      all.map(({ index, kind, record, recorded_at, purposes }) => [
        index,
        kind,
        record,
        recorded_at,
        purposes,
      ]),
    ).toEqual(
      due.map(({ index, kind, record, recorded_at, purposes }) => [
        index,
        kind,
        record,
        recorded_at,
        purposes,
      ]),
    );
    expect(end).toMatchObject({ row: 'end', sent: due.length, total: due.length, unread: 0 });
  });

  test('the words that were shown, with their hash, and both clocks', async () => {
    const [told] = await rows({ filter: { kind: 'notice_published' }, zone: 'Asia/Kolkata' });
    expect(told.recorded_at_local).toMatch(/\+05:30$/);
    expect(Date.parse(told.recorded_at_local)).toBe(Date.parse(told.recorded_at));
    expect(told.zone).toBe('Asia/Kolkata');
    for (const { wording, wording_sha256 } of await rows({ filter: { kind: 'opt_in' } }))
      if (wording !== undefined)
        expect(createHash('sha256').update(wording).digest('hex')).toBe(wording_sha256);
  });

  test('in its last row the hash of all bytes before it', async () => {
    for (const format of ['ndjson', 'csv'] as const) {
      const text = await file({ format });
      const newline = format === 'csv' ? '\r\n' : '\n';
      const cut = text.lastIndexOf(newline, text.length - 3) + newline.length;
      const hash = createHash('sha256').update(text.slice(0, cut)).digest('hex');
      expect(text.slice(cut)).toContain(hash);
      expect(text.slice(cut)).toMatch(format === 'csv' ? /^end,/ : /^\{"row":"end",/);
    }
  });

  test('as a CSV a line for each row, as wide as its head', async () => {
    const text = await file({ format: 'csv', filter: { kind: 'opt_out' }, bom: true });
    expect(text.startsWith('\ufeffrow,business,index,')).toBe(true);
    const lines = text.split('\r\n').slice(0, -1);
    expect(lines).toHaveLength(70 + 2);
    for (const line of lines.slice(1, -1)) expect(line.split(',')).toHaveLength(lines[0]!.split(',').length);
  });

  test('only what the filter finds, or of one person only theirs', async () => {
    expect((await rows({ filter: { kind: 'opt_out' } })).filter(({ row }) => row === 'record')).toHaveLength(
      70,
    );
    const person = { kind: 'number' as const, value: numbers[0]! };
    const kinds = (await rows({ person })).map(({ kind }) => kind).filter(Boolean);
    expect(kinds).toEqual(expect.arrayContaining(['opt_in', 'opt_out', 'accessed']));
    expect(kinds).not.toContain('notice_published');
  });
});

describe('whose a record is', () => {
  test('is shown as a mask, in every format', async () => {
    for (const format of ['ndjson', 'csv'] as const) {
      const text = await file({ format });
      expect(numbers.filter((number) => text.includes(digitsOf(number)))).toEqual([]);
      expect(text).not.toContain('IN.1001');
      expect(text).toContain('XXXXXX');
    }
  });

  test('is shown in full with a reason, and the reason is recorded', async () => {
    const shown = await rows({ filter: { kind: 'opt_in' }, reason: 'asked_by_authority' });
    const at = shown.pop().tree_size;
    expect(new Set(shown.map(({ number }) => number))).toEqual(new Set(numbers));
    const [stored] = await here.ledger.records.at([at]);
    expect(openRecord(here.ledger, stored!).record).toMatchObject({
      kind: 'accessed',
      access: { operation: 'export', reason: 'asked_by_authority' },
    });
  });
});

describe('at one size of the log', () => {
  test.each(['ndjson', 'csv'] as const)(
    'the same question is the same file, byte for byte: %s',
    async (format) => {
      const size = await sizeNow();
      const first = await file({ format, treeSize: size, zone: 'Europe/Berlin' });
      await optIn(here.ledger, here.business, '+14155550199').catch(() => {});
      expect(await file({ format, treeSize: size, zone: 'Europe/Berlin' })).toBe(first);
      expect(first).not.toBe(await file({ format, zone: 'Europe/Berlin' }));
    },
  );

  test.each([1, 7, 500])('parts of %i rows are the whole, joined by the cursor of each', async (limit) => {
    const treeSize = await sizeNow();
    const filter = { kind: 'opt_in' as const };
    const whole = await rows({ treeSize, filter });
    const end = whole.pop();
    const joined: Row[] = [];
    let asked: Parameters<typeof fileOf>[2] = { treeSize, filter, limit };
    for (let parts = 0; parts < 300; parts += 1) {
      const part = await rows(asked);
      const last = part.pop();
      joined.push(...part);
      expect(last).toMatchObject({ row: 'end', total: end.total, tree_size: treeSize, sent: part.length });
      if (last.cursor === undefined) break;
      const [size, index] = last.cursor.split('_').map(Number);
      asked = { filter, limit, cursor: { treeSize: size, index } };
      if (limit === 1 && parts === 20) return expect(joined).toEqual(whole.slice(0, 21));
    }
    expect(joined).toEqual(whole);
    expect(end.cursor).toBeUndefined();
  });

  test('a size that the log has not reached is refused, by name', async () => {
    const asked = { filter: {}, format: 'csv' as const, treeSize: 1_000_000 };
    const before = await sizeNow();
    await expect(exportRecords(here.ledger, auditor, asked)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/tree_size', rule: 'ahead_of_log' }],
    });
    expect(await sizeNow()).toBe(before);
  });
});

describe('the export is recorded', () => {
  test('once, before its first byte, with what was asked for and how much it is, and without a name', async () => {
    const before = await sizeNow();
    const person = { kind: 'number' as const, value: numbers[3]! };
    const { pieces } = await exportRecords(here.ledger, auditor, {
      ...{ filter: { kind: 'opt_in' }, person, format: 'csv', reason: 'complaint' },
    });
    expect(await sizeNow()).toBe(before + 1);
    for await (const _ of pieces);
    expect(await sizeNow()).toBe(before + 1);
    const last = (await here.ledger.records.lastBelow(before + 1))!;
    const { record } = openRecord(here.ledger, last);
    expect(record).toMatchObject({
      kind: 'accessed',
      access: {
        operation: 'export',
        by: 'auditor',
        filter: { format: 'csv', zone: 'UTC', kind: 'opt_in', person: true },
        total: 1,
        tree_size: before,
        reason: 'complaint',
      },
    });
    expect(JSON.stringify((record as Row).access)).not.toContain(digitsOf(numbers[3]!));
    // It stands in the history of the person whom it is about.
    expect(last.subject).not.toBeNull();
  });

  test('also where nothing was found, and where nobody reads it', async () => {
    const before = await sizeNow();
    const { pieces } = await exportRecords(here.ledger, auditor, {
      ...{ filter: { kind: 'recovered' }, format: 'csv' },
    });
    await pieces.return(undefined);
    expect(await sizeNow()).toBe(before + 1);
  });

  test('and where it cannot be recorded, nothing is sent', async () => {
    const refusing: Exporting = {
      ...here.ledger,
      sequencer: { ...here.ledger.sequencer, submit: () => Promise.reject(new Error('no room')) },
    };
    await expect(exportRecords(refusing, auditor, { filter: {}, format: 'csv' })).rejects.toThrow('no room');
  });
});

describe('what is not there, or does not open, is a row that says so', () => {
  test('a later record, an unreadable one, and one that is gone since the page was found', async () => {
    const treeSize = await sizeNow();
    const filter = { kind: 'opt_in' as const };
    const [first, second, third] = await rows({ treeSize, filter });
    await superuser.sql.unsafe('alter table sealed_records disable trigger all');
    await superuser.sql`update sealed_records set sealed = '\\x00' where idx = ${second.index}`;
    await superuser.sql.unsafe('alter table sealed_records enable trigger all');
    const erasing: Exporting = {
      ...here.ledger,
      records: {
        ...here.ledger.records,
        at: async (indexes) => {
          await eraser.sql`delete from sealed_records where idx = ${third.index}`;
          return here.ledger.records.at(indexes);
        },
      },
    };
    const found = rowsIn(await fileOf(erasing, auditor, { treeSize, filter, limit: 4 }));
    expect(found[0]).toEqual(first);
    expect(found[1]).toMatchObject({ row: 'unreadable', index: second.index, record: second.record });
    expect(found[2]).toEqual({
      row: 'gone',
      index: third.index,
      business: here.business,
      cursor: third.cursor,
    });
    expect(found[3]).toMatchObject({ row: 'record' });
    // The next one does not know of it any more.
    const after = rowsIn(await fileOf(here.ledger, auditor, { treeSize, filter }));
    expect(after.map(({ index }) => index)).not.toContain(third.index);
  });

  test('a row of the register that was turned to another business’s record shows nothing of it', async () => {
    await addBusiness(here.ledger, { id: 'other-shop', name: 'Other' });
    await here.ledger.register.flush();
    const [theirs] = await superuser.sql<{ idx: number }[]>`
      select idx from register where business = 'other-shop' limit 1`;
    await superuser.sql`update register set business = ${here.business} where idx = ${theirs!.idx}`;
    const turned = (await rows({ filter: { kind: 'setup_changed' } })).find(
      ({ index }) => index === theirs!.idx,
    );
    expect(turned).toMatchObject({ row: 'unreadable' });
    expect(JSON.stringify(turned)).not.toContain('other-shop');
  });
});

test('where the database goes away the file has no last row, and the error reaches its writer', async () => {
  let pages = 0;
  const losing: Exporting = {
    ...here.ledger,
    records: {
      ...here.ledger.records,
      at: (indexes) => {
        pages += 1;
        return pages > 1 ? Promise.reject(new Error('connection lost')) : here.ledger.records.at(indexes);
      },
    },
  };
  const more = Array.from({ length: 320 }, (_, n) => `+447700900${String(n).padStart(3, '0')}`);
  await Promise.all(more.map((one) => optIn(here.ledger, here.business, one)));
  const { pieces } = await exportRecords(losing, auditor, { filter: {}, format: 'ndjson' });
  let sent = '';
  await expect(
    (async () => {
      for await (const piece of pieces) sent += piece;
    })(),
  ).rejects.toThrow('connection lost');
  const broken = rowsIn(sent);
  expect(broken.length).toBeGreaterThan(0);
  expect(broken.map(({ row }) => row)).not.toContain('end');
  // It goes on behind its last whole row.
  const [treeSize, index] = broken.at(-1).cursor.split('_').map(Number);
  const rest = rowsIn(await fileOf(here.ledger, auditor, { cursor: { treeSize, index } }));
  const whole = rowsIn(await fileOf(here.ledger, auditor, { treeSize }));
  expect([...broken, ...rest.slice(0, -1)]).toEqual(whole.slice(0, -1));
  expect(rest.at(-1)).toMatchObject({ total: whole.at(-1).total, sent: whole.length - 1 - broken.length });
});

test('a hundred thousand rows go through the memory of a few pages', async () => {
  const stored = await here.ledger.records.at([...Array(100).keys()]);
  const facets = stored.map((one) => facetsOf(one, undefined));
  const total = 100_000;
  const held = { pages: 0, most: 0 };
  const long: Exporting = {
    ...here.ledger,
    register: {
      ...here.ledger.register,
      flush: async () => {},
      store: {
        ...here.ledger.register.store,
        // The same records again and again, as if they were that many.
        find: async ({ limit, after }) => {
          const from = after === undefined ? 0 : after.index + 1;
          const length = Math.min(limit + 1, total - from);
          const rows = Array.from({ length }, (_, i) => ({ ...facets[(from + i) % 100]!, index: from + i }));
          held.pages += 1;
          held.most = Math.max(held.most, rows.length);
          return { treeSize: total, rows, total, unread: 0 };
        },
      },
    },
    records: {
      ...here.ledger.records,
      // Most are gone by then: opening them all is what takes long, and not what is asked here.
      at: async (indexes) =>
        indexes.filter((index) => index % 10 === 0).map((index) => ({ ...stored[index % 100]!, index })),
    },
  };
  const { pieces } = await exportRecords(long, auditor, { filter: {}, format: 'csv' });
  const settled: number[] = [];
  let lines = 0;
  let bytes = 0;
  for await (const piece of pieces) {
    lines += piece.split('\r\n').length - 1;
    bytes += piece.length;
    if (settled.push(piece.length) % 50 === 0) settled.splice(0, 50, Math.max(...settled));
  }
  expect(lines).toBeGreaterThanOrEqual(total + 2);
  expect(held.most).toBeLessThanOrEqual(501);
  expect(held.pages).toBe(Math.ceil(total / 500));
  // No piece grows with the export.
  expect(Math.max(...settled)).toBeLessThan(bytes / 50);
});
