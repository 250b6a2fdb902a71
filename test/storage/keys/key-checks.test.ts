import { createHash, createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindKeys, keyChecksOf, keyFindings } from '../../../ledger/storage/keys/key-checks.ts';
import { addPepper, createKeys, type KeyMaterial, loadKeys } from '../../../ledger/storage/keys/key-file.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
let folders: string[];
beforeEach(async () => {
  database = await migratedDatabase();
  folders = [];
});
afterEach(async () => {
  await database.drop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'optmark-checks-'));
  folders.push(folder);
  return folder;
}
const freshKeys = async () => (await createKeys(await newFolder())).keys;

const file = 'the/keys.json';
const bind = (keys: KeyMaterial, db = database.app) => bindKeys(db, keys, file);
const names = async () =>
  (await database.app.sql<{ name: string }[]>`select name from key_checks order by name collate "C"`).map(
    ({ name }) => name,
  );
const refusalOf = (work: Promise<void>) =>
  work.then(
    () => 'it was not refused',
    (error: Error) => error.message,
  );

describe('what is kept', () => {
  test('is a digest of each key, as the comment above keyChecksOf says', async () => {
    const keys = await freshKeys();
    const spki = createPublicKey(keys.log).export({ type: 'spki', format: 'der' });
    const mac = (secret: Parameters<typeof createHmac>[1], name: string) =>
      createHmac('sha256', secret)
        .update(Buffer.from(`optmark/key-check/v1\x00\x00\x00\x00${String.fromCharCode(name.length)}${name}`))
        .digest();
    const checks = new Map(keyChecksOf(keys).map(({ name, check }) => [name, check]));
    // The last 32 bytes of an SPKI are the key (RFC 8410).
    expect(checks.get('log')).toEqual(createHash('sha256').update(spki.subarray(-32)).digest());
    expect(checks.get('master')).toEqual(mac(keys.master, 'master'));
    expect(checks.get('pepper:1')).toEqual(mac(keys.peppers[0]!.key, 'pepper:1'));
    expect(checks.size).toBe(4);
  });

  test('is no key, and differs by name for one secret', async () => {
    const keys = await freshKeys();
    const { key } = keys.peppers[0]!;
    const twice = { ...keys, peppers: [1, 2].map((version) => ({ version, key })) };
    const checks = keyChecksOf(twice).map(({ check }) => check.toString('hex'));
    expect(new Set(checks).size).toBe(checks.length);
    expect(checks).not.toContain(key.export().toString('hex'));
  });
});

describe('keys are bound', () => {
  test('by the first node, and every later one with the same keys is let in', async () => {
    const keys = await freshKeys();
    for (let start = 0; start < 3; start += 1) await bind(keys);
    expect(await names()).toEqual(['log', 'master', 'pepper:1', `token:${keys.tokens[0]!.kid}`]);
  });

  test('by nodes of one key file that start together', async () => {
    const keys = await freshKeys();
    await Promise.all(
      Array.from({ length: 6 }, () => bind(keys, database.open({ role: 'optmark_app', clients: 1 }))),
    );
  });

  test('with a new pepper and a new token key as they come, and an old token key may go', async () => {
    const keys = await freshKeys();
    await bind(keys);
    const [other, more] = [await freshKeys(), await freshKeys()];
    const peppers = [{ version: 2, key: more.peppers[0]!.key }, ...keys.peppers];
    await bind({ ...keys, peppers, tokens: other.tokens });
    expect(await names()).toHaveLength(6);
  });

  test('though another key for MACs is used', async () => {
    const keys = await freshKeys();
    await bind(keys);
    await bind({ ...keys, macs: (await freshKeys()).macs });
  });
});

describe('refused, with a sentence that names file and key', () => {
  test.for(['log', 'master'] as const)('another %s', async (name) => {
    const keys = await freshKeys();
    await bind(keys);
    const message = await refusalOf(bind({ ...keys, [name]: (await freshKeys())[name] }));
    expect(message).toContain(`${file} is not of this database, whose ${name} is another:`);
  });

  test('another pepper or token key under a name that is known', async () => {
    const [keys, other] = [await freshKeys(), await freshKeys()];
    await bind(keys);
    expect(await refusalOf(bind({ ...keys, peppers: other.peppers }))).toContain('whose pepper:1 is another');
    const { kid } = keys.tokens[0]!;
    const tokens = [{ kid, key: other.tokens[0]!.key }];
    expect(await refusalOf(bind({ ...keys, tokens }))).toContain(`whose token:${kid} is another`);
  });

  test('a key file from before a pepper was rotated', async () => {
    const folder = await newFolder();
    const { keys: before } = await createKeys(folder);
    await bind(before);
    await addPepper(folder);
    await bind(await loadKeys(folder));
    expect(await refusalOf(bind(before))).toContain(`${file} lacks pepper:2`);
  });

  test('keys of another ledger, all of them at once', async () => {
    await bind(await freshKeys());
    expect(await refusalOf(bind(await freshKeys()))).toContain('whose log, master, pepper:1 is another');
  });

  test('and what was refused leaves nothing that would get the true keys refused', async () => {
    const keys = await freshKeys();
    await bind(keys);
    const before = await names();
    const other = await freshKeys();
    const peppers = [{ version: 7, key: other.peppers[0]!.key }];
    expect(await refusalOf(bind({ ...other, peppers }))).toContain(file);
    expect(await names()).toEqual(before);
    await bind(keys);
  });
});

test('of nodes with different keys that start together on an empty database one starts', async () => {
  const nodes = await Promise.all(
    Array.from({ length: 5 }, async () => ({
      keys: await freshKeys(),
      db: database.open({ role: 'optmark_app', clients: 1 }),
    })),
  );
  const outcomes = await Promise.all(
    nodes.map(({ keys, db }) =>
      bind(keys, db).then(
        () => 'started',
        (error: Error) => error.message,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.includes('is not of this database'))).toHaveLength(4);
  const winner = nodes[outcomes.indexOf('started')]!;
  expect(await names()).toEqual(keyChecksOf(winner.keys).map(({ name }) => name));
  await bind(winner.keys);
});

describe('a verification', () => {
  const findings = (keys: KeyMaterial) => keyFindings(database.app, keys, file);

  test('has nothing to say of the true keys, nor of a pepper no server has started with', async () => {
    const keys = await freshKeys();
    await bind(keys);
    expect(await findings(keys)).toEqual([]);
    const pepper = { version: 2, key: (await freshKeys()).peppers[0]!.key };
    expect(await findings({ ...keys, peppers: [pepper, ...keys.peppers] })).toEqual([]);
  });

  test('names each key that is another or lacking, and changes nothing', async () => {
    const keys = await freshKeys();
    await bind({
      ...keys,
      peppers: [...keys.peppers, { version: 2, key: (await freshKeys()).peppers[0]!.key }],
    });
    const before = await names();
    const found = await findings({ ...keys, master: randomBytes(32) });
    expect(found.map((sentence) => sentence.split(': ')[0])).toEqual([
      'key check, master',
      'key check, pepper:2',
    ]);
    expect(await names()).toEqual(before);
  });

  test('says so when the database has forgotten its keys, or the very table', async () => {
    const keys = await freshKeys();
    expect(await findings(keys)).toHaveLength(2);
    await database.superuser.sql.unsafe('drop table key_checks');
    expect(await findings(keys)).toEqual(['key check: The database has no table key_checks.']);
  });
});
