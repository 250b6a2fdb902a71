// What somebody gives to "optmark verify" and no proof is in: which of the ledger's files it is, and what to
// verify instead.

import { open, stat } from 'node:fs/promises';
import { decodeProtectedHeader } from 'jose';

const ofOneRecord =
  'The proof of a record is its evidence file: optmark audit <number> --out <folder>, or GET /v1/receipts/{record}.';
const ofMany = `Export the same with --format bundle, and verify that. ${ofOneRecord}`;

/** By how a file begins; the first that fits. */
const others: readonly [begin: RegExp, is: string, instead: string][] = [
  [/^$/, 'This file is empty', 'Whatever wrote it broke off: make it again.'],
  [
    /^\{"(row":"head",")?format":"optmark-access\//,
    'This is an access file, for a person to read',
    ofOneRecord,
  ],
  [/^\{"row":"/, 'These are rows to read (NDJSON), without a proof', ofMany],
  [/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)+\r?\n/, 'This is a table to read (CSV), without a proof', ofMany],
  [/^\{"@context":/, 'These are consent records for other systems (JSON-LD), without a proof', ofMany],
  [
    /^<!doctype html/i,
    'This is a page to read and to print',
    `Of a dispute pack, verify the zip file, or the folder that it was unpacked to. ${ofOneRecord}`,
  ],
  [
    /^\S+\n(0|[1-9]\d*)\n[A-Za-z0-9+/]{43}=\n\n— /,
    'This is a checkpoint of a log',
    'Hold the running log against it: optmark verify <url> --since <this file>.',
  ],
  [
    /^\s*\{\s*"(origin|keys|vkey)"/,
    'These are public keys',
    'Verify evidence with them: --vkey <this file> --jwks <this file>.',
  ],
];

const anything =
  'This file is not evidence: neither an evidence file, nor the answer to an opt-in, a bundle or a dispute pack.';

/** More than the header of any of our tables. */
const beginBytes = 4096;

/** Sentences: what it is, and what to do. */
export async function whatItIs(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) return 'This is no file: verify a folder by itself.';
  const begin = (await beginOf(path)).replace(/^\ufeff/, '');
  const found = others.find(([begins]) => begins.test(begin));
  if (found !== undefined) return `${found[1]}. ${found[2]}`;
  const type = tokenType(begin.trim());
  if (type === 'optmark-permit+jws')
    return 'This is a permit. It is proven with its message: optmark dispute <permit>, and verify the pack.';
  if (type !== undefined)
    return `This is a signed token alone (${type}). Verify the whole answer that held it, saved as it came.`;
  return /^\s*\{\s*"(subject|records)"/.test(begin)
    ? `This is a history to read, and no evidence file. ${ofOneRecord}`
    : anything;
}

async function beginOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(beginBytes), position: 0 });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function tokenType(text: string): string | undefined {
  try {
    const { typ } = decodeProtectedHeader(text);
    return typ?.startsWith('optmark-') ? typ : undefined;
  } catch {
    return undefined;
  }
}
