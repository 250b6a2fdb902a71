// The log's key is replaced while something else happens: a node appends, or another command adds keys.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotateLogKey } from '../../ledger/compose/recovery.ts';
import { keyFileOf, loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { environmentOf, optmark } from '../cli/run.ts';
import { optIn } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { recoveryOf, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';

let begun: TestLedger;
beforeEach(async () => {
  begun = await testLedger();
  await optIn(begun.ledger, begun.business, '+14155550190');
});
afterEach(() => begun?.stop());

test('what was appended since the head was read is kept, and no name is left out', async () => {
  const recovery = await recoveryOf(begun.config);
  await optIn(begun.ledger, begun.business, '+14155550191');
  const { size } = (await begun.ledger.log.latestCheckpoint())!;
  expect(await recovery.goOn('key_rotated')).toBe('ledger.example/log/2');
  await recovery.close();
  const node = await startedOn(begun.config);
  expect(node.ledger.names).toMatchObject([{ upTo: size }, { origin: 'ledger.example/log/2' }]);
  await node.close();
});

test('a node of the old name that was behind keeps no checkpoint of the new one', async () => {
  const other = await startedOn(begun.config);
  await optIn(other.ledger, begun.business, '+14155550191');
  await other.close();
  await begun.ledger.readiness();
  const recovery = await recoveryOf(begun.config);
  await recovery.goOn('key_rotated');
  await recovery.close();
  await begun.close();
  const journals = join(begun.config.dataFolder, 'journal');
  const names = (await readdir(journals, { recursive: true })).filter((name) => name.endsWith('.head'));
  const heads = await Promise.all(names.map((name) => readFile(join(journals, name), 'utf8')));
  expect(heads.filter((note) => note.startsWith('ledger.example/log/2\n'))).toHaveLength(1);
});

test('of two at once one succeeds, the other changes nothing and says what to do, and no key is lost', async () => {
  const both = [await recoveryOf(begun.config), await recoveryOf(begun.config)];
  const outcomes = await Promise.allSettled(both.map((one) => one.goOn('key_rotated')));
  for (const one of both) await one.close();
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason.message).toMatch(/another command has added a key .* optmark doctor/);
  const node = await startedOn(begun.config);
  expect(node.ledger.origin).toBe('ledger.example/log/2');
  await node.close();
  expect((await loadKeys(begun.config.dataFolder)).successors).toHaveLength(1);
});

test('a key that a failed rotation has left over keeps no node from starting without its journal', async () => {
  const cut = await recoveryOf(begun.config);
  await cut.close();
  await expect(cut.goOn('key_rotated')).rejects.toThrow('keys.json now has a key for ledger.example/log/2');
  expect(await loadKeys(begun.config.dataFolder)).toMatchObject({ successors: [{}], unused: [2] });
  await begun.close();
  const lost = { ...begun.config, journalFolder: join(begun.config.dataFolder, 'lost') };
  await expect(startedOn(lost)).rejects.toThrow('the journal of this database is not in');
  const node = await startedOn({ ...lost, journalLost: true });
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
  expect(node.ledger.origin).toBe('ledger.example/log');
  await node.close();
  // The name is left out all the same.
  const again = await optmark(['keys', 'rotate-log'], {
    ...environmentOf(begun),
    OPTMARK_JOURNAL: lost.journalFolder,
  });
  expect(again.stdout).toContain('goes on as ledger.example/log/3');
  expect((await loadKeys(begun.config.dataFolder)).unused).toEqual([2]);
});

test('a name under which the log has gone on is known as used by the next start, after a crash', async () => {
  expect((await optmark(['keys', 'rotate-log'], environmentOf(begun))).code).toBe(0);
  const path = keyFileOf(begun.config.dataFolder);
  const file = JSON.parse(await readFile(path, 'utf8'));
  expect(file.unused).toBeUndefined();
  // Nor did an earlier version say that the rows are bound.
  await writeFile(path, JSON.stringify({ ...file, unused: [2], bound: undefined }));
  expect(await loadKeys(begun.config.dataFolder)).toMatchObject({ unused: [2], bound: false });
  await (await startedOn(begun.config)).close();
  expect(await loadKeys(begun.config.dataFolder)).toMatchObject({ unused: [], bound: true });
});

test('a key that has signed nothing yet has no successor', async () => {
  const { ownerUrl, drop } = await emptyDatabase();
  const dataFolder = join(begun.config.dataFolder, 'empty');
  const config = { ...begun.config, databaseUrl: ownerUrl, dataFolder };
  await (await startedOn(config)).close();
  await expect(rotateLogKey(config, () => {})).rejects.toThrow('this log has no entry yet');
  expect((await loadKeys(dataFolder)).successors).toEqual([]);
  await drop();
});

test('a name that a failure has left out is told, with what to do', async () => {
  const stale = await recoveryOf(begun.config);
  expect((await optmark(['keys', 'rotate-log'], environmentOf(begun))).code).toBe(0);
  await expect(stale.goOn('key_rotated')).rejects.toThrow(/another command has added a key/);
  await stale.close();

  const cut = await recoveryOf(begun.config);
  await cut.close();
  await expect(cut.goOn('key_rotated')).rejects.toThrow(
    /keys\.json now has a key for ledger\.example\/log\/3\. Look with optmark doctor/,
  );
  const again = await optmark(['keys', 'rotate-log'], environmentOf(begun));
  expect(again.stdout).toContain('goes on as ledger.example/log/4');
});
