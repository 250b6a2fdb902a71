// What a backup is on disk: whole to the last bit, of this ledger, or refused.

import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { backUp, restore } from '../../../ledger/operations/backup/backup.ts';
import { BackupRefused } from '../../../ledger/operations/backup/sealed-file.ts';
import type { BackupTarget, Contents, Stored } from '../../../ledger/operations/backup/store.ts';

const master = Buffer.alloc(32, 7);
const contents: Contents = {
  migrations: 3,
  origin: 'ledger.example/log',
  size: 2,
  root: Buffer.alloc(32, 1).toString('base64'),
  checkpoint: 'a note\n',
  keys: [{ name: 'log', check: '00ff' }],
  at: '2026-12-01T06:00:00.000Z',
  tables: [
    { name: 'empty', columns: ['a'] },
    { name: 'full', columns: ['a', 'b'] },
  ],
};
const rows: Record<string, Buffer[]> = {
  empty: [],
  full: Array.from({ length: 40 }, (_, i) => Buffer.alloc(1_000 * i + 1, i)),
};
const stored: Stored = {
  contents,
  bytes: 10,
  rows: ({ name }) => Readable.from(rows[name]!, { objectMode: true }) as AsyncIterable<Buffer>,
};

async function written(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const to = new Writable({
    write(piece, _, done) {
      pieces.push(piece);
      done();
    },
  });
  const source = { atOneMoment: <Result>(work: (s: Stored) => Promise<Result>) => work(stored) };
  await backUp(
    { source, master },
    () => to,
    () => {},
  );
  return Buffer.concat(pieces);
}

/** What reaches the database, table by table; undefined: nothing was begun. */
async function read(file: Buffer, keys = master, keysRefusal?: string) {
  let filled: Record<string, Buffer> | undefined;
  const target: BackupTarget = {
    refusal: async () => undefined,
    async fill(_, tables) {
      filled = {};
      for await (const { table, rows } of tables) {
        const pieces: Buffer[] = [];
        for await (const piece of rows) pieces.push(piece);
        filled[table.name] = Buffer.concat(pieces);
      }
    },
  };
  const open = () => Readable.from(cut(file), { objectMode: true });
  const how = { target, master: keys, keysRefusal: () => keysRefusal };
  const outcome = await restore(how, { open, bytes: file.length }, () => {}).catch((error: Error) => error);
  return { outcome, filled };
}

function* cut(file: Buffer) {
  for (let at = 0; at < file.length; at += 777) yield file.subarray(at, at + 777);
}

test('what is read is what was written', async () => {
  const { outcome, filled } = await read(await written());
  expect(outcome).toEqual(contents);
  expect(filled).toEqual({ empty: Buffer.alloc(0), full: Buffer.concat(rows.full!) });
});

test('a file cut short anywhere is refused before anything is begun', async () => {
  const file = await written();
  const lengths = [0, 1, 17, 18, 30, 63, 90, file.length >> 1, file.length - 65, file.length - 1];
  for (const length of lengths) {
    const { outcome, filled } = await read(file.subarray(0, length));
    expect(outcome, `${length} bytes`).toBeInstanceOf(BackupRefused);
    expect(filled).toBeUndefined();
  }
});

test('one bit changed anywhere is refused before anything is begun', async () => {
  const file = await written();
  for (let at = 0; at < file.length; at += at < 200 || at > file.length - 200 ? 1 : 97) {
    file[at]! ^= 1 << (at % 8);
    const { outcome, filled } = await read(file);
    expect(outcome, `byte ${at}`).toBeInstanceOf(BackupRefused);
    expect(filled).toBeUndefined();
    file[at]! ^= 1 << (at % 8);
  }
});

test('a file that is longer, or that another program made, is refused', async () => {
  const file = await written();
  for (const other of [
    Buffer.concat([file, Buffer.of(0)]),
    Buffer.concat([file, file]),
    Buffer.from('PGDMP'),
  ])
    expect(await read(other)).toEqual({ outcome: expect.any(BackupRefused), filled: undefined });
});

test('a backup of a ledger with other keys is refused, and says so', async () => {
  const { outcome, filled } = await read(await written(), Buffer.alloc(32, 8));
  expect((outcome as Error).message).toContain('other keys');
  expect(filled).toBeUndefined();
  const lacking = await read(await written(), master, 'keys.json lacks pepper:2');
  expect(lacking).toEqual({ outcome: new BackupRefused('keys.json lacks pepper:2'), filled: undefined });
});

test('a file that changes between the two readings does not end well', async () => {
  const file = await written();
  let readings = 0;
  const open = () => {
    readings += 1;
    const now = Buffer.from(file);
    // First the seal is read, then the head, then all of it.
    if (readings === 3) now[now.length - 100]! ^= 1;
    return Readable.from(cut(now), { objectMode: true });
  };
  let isFilled = false;
  const target: BackupTarget = {
    refusal: async () => undefined,
    async fill(_, tables) {
      for await (const { rows } of tables) for await (const _ of rows);
      isFilled = true;
    },
  };
  const how = { target, master, keysRefusal: () => undefined };
  await expect(restore(how, { open, bytes: file.length }, () => {})).rejects.toThrow();
  expect(isFilled).toBe(false);
});
