// The ledger's own keys, outside the database: `keys.json` in the data folder, mode 600, made on the first
// start. Losing it loses every sealed record; a thief who reads it can open them and sign in the log's name.
// Back it up apart from the database. key-checks.ts decides which keys belong to which database.
//
//   {"v": 1,
//    "log": PKCS#8 PEM,                   Ed25519, signs checkpoints
//    "successors": [PEM],                 absent, or the keys under which the log went on, in their order
//    "unused": [n],                       absent, or the names under which no log is known to go on
//    "bound": true,                       absent, or the database's rows are bound by MACs: it once had none
//    "tokens": [{"kid", "key": PEM}],     current first; sign receipts and permits
//    "master": base64,                    wraps subject keys
//    "nonces": base64,                    the one key for MACs
//    "peppers": [{"version", "key": base64}]}

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
import type { MacKeys } from '../../core/mac.ts';
import type { Pepper } from '../../core/subject/tag.ts';
import { createSecretFile, lockedFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

const secret = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes in base64');

const areDistinct = (names: readonly unknown[]) => new Set(names).size === names.length;

const keyFileSchema = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  successors: z.array(z.string()).optional(),
  unused: z.array(z.int().min(2)).optional(),
  bound: z.literal(true).optional(),
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
  /** Of the log's first name. */
  log: KeyObject;
  /** Of its second name, and so on. */
  successors: KeyObject[];
  /** Numbers of names: a key was made for each, and no database is known to have gone on under it. */
  unused: number[];
  /** Whether the rows of the database that has these keys are bound. */
  bound: boolean;
  tokens: { kid: string; key: KeyObject }[];
  master: Buffer;
  macs: MacKeys;
  /** Current first. */
  peppers: Pepper[];
};

export const keyFileOf = (folder: string) => join(folder, 'keys.json');

/** The keys, or undefined where there is no file of them. @throws as loadKeys */
export function loadKeysIfAny(folder: string): Promise<KeyMaterial | undefined> {
  return loadKeys(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
}

/**
 * Makes keys, unless another node was first: two that begin together on one folder end up with the same file.
 * @throws as loadKeys
 */
export async function createKeys(folder: string): Promise<{ keys: KeyMaterial; created: boolean }> {
  await mkdir(folder, { recursive: true });
  const created = await createSecretFile(keyFileOf(folder), serialise(generate()));
  return { keys: await loadKeys(folder), created };
}

/**
 * @throws Error with a sentence for the operator, without any content of the file. ENOENT if there is none
 */
export async function loadKeys(folder: string): Promise<KeyMaterial> {
  return (await read(keyFileOf(folder))).keys;
}

/** A new pepper becomes the current one. Look-ups also use the old ones, until their tags are rewritten. */
export async function addPepper(folder: string): Promise<number> {
  return changed(folder, (file) => {
    const version = file.peppers.reduce((newest, pepper) => Math.max(newest, pepper.version), 0) + 1;
    const peppers = [{ version, key: randomBytes(32).toString('base64') }, ...file.peppers];
    return [{ ...file, peppers }, version];
  });
}

/**
 * The new key of the log's nth name, 2 or more; unused until `noteFound` says otherwise.
 * @throws Error with a sentence for the operator: another made one meanwhile, and may have signed with it
 */
export async function addSuccessor(folder: string, n: number): Promise<KeyObject> {
  return changed(folder, (file) => {
    const { successors = [] } = file;
    if (successors.length > n - 2)
      throw new Error(
        `another command has added a key to ${keyFileOf(folder)} meanwhile, so nothing was changed: look with optmark ` +
          'doctor whether the log has gone on',
      );
    const made = Array.from({ length: n - 1 - successors.length }, ed25519Pem);
    const unused = [...(file.unused ?? []), ...made.map((_, i) => successors.length + 2 + i)];
    return [{ ...file, successors: [...successors, ...made], unused }, signingKey(made.at(-1)!)];
  });
}

/** What is so in the database: its log has gone on under these names, and its rows are bound. */
export async function noteFound(folder: string, names: readonly number[]): Promise<void> {
  return changed(folder, ({ unused = [], ...file }) => {
    const left = unused.filter((n) => !names.includes(n));
    return [{ ...file, ...(left.length > 0 && { unused: left }), bound: true }, undefined];
  });
}

/** Read and replaced under one lock: a key that another command adds at the same time stays. */
async function changed<T>(folder: string, change: (file: KeyFile) => [KeyFile, T]): Promise<T> {
  const path = keyFileOf(folder);
  return lockedFile(path, async () => {
    const [file, added] = change((await read(path)).file);
    await replaceSecretFile(path, serialise(file));
    return added;
  });
}

const ed25519Pem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

async function read(path: string): Promise<{ file: KeyFile; keys: KeyMaterial }> {
  const text = await readSecretFile(path);
  try {
    const file = keyFileSchema.parse(JSON.parse(text));
    return { file, keys: materialOf(file) };
  } catch {
    // Without a cause, because the errors of JSON, zod and OpenSSL may quote the file.
    throw new Error(`${path} is not a key file of this version, or not whole: restore it from its backup`);
  }
}

const serialise = (file: KeyFile) => `${JSON.stringify(file, null, 2)}\n`;

function generate(): KeyFile {
  const random = () => randomBytes(32).toString('base64');
  return {
    v: 1,
    log: ed25519Pem(),
    bound: true,
    tokens: [{ kid: randomBytes(8).toString('hex'), key: ed25519Pem() }],
    master: random(),
    nonces: random(),
    peppers: [{ version: 1, key: random() }],
  };
}

function materialOf(file: KeyFile): KeyMaterial {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    log: signingKey(file.log),
    successors: (file.successors ?? []).map(signingKey),
    unused: file.unused ?? [],
    bound: file.bound ?? false,
    tokens: file.tokens.map(({ kid, key }) => ({ kid, key: signingKey(key) })),
    master: bytes(file.master),
    macs: [{ version: 1, key: createSecretKey(bytes(file.nonces)) }],
    peppers: file.peppers.map(({ version, key }) => ({ version, key: createSecretKey(bytes(key)) })),
  };
}

function signingKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return key;
}
