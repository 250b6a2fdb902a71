// Every way in which a number could lie about in bytes: as people write it, in the usual encodings, and as
// the tag by which the ledger finds its holder. A masked number (its last four digits) is no trace.

import { createHash } from 'node:crypto';
import { identifierTag, type Pepper } from '../../ledger/core/subject/tag.ts';

export type Trace = { what: string; bytes: Buffer };

/** Of an Indian number, +91 and ten digits. */
export function tracesOf(number: string, business: string, peppers: readonly Pepper[]): Trace[] {
  const traces: Trace[] = [];
  for (const text of spellings(number)) traces.push(...encodings(text, Buffer.from(text)));
  for (const pepper of peppers) {
    const tag = identifierTag(pepper, business, { kind: 'number', value: number });
    // The first half is enough to find the person again.
    for (const part of [tag, tag.subarray(0, 16)]) traces.push(...encodings('its tag', part));
  }
  for (const text of spellings(number)) {
    traces.push(...encodings(`sha256 of ${text}`, createHash('sha256').update(text).digest()));
  }
  return traces;
}

/** With and without the plus, the country code, the trunk zero; whole, in groups, with spaces or hyphens. */
export function spellings(number: string): string[] {
  const national = number.slice(3);
  const groups = [national.slice(0, 5), national.slice(5)];
  return [' ', '-', '.', ' '].flatMap((gap) => [groups.join(gap)]).concat(national);
}

function encodings(what: string, bytes: Buffer): Trace[] {
  const text = bytes.toString('latin1');
  return [
    { what, bytes },
    { what: `${what}, hex`, bytes: Buffer.from(bytes.toString('hex')) },
    { what: `${what}, HEX`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    { what: `${what}, percent`, bytes: Buffer.from(percent(bytes)) },
    { what: `${what}, UTF-16LE`, bytes: Buffer.from(text, 'utf16le') },
    { what: `${what}, UTF-16BE`, bytes: Buffer.from(text, 'utf16le').swap16() },
    ...(['base64', 'base64url'] as const).flatMap((encoding) =>
      [0, 1, 2].map((shift) => ({ what: `${what}, ${encoding}`, bytes: inBase64(bytes, shift, encoding) })),
    ),
  ];
}

const percent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** What base64 makes of these bytes wherever they begin: the characters that depend on no neighbour. */
function inBase64(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): Buffer {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor((shifted.length * 8) / 6);
  return Buffer.from(shifted.toString(encoding).slice(first, last));
}

/** What is found of the traces in some bytes; `where` names them. */
export function found(where: string, bytes: Buffer, traces: readonly Trace[]): string[] {
  return traces.filter((trace) => bytes.includes(trace.bytes)).map(({ what }) => `${where} has ${what}`);
}
