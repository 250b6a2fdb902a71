// The ledger's own keys, outside the database: `keys.json` in the data folder, mode 600, made on the first start.
// Losing it loses every sealed record; whoever reads it can open them and sign in the log's name. Back it up apart
// from the database.
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
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pepper } from '../core/subject/tag.ts';

const secret = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes in base64');

const keyFileSchema = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  tokens: z.array(z.strictObject({ kid: z.string(), key: z.string() })).min(1),
  master: secret,
  nonces: secret,
  peppers: z.array(z.strictObject({ version: z.int().min(1), key: secret })).min(1),
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

const fileOf = (folder: string) => join(folder, 'keys.json');

/** Read the keys; make them if there are none. Two nodes that start together end up with the same file. */
export async function loadOrCreateKeys(folder: string): Promise<{ keys: KeyMaterial; created: boolean }> {
  await mkdir(folder, { recursive: true });
  try {
    // `wx` is the race's referee: exactly one writer creates the file.
    await writeFile(fileOf(folder), serialise(generate()), { mode: 0o600, flag: 'wx', flush: true });
    return { keys: await loadKeys(folder), created: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { keys: await loadKeys(folder), created: false };
  }
}

export async function loadKeys(folder: string): Promise<KeyMaterial> {
  return materialOf(await read(folder));
}

/** A new pepper becomes the current one; look-ups go on under the old ones until their tags are rewritten. */
export async function addPepper(folder: string): Promise<number> {
  const file = await read(folder);
  const version = Math.max(...file.peppers.map((pepper) => pepper.version)) + 1;
  const peppers = [{ version, key: randomBytes(32).toString('base64') }, ...file.peppers];
  const next = `${fileOf(folder)}.next`;
  await writeFile(next, serialise({ ...file, peppers }), { mode: 0o600, flush: true });
  await rename(next, fileOf(folder));
  return version;
}

async function read(folder: string): Promise<KeyFile> {
  const parsed = keyFileSchema.safeParse(JSON.parse(await readFile(fileOf(folder), 'utf8')));
  if (!parsed.success) throw new Error(`${fileOf(folder)} is not a key file of this version`);
  return parsed.data;
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
    log: createPrivateKey(file.log),
    tokens: file.tokens.map(({ kid, key }) => ({ kid, key: createPrivateKey(key) })),
    master: bytes(file.master),
    nonces: createSecretKey(bytes(file.nonces)),
    peppers: file.peppers.map(({ version, key }) => ({ version, key: createSecretKey(bytes(key)) })),
  };
}
