import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addPepper,
  addSuccessor,
  createKeys,
  keyFileOf,
  loadKeys,
} from '../../../ledger/storage/keys/key-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = () => readFile(keyFileOf(folder), 'utf8');
const write = (what: string) => writeFile(keyFileOf(folder), what, { mode: 0o600 });

test('keys are made once, also in a folder that is not there yet', async () => {
  folder = join(folder, 'deeper', 'still');
  expect((await createKeys(folder)).created).toBe(true);
  const made = await text();
  expect((await createKeys(folder)).created).toBe(false);
  expect(await text()).toBe(made);
});

test('starts on one folder at once end up with one file’s keys, and one of them made it', async () => {
  const starts = await Promise.all(Array.from({ length: 8 }, () => createKeys(folder)));
  expect(starts.filter(({ created }) => created)).toHaveLength(1);
  const masters = starts.map(({ keys }) => keys.master.toString('hex'));
  expect(new Set(masters).size).toBe(1);
});

test('loading makes no keys', async () => {
  await expect(loadKeys(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual([]);
});

test('a new pepper comes first, the old one stays, the file stays private', async () => {
  const { keys } = await createKeys(folder);
  expect(await addPepper(folder)).toBe(2);
  const { peppers } = await loadKeys(folder);
  expect(peppers.map(({ version }) => version)).toEqual([2, 1]);
  expect(peppers[1]!.key.equals(keys.peppers[0]!.key)).toBe(true);
  expect((await stat(keyFileOf(folder))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('keys that commands add at the same time all stay, and two never make the key of one name', async () => {
  await createKeys(folder);
  const [first, second, ...versions] = await Promise.allSettled([
    addSuccessor(folder, 2),
    addSuccessor(folder, 2),
    ...Array.from({ length: 5 }, () => addPepper(folder)),
  ]);
  expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(versions.every(({ status }) => status === 'fulfilled')).toBe(true);
  const { peppers, successors } = await loadKeys(folder);
  expect(peppers.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
  const made = (first.status === 'fulfilled' ? first : second) as PromiseFulfilledResult<KeyObject>;
  expect(successors.map((key) => key.equals(made.value))).toEqual([true]);
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('a lock that a crash has left is told, and nothing is changed', async () => {
  await createKeys(folder);
  const before = await text();
  const lock = `${keyFileOf(folder)}.lock`;
  await writeFile(lock, '');
  await expect(addPepper(folder)).rejects.toThrow(`If none runs, remove ${lock}`);
  expect(await text()).toBe(before);
  await rm(lock);
  expect(await addPepper(folder)).toBe(2);
});

test('an empty file is refused, not filled', async () => {
  await write('');
  await expect(createKeys(folder)).rejects.toThrow('keys.json is empty');
  expect(await text()).toBe('');
});

const rsa = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });

test.for<[string, (keys: Record<string, unknown>) => unknown]>([
  ['half of it', (keys) => JSON.stringify(keys).slice(0, 300)],
  ['another version', (keys) => ({ ...keys, v: 2 })],
  ['a field too many', (keys) => ({ ...keys, extra: 'x' })],
  ['no pepper', (keys) => ({ ...keys, peppers: [] })],
  ['a pepper of two meanings', (keys) => ({ ...keys, peppers: [keys.peppers, keys.peppers].flat() })],
  ['a token key of two meanings', (keys) => ({ ...keys, tokens: [keys.tokens, keys.tokens].flat() })],
  ['a short master key', (keys) => ({ ...keys, master: 'c2VjcmV0' })],
  ['a log key that is none', (keys) => ({ ...keys, log: 'secret' })],
  ['a log key of another kind', (keys) => ({ ...keys, log: rsa() })],
])('a file with %s is refused, and nothing of it is told', async ([, change]) => {
  await createKeys(folder);
  const changed = change(JSON.parse(await text()));
  await write(typeof changed === 'string' ? changed : JSON.stringify(changed));
  const error = (await loadKeys(folder).catch((thrown) => thrown)) as Error;
  expect(error.message).toBe(
    `${keyFileOf(folder)} is not a key file of this version, or not whole: restore it from its backup`,
  );
  expect(error.cause).toBeUndefined();
});
