// The ledger's own keys, outside the database: `keys.json` in the data folder, mode 600, made on the first start.
// Losing it loses every sealed record; whoever reads it can open them and sign in the log's name. Back it up apart
// from the database. Which keys belong to which database is key-checks.ts's question.
//
//   {"v":1, "log": PKCS#8 PEM (Ed25519, signs checkpoints), "tokens": [{"kid", "key": PEM}] (current first; sign receipts
//    and permits), "master": base64 (wraps subject keys), "nonces": base64, "peppers": [{"version", "key": base64}]}

import {
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pepper } from '../../core/subject/tag.ts';
import { createSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

const secret = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes in base64');

const areDistinct = (names: readonly unknown[]) => new Set(names).size === names.length;

const keyFileSchema = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  tokens: z
    .array(z.strictObject({ kid: z.string(), key: z.string() }))
    .min(1)
    .refine((tokens) => areDistinct(tokens.map(({ kid }) => kid))),
  master: secret,
  nonces: secret,
  peppers: z
    .array(z.strictObject({ version: z.int().min(1), key: secret }))
    .min(1)
    .refine((peppers) => areDistinct(peppers.map(({ version }) => version))),
});

type KeyFile = z.infer<typeof keyFileSchema>;

export type KeyMaterial = {
  log: KeyObject;
  tokens: { kid: string; key: KeyObject }[];
  master: Buffer;
  nonces: KeyObject;
  /** Current first. */
  peppers: Pepper[];
};

export const keyFileOf = (folder: string) => join(folder, 'keys.json');

/**
 * Read the keys; make them if there are none. Two nodes that start together on one folder end up with the same file.
 * @throws as loadKeys
 */
export async function loadOrCreateKeys(folder: string): Promise<{ keys: KeyMaterial; created: boolean }> {
  const found = await loadKeys(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found !== undefined) return { keys: found, created: false };
  await mkdir(folder, { recursive: true });
  const created = await createSecretFile(keyFileOf(folder), serialise(generate()));
  return { keys: await loadKeys(folder), created };
}

/** @throws Error with a sentence for the operator, which holds nothing of the file; ENOENT if there is none */
export async function loadKeys(folder: string): Promise<KeyMaterial> {
  return (await read(keyFileOf(folder))).keys;
}

/** A new pepper becomes the current one; look-ups go on under the old ones until their tags are rewritten. */
export async function addPepper(folder: string): Promise<number> {
  const { file } = await read(keyFileOf(folder));
  const version = Math.max(...file.peppers.map((pepper) => pepper.version)) + 1;
  const peppers = [{ version, key: randomBytes(32).toString('base64') }, ...file.peppers];
  await replaceSecretFile(keyFileOf(folder), serialise({ ...file, peppers }));
  return version;
}

async function read(path: string): Promise<{ file: KeyFile; keys: KeyMaterial }> {
  const text = await readSecretFile(path);
  try {
    const file = keyFileSchema.parse(JSON.parse(text));
    return { file, keys: materialOf(file) };
  } catch {
    // Without a cause: what JSON, zod and OpenSSL say of a file may quote it.
    throw new Error(`${path} is not a key file of this version`);
  }
}

const serialise = (file: KeyFile) => `${JSON.stringify(file, null, 2)}\n`;

function generate(): KeyFile {
  const pem = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const random = () => randomBytes(32).toString('base64');
  return {
    v: 1,
    log: pem(),
    tokens: [{ kid: randomBytes(8).toString('hex'), key: pem() }],
    master: random(),
    nonces: random(),
    peppers: [{ version: 1, key: random() }],
  };
}

function materialOf(file: KeyFile): KeyMaterial {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    log: signingKey(file.log),
    tokens: file.tokens.map(({ kid, key }) => ({ kid, key: signingKey(key) })),
    master: bytes(file.master),
    nonces: createSecretKey(bytes(file.nonces)),
    peppers: file.peppers.map(({ version, key }) => ({ version, key: createSecretKey(bytes(key)) })),
  };
}

function signingKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return key;
}
