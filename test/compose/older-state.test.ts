// An older state of the database is true in itself. What shows that it is older: a checkpoint seen elsewhere,
// the journal, and rows that were written when the log was larger.

import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateLogKey } from '../../ledger/compose/recovery.ts';
import type { Config } from '../../ledger/config.ts';
import type { Finding } from '../../ledger/core/audit/finding.ts';
import { verifyDatabase } from '../../ledger/operations/verify/database.ts';
import { environmentOf, optmark } from '../cli/run.ts';
import { brief } from '../core/audit/sample-log.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { backedUp, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { onServer } from '../support/postgres/on-server.ts';
import { verifierOf } from '../support/verifier.ts';

const ann = '+14155550120';

let begun: TestLedger;
let older: Config;
let folder: string;
/** Of the older state, and of the newest. */
let seen: { then: string; now: string };
let drop: () => Promise<unknown>;

beforeAll(async () => {
  begun = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-older-'));
  const newest = async () => (await begun.ledger.log.latestCheckpoint())!.note;
  await optIn(begun.ledger, begun.business, ann);
  const then = await newest();
  await backedUp(begun.config, join(folder, 'backup'));
  // The keys of then, and the journal of now.
  await cp(join(begun.config.dataFolder, 'keys.json'), join(folder, 'keys.json'));
  await optOut(begun.ledger, begun.business, ann);
  seen = { then, now: await newest() };
  await begun.close();
  await rotateLogKey(begun.config, () => {});
  const database = await emptyDatabase();
  ({ drop } = database);
  older = {
    ...{ ...begun.config, dataFolder: folder, databaseUrl: database.ownerUrl },
    journalFolder: join(begun.config.dataFolder, 'journal'),
  };
  await restored(older, join(folder, 'backup'));
});
afterAll(async () => {
  await drop?.();
  await begun?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function verified(config: Config, since?: string) {
  const verifier = await verifierOf({ config });
  const found: Finding[] = [];
  const asked = { keys: verifier.keys, ...(since !== undefined && { since }) };
  await verifier.atOneMoment((stored) =>
    verifyDatabase(
      { stored, ...asked },
      (one) => found.push(one),
      () => {},
    ),
  );
  const said = [await verifier.keyFindings(), await verifier.journalFinding()] as const;
  await verifier.close();
  return { found: found.map(brief), keys: said[0], journal: said[1] };
}

test('beside keys as old as itself it is true, and the journal has a name that neither knows', async () => {
  const { found, keys, journal } = await verified(older, seen.then);
  expect([found, keys]).toEqual([[], []]);
  expect(journal).toContain('lacks the key of ledger.example/log/2');
});

test('a checkpoint that was seen elsewhere is of a larger log, of another, or of another key', async () => {
  const size = /\n(\d+)\n/.exec(seen.now)![1];
  expect((await verified(older, seen.now)).found).toEqual([`checkpoint/ahead size ${size}`]);
  expect((await verified(begun.config, seen.now)).found).toEqual([]);
  const file = join(folder, 'seen');
  await writeFile(file, seen.now);
  const said = await optmark(['verify', '--database', '--since', file], {
    ...environmentOf({ config: older }),
    OPTMARK_JOURNAL: older.journalFolder!,
  });
  expect(said).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /smaller than it was.*lacks the key of|lacks the key of.*smaller than it was/s,
    ),
  });
  const forged = seen.then.replace(/(\n\d+\n).{4}/, '$1AAAA');
  expect((await verified(older, forged)).found).toEqual([
    expect.stringMatching(/^checkpoint\/signature size/),
  ]);
});

test('a message that was judged by a larger log is a finding, and the key of a name that is lost', async () => {
  const permit = randomUUID();
  const node = await startedOn(begun.config);
  await node.ledger.sends.add({
    ...{ permit, business: begun.business, sender: '1', treeSize: 9_999, judgedAt: new Date().toISOString() },
    ...{ recipient: Buffer.alloc(32, 1), question: '{}', decision: 'deny', reasons: ['no_consent'] },
    ...{ state: 'denied', carriesPermit: false, sealedPermit: Buffer.alloc(40) },
  });
  await node.close();
  expect(await verified(begun.config)).toMatchObject({
    found: [`kept_row/ahead sends, permit ${permit}`],
    keys: [],
  });
  await onServer(
    begun.config.databaseUrl!,
    'alter table log_successions disable trigger all; alter table recoveries disable trigger all; delete from log_successions',
  );
  expect((await verified(begun.config)).keys).toEqual([
    'key check, log:2: The log has gone on under a name that the database has lost.',
  ]);
});
