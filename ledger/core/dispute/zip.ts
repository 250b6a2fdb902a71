// Files in one, as PKWARE's APPNOTE has it, in the one form that needs no compression: stored, sizes and
// names in front, no encryption, no ZIP64. Every tool opens it; what is read here is no more than what is
// written here, so that a file is not one thing to this reader and another to who unpacks it.
//
//   per file     50 4b 03 04 | version flags method time date crc32 size size name-length 0 | name | bytes
//   directory    50 4b 01 02 | the same and the place of each
//   end          50 4b 05 06 | 0 0 files files directory-size directory-place 0

import { crc32 } from 'node:zlib';

/** By name, in order. */
export type Files = ReadonlyMap<string, Uint8Array>;

const [localMark, directoryMark, endMark] = [0x04034b50, 0x02014b50, 0x06054b50];
const localBytes = 30;
/** Names are UTF-8. */
const utf8Flag = 0x0800;
/** 1980-01-01, the first that there is: the same files are the same bytes. */
const firstDay = 0x21;

export function zip(files: Files): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const named = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Flag, 2);
    common.writeUInt16LE(firstDay, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([mark(localMark), common, named, bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([mark(directoryMark), Buffer.of(20, 0), common, place, named]));
    bodies.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, listed, mark(endMark), end]);
}

function mark(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** Undefined: not a file of this form, from its first byte to its last. Never throws. */
export function unzip(bytes: Buffer): Map<string, Buffer> | undefined {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (at + localBytes <= bytes.length && bytes.readUInt32LE(at) === localMark) {
    const [size, nameLength] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const from = at + localBytes + nameLength;
    if (from + size > bytes.length) return undefined;
    const name = bytes.toString('utf8', at + localBytes, from);
    if (files.has(name)) return undefined;
    files.set(name, bytes.subarray(from, from + size));
    at = from + size;
  }
  // Written again, it must be the same: then the directory says nothing else than the files do.
  return files.size > 0 && zip(files).equals(bytes) ? files : undefined;
}

/** Whether a file begins as one does. */
export const isZip = (start: Buffer): boolean => start.length >= 4 && start.readUInt32LE(0) === localMark;
