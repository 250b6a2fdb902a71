import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createSecretFile,
  readSecretFile,
  replaceSecretFile,
} from '../../../ledger/storage/keys/secret-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-secret-'));
  path = join(folder, 'keys.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async () => (await stat(path)).mode & 0o777;

test('what was created is read again, and nobody else may read it', async () => {
  expect(await createSecretFile(path, 'secret\n')).toBe(true);
  expect(await readSecretFile(path)).toBe('secret\n');
  expect(await modeOf()).toBe(0o600);
});

test.for(['640', '620', '604', '602', '644', '666', '440'])(
  'a file of mode %s is refused, and the sentence says what to do',
  async (mode) => {
    await writeFile(path, 'secret');
    await chmod(path, mode);
    const sentence = `${path} is open to users other than its owner: chmod 600 ${path}`;
    await expect(readSecretFile(path)).rejects.toThrow(new Error(sentence));
  },
);

test.for(['600', '400', '700'])('a file of mode %s is read', async (mode) => {
  await writeFile(path, 'secret');
  await chmod(path, mode);
  expect(await readSecretFile(path)).toBe('secret');
});

test.for(['', '\n'])('an empty file is refused: %j', async (text) => {
  await writeFile(path, text, { mode: 0o600 });
  await expect(readSecretFile(path)).rejects.toThrow(`${path} is empty`);
});

test('what cannot be read is refused with its name', async () => {
  await mkdir(path, { mode: 0o700 });
  await expect(readSecretFile(path)).rejects.toThrow(`${path} cannot be read (EISDIR)`);
});

test('a file that is not there is ENOENT', async () => {
  await expect(readSecretFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('of many who create it at once one wins, and all read what that one wrote', async () => {
  const texts = Array.from({ length: 20 }, (_, i) => `secret ${i}`);
  const seen: string[] = [];
  const won = await Promise.all(
    texts.map(async (text) => {
      const created = await createSecretFile(path, text);
      seen.push(await readSecretFile(path));
      return created;
    }),
  );
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(new Set(seen)).toEqual(new Set([texts[won.indexOf(true)]]));
});

test('what is there is never replaced by creating', async () => {
  await createSecretFile(path, 'first');
  expect(await createSecretFile(path, 'second')).toBe(false);
  expect(await readFile(path, 'utf8')).toBe('first');
});

test('replacing leaves a private file with the new text', async () => {
  await createSecretFile(path, 'first');
  await replaceSecretFile(path, 'second');
  expect(await readSecretFile(path)).toBe('second');
  expect(await modeOf()).toBe(0o600);
});

test('nothing is left beside it, whoever won', async () => {
  await Promise.all([createSecretFile(path, 'a'), createSecretFile(path, 'b')]);
  await replaceSecretFile(path, 'c');
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('what a crash left beside it is in nobody’s way', async () => {
  await writeFile(`${path}.0123456789abcdef`, 'ha', { mode: 0o600 });
  expect(await createSecretFile(path, 'whole')).toBe(true);
  expect(await readSecretFile(path)).toBe('whole');
});
