// Publishing and retiring: numbered under the lock, recorded in the log, effective at once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { parseNotice } from '../../../ledger/core/notice/notice.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { expectWholeLog } from '../../storage/whole-log.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { optInByPhone, refusal, shop } from '../commands.ts';
import { startNode } from '../node.ts';

let shared: TestLedger;
let ledger: Ledger;
let superuser: Database;

beforeAll(async () => {
  shared = await testLedger();
  ({ ledger } = shared);
  superuser = openDatabase({ url: shared.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await shared?.stop();
});

const draft = (id: string, over = {}) => ({ ...orderUpdates, id, ...over });
const publishOn = (on: Ledger, id: string) => publish(on, shop.business, draft(id), 'test');
const retireOn = (on: Ledger, id: string) => retire(on, shop.business, id, 'test');
const outcomesOf = async (all: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(all)).map((each) =>
    each.status === 'rejected' ? (each.reason as { code: string }).code : 'done',
  );

describe('publishing', () => {
  test('of one notice by many at once gives each a version of its own, without a gap', async () => {
    await using other = await startNode(shared);
    const publishers = [ledger, other.ledger, ledger, other.ledger, ledger];
    const published = await Promise.all(publishers.map((on) => publishOn(on, 'contested')));
    expect(published.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5]);
    const stored = await ledger.notices.versions(shop.business, 'contested');
    expect(stored.map(({ notice }) => notice.version)).toEqual([5, 4, 3, 2, 1]);
    await expectWholeLog(superuser.sql);
  });

  test('puts the very bytes of the notice into the log', async () => {
    const { answer, sha256, version } = await publishOn(ledger, 'by-the-byte');
    const { record } = openRecord(ledger, (await ledger.records.byId(answer.record))!);
    if (record.kind !== 'notice_published') throw new Error(record.kind);
    const [stored] = await ledger.notices.versions(shop.business, 'by-the-byte');
    expect(stored!.bytes.equals(Buffer.from(record.document))).toBe(true);
    expect(parseNotice(Buffer.from(record.document))).toMatchObject({ sha256, notice: { version } });
    expect(stored).toMatchObject({ record: answer.record, sha256 });
  });

  test('leaves what was published before as it was', async () => {
    await publishOn(ledger, 'unchanging');
    const [first] = await ledger.notices.versions(shop.business, 'unchanging');
    await publish(ledger, shop.business, draft('unchanging', { valid_days: 30 }), 'test');
    const [second, still] = await ledger.notices.versions(shop.business, 'unchanging');
    expect(still).toEqual({ ...first, supersededAt: second!.notice.published_at });
  });

  test('for a business nobody made is refused', async () => {
    const nowhere = publish(ledger, 'no-such-shop', draft('a-notice'), 'test');
    expect(await refusal(nowhere)).toMatchObject({ code: 'not_found' });
  });
});

describe('retiring', () => {
  test('what was never published is refused', async () => {
    expect(await refusal(retireOn(ledger, 'nothing'))).toMatchObject({ code: 'notice_unknown' });
  });

  test('twice is refused the second time', async () => {
    await publishOn(ledger, 'gone');
    expect(await retireOn(ledger, 'gone')).toMatchObject({ kind: 'notice_retired' });
    expect(await refusal(retireOn(ledger, 'gone'))).toMatchObject({ code: 'conflict' });
  });

  test('by many at once is done once, and nobody else’s record suffers for it', async () => {
    await using other = await startNode(shared);
    await publishOn(ledger, 'wanted-gone');
    const retiring = [ledger, other.ledger, ledger, ledger].map((on) => retireOn(on, 'wanted-gone'));
    const bystanders = [ledger, other.ledger].map((on) => optInByPhone(on, '+14155550100'));
    expect((await outcomesOf(retiring)).toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
    expect(await outcomesOf(bystanders)).toEqual(['done', 'done']);
    await expectWholeLog(superuser.sql);
  });

  test('while the next version is published ends with one of the two, never with half of each', async () => {
    await using other = await startNode(shared);
    await publishOn(ledger, 'both-at-once');
    const [retired, published] = await outcomesOf([
      retireOn(ledger, 'both-at-once'),
      publishOn(other.ledger, 'both-at-once'),
    ]);
    expect(published).toBe('done');
    ledger.notices.forget(shop.business, 'both-at-once');
    const [second, first] = await ledger.notices.versions(shop.business, 'both-at-once');
    expect(second).not.toHaveProperty('retiredAt');
    expect(first!.retiredAt !== undefined).toBe(retired === 'done');
  });

  test('does not end what may be published after it', async () => {
    await publishOn(ledger, 'back-again');
    await retireOn(ledger, 'back-again');
    expect(await publishOn(ledger, 'back-again')).toMatchObject({ version: 2 });
    const answer = await optInByPhone(ledger, '+14155550101', { notice: 'back-again' });
    expect(answer).toMatchObject({ kind: 'opt_in' });
  });
});
