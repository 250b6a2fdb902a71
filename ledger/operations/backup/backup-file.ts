// What a backup holds, before it is compressed and sealed (sealed-file.ts):
//
//   backup = head ‖ 0x0A ‖ table …
//   head   = one line of JSON: Contents
//   table  = chunk … ‖ 0x00000000                  one for each of head.tables, in that order
//   chunk  = length, uint32 BE ‖ bytes             of PostgreSQL's binary COPY format
//
// No key is in it: records stay sealed, and numbers stay tags.

import { z } from 'zod';
import { BackupRefused } from './sealed-file.ts';
import type { Contents, TableRows } from './store.ts';

const contentsSchema = z.strictObject({
  migrations: z.int().min(1),
  origin: z.string(),
  size: z.int().min(0),
  root: z.base64(),
  checkpoint: z.string().nullable(),
  keys: z.array(z.strictObject({ name: z.string(), check: z.hex() })),
  at: z.iso.datetime(),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()).min(1) })).min(1),
});

const headBytesMax = 1024 * 1024;
const chunkBytesMax = 64 * 1024 * 1024;
const lengthBytes = 4;

export async function* encodeBackup(
  contents: Contents,
  tables: AsyncIterable<TableRows>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(contents)}\n`);
  for await (const { rows } of tables) {
    for await (const chunk of rows) yield Buffer.concat([lengthOf(chunk), chunk]);
    yield Buffer.alloc(lengthBytes);
  }
}

export type BackupRead = {
  contents: Contents;
  /** Each table's rows are to be taken before the next table. */
  tables: AsyncGenerator<TableRows>;
};

/** @throws BackupRefused where it is not one, also while its tables are taken */
export async function parseBackup(pieces: AsyncIterable<Buffer>): Promise<BackupRead> {
  const bytes = new Bytes(pieces);
  const head = contentsSchema.safeParse(parseJson(await bytes.line(headBytesMax)));
  if (!head.success) throw new BackupRefused('this backup is not of a format that this version reads');
  return { contents: head.data, tables: tablesIn(bytes, head.data) };
}

async function* tablesIn(bytes: Bytes, { tables }: Contents): AsyncGenerator<TableRows> {
  for (const table of tables) yield { table, rows: chunksOf(bytes) };
  if (!(await bytes.atEnd())) throw new BackupRefused(malformed);
}

async function* chunksOf(bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const length = (await bytes.take(lengthBytes)).readUInt32BE();
    if (length === 0) return;
    if (length > chunkBytesMax) throw new BackupRefused(malformed);
    yield await bytes.take(length);
  }
}

const malformed = 'this backup does not hold the tables that it names';

/** Bytes that come in pieces, taken in the lengths one wants. */
class Bytes {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** @throws BackupRefused where they end before */
  async take(length: number): Promise<Buffer> {
    while (this.#rest.length < length) if (!(await this.#more())) throw new BackupRefused(malformed);
    return this.#cut(length);
  }

  /** Up to a line feed; empty where there is none so soon. */
  async line(bytesMax: number): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) return this.#cut(end + 1).toString('utf8');
      if (this.#rest.length > bytesMax || !(await this.#more())) return '';
    }
  }

  async atEnd(): Promise<boolean> {
    while (this.#rest.length === 0) if (!(await this.#more())) return true;
    return false;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done === true) return false;
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return true;
  }

  #cut(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(chunk.length);
  return length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
