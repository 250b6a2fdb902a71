// Is this dispute pack true? core/dispute/pack.ts checks it; this file decides whose keys to trust.

import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  keysOfPack,
  type PackTrust,
  type PackVerdict,
  packFile,
  verifyPack,
} from '../../core/dispute/pack.ts';
import { isZip, unzip } from '../../core/dispute/zip.ts';
import type { EvidenceTrust } from './file.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** The most bytes of a pack: a person of thousands of records. */
export const packBytesMax = 256 * 1024 * 1024;

export type PackFileVerdict = PackVerdict & { keysFrom: 'caller' | 'file' };

/** A zip file, or a folder that one was unpacked to. */
export async function isPack(path: string): Promise<boolean> {
  if ((await stat(path)).isDirectory()) return (await readdir(path)).includes(packFile);
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(4), position: 0 });
    return isZip(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** @param keys that the caller trusts, or a running ledger that publishes them; without, the file's own */
export async function verifyPackAt(
  path: string,
  keys: EvidenceTrust | LogServer | undefined,
): Promise<PackFileVerdict> {
  const files = (await stat(path)).isDirectory() ? await filesIn(path) : unzip(await read(path));
  const own = files && keysOfPack(files);
  const keysFrom = keys === undefined ? 'file' : 'caller';
  if (files === undefined)
    return {
      findings: ['the zip file is not as a ledger writes one; unpacked, its folder can be verified'],
      ...{ records: 0, unknown: 0, keysFrom },
    };
  if (keys === undefined) return { ...(await verifyPack(files, own ?? { vkeys: [''], jwks: [] })), keysFrom };
  const trust: PackTrust = 'vkey' in keys ? { vkeys: [keys.vkey], jwks: keys.jwks } : await publishedBy(keys);
  return { ...(await verifyPack(files, trust)), keysFrom };
}

/** What a file manager adds to a folder is no part of what was given. */
export const visibleIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted();

/** By their names in the pack. Folders are two deep there. */
async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let room = packBytesMax;
  const take = async (name: string) => {
    const path = join(folder, name);
    const found = await stat(path);
    if (!found.isFile()) throw new Error(`${path} is no file`);
    room -= found.size;
    if (room < 0) throw new Error(`${folder} is larger than any pack`);
    files.set(name, await readFile(path));
  };
  for (const name of await visibleIn(folder)) {
    if (!(await stat(join(folder, name))).isDirectory()) await take(name);
    else for (const inside of await visibleIn(join(folder, name))) await take(`${name}/${inside}`);
  }
  return files;
}

async function read(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > packBytesMax) throw new Error(`${path} is larger than any pack`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function publishedBy(server: LogServer): Promise<PackTrust> {
  const [names, jwks] = [await server.names(), await server.tokenKeys()];
  if (names === undefined || names.length === 0 || jwks === undefined)
    throw new ServerUnreachable('the server does not publish both keys.json and jwks.json');
  return { vkeys: names.map(({ vkey }) => vkey), jwks };
}
