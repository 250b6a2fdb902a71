// Files that the operator gives to a verification: trusted keys, an earlier checkpoint, evidence.

import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type EvidenceTrust, evidenceBytesMax, type JWK } from '../../operations/verify/file.ts';
import { UsageError } from './command.ts';

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
const publicKeysSchema = z.object({ jwks: jwksSchema });
const logKeysSchema = z.object({ vkey: z.string() });

/**
 * The text of a file, up to the largest size of evidence. @throws Error where there is none, or it is larger
 */
export async function readSmallFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read({
      buffer: Buffer.alloc(evidenceBytesMax + 1),
      position: 0,
    });
    if (bytesRead > evidenceBytesMax) throw new Error(`${path} is larger than any evidence`);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A verifier key as typed, or the one in the file that is named: alone, or as `keys public` and keys.json
 * have it.
 */
export async function readVerifierKey(given: string | undefined): Promise<string | undefined> {
  if (given === undefined || !existsSync(given)) return given;
  const text = (await readSmallFile(given)).trim();
  if (!text.startsWith('{')) return text;
  const read = logKeysSchema.safeParse(parseJson(text));
  if (!read.success) throw new UsageError('the file of --vkey holds no verifier key');
  return read.data.vkey;
}

/** Both keys of a ledger, or neither. */
export async function trustedKeys(given: {
  vkey?: string;
  jwks?: string;
}): Promise<EvidenceTrust | undefined> {
  const vkey = await readVerifierKey(given.vkey);
  if (vkey === undefined && given.jwks === undefined) return undefined;
  if (vkey === undefined || given.jwks === undefined) {
    throw new UsageError('--vkey and --jwks belong together: the log and the receipts have a key each');
  }
  return { vkey, jwks: keysIn(await readSmallFile(given.jwks)) };
}

/** From a JWKS, or from what `keys public` prints. */
function keysIn(text: string): JWK[] {
  const read = z.union([jwksSchema, publicKeysSchema]).safeParse(parseJson(text));
  if (!read.success) throw new UsageError('the file of --jwks is not a JSON Web Key Set');
  return ('jwks' in read.data ? read.data.jwks : read.data).keys as JWK[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const saveFile = (path: string, text: string) => writeFile(path, text);
