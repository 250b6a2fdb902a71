// Is this dispute pack true? core/dispute/pack.ts checks it; this file decides whose keys to trust.

import { open } from 'node:fs/promises';
import { keysOfPack, type PackTrust, type PackVerdict, verifyPack } from '../../core/dispute/pack.ts';
import { isZip, unzip } from '../../core/dispute/zip.ts';
import type { EvidenceTrust } from './file.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** The most bytes of a pack: a person of thousands of records. */
export const packBytesMax = 256 * 1024 * 1024;

export type PackFileVerdict = PackVerdict & { keysFrom: 'caller' | 'file' };

export async function isPackFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(4), position: 0 });
    return isZip(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** @param keys that the caller trusts, or a running ledger that publishes them; without, the file's own */
export async function verifyPackFile(
  path: string,
  keys: EvidenceTrust | LogServer | undefined,
): Promise<PackFileVerdict> {
  const files = unzip(await read(path));
  const own = files && keysOfPack(files);
  const keysFrom = keys === undefined ? 'file' : 'caller';
  if (files === undefined)
    return { findings: ['the zip file is not as a ledger writes one'], records: 0, unknown: 0, keysFrom };
  if (keys === undefined) return { ...(await verifyPack(files, own ?? { vkeys: [''], jwks: [] })), keysFrom };
  const trust: PackTrust = 'vkey' in keys ? { vkeys: [keys.vkey], jwks: keys.jwks } : await publishedBy(keys);
  return { ...(await verifyPack(files, trust)), keysFrom };
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
