// Reading about a person: recorded before anything is shown, proven, and within one business.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../ledger/auth/scope.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { verifyInclusion } from '../../../ledger/core/log/proof.ts';
import { verifyEvidence } from '../../../ledger/core/receipt/evidence-file.ts';
import { opens } from '../../../ledger/core/subject/commitment.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import {
  type History,
  type PageAsked,
  readHistory,
  readRecord,
} from '../../../ledger/operations/history/read-history.ts';
import { readReceipt } from '../../../ledger/operations/history/read-receipt.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { openedOf } from '../../../ledger/operations/record/opened.ts';
import type { RecordStore } from '../../../ledger/operations/record/store.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { opened } from '../append/proven.ts';
import { auditor, optInByPhone, refusal, shop, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { startNode } from '../node.ts';

let shared: TestLedger;
let ledger: Ledger;
let superuser: Database;
let number: string;
let used = 0;
const stranger: Principal = { key: 'curious', business: 'other-shop', scopes: ['audit:read'] };

beforeAll(async () => {
  shared = await testLedger();
  ({ ledger } = shared);
  superuser = openDatabase({ url: shared.config.databaseUrl!, clients: 1 });
  await addBusiness(ledger, { id: stranger.business, name: 'Other Shop' });
});
beforeEach(() => {
  number = numbers[used++]!;
});
afterAll(async () => {
  await superuser?.end();
  await shared?.stop();
});

const historyOf = (value: string, principal: Principal = auditor, on = ledger, page: PageAsked = {}) =>
  readHistory(on, principal, { kind: 'number', value }, page);
const kinds = ({ records }: History) => records.map(({ kind }) => kind);
const size = async () => (await ledger.log.latestCheckpoint())!.size;

/** What the newest record of the log says. */
async function newest() {
  const [row] = await superuser.sql<{ record: string }[]>`
    select record from sealed_records order by idx desc limit 1`;
  return openRecord(ledger, (await ledger.records.byId(row!.record))!).record;
}

describe('reading is recorded', () => {
  test('before anything is read: what is shown is younger than the note of who looked', async () => {
    const { record } = await optInByPhone(ledger, number);
    const before = await size();
    const sizes: number[] = [];
    const records: RecordStore = {
      ...ledger.records,
      async *chain(...asked) {
        sizes.push(await size());
        yield* ledger.records.chain(...asked);
      },
    };
    await historyOf(number, auditor, { ...ledger, records });
    expect(sizes).toEqual([before + 1]);
    expect(kinds(await readRecord(ledger, auditor, record))).toEqual(['opt_in']);
    await readReceipt(ledger, auditor, record);
    expect(await size()).toBe(before + 3);
  });

  test('in the person’s own history, with who looked and how, the present look included', async () => {
    const { record } = await optInByPhone(ledger, number);
    await readRecord(ledger, { ...auditor, key: 'ann' }, record);
    await readReceipt(ledger, { ...auditor, key: 'ben' }, record);
    const { records } = await historyOf(number, { ...auditor, key: 'cem' });
    const looks = records.flatMap(({ record: { kind, ...rest } }) => ('access' in rest ? [rest.access] : []));
    expect(looks).toEqual([
      { operation: 'record', by: 'ann' },
      { operation: 'receipt', by: 'ben' },
      { operation: 'history', by: 'cem' },
    ]);
  });

  test('also of a number nobody knows, under the business, without the number', async () => {
    const before = await size();
    expect(await historyOf(number)).toMatchObject({ records: [], tree_size: before + 1 });
    const record = await newest();
    expect(record).toMatchObject({ kind: 'accessed', access: { operation: 'history', by: auditor.key } });
    expect(record).not.toHaveProperty('subject');
    expect(JSON.stringify(record)).not.toContain(number.slice(-6));
  });

  test('or it does not happen: where nothing can be recorded, nothing is shown', async () => {
    const { record } = await optInByPhone(ledger, number);
    await using stopped = await startNode(shared);
    await stopped.ledger.sequencer.drain();
    const on = stopped.ledger;
    const reads = [
      historyOf(number, auditor, on),
      readRecord(on, auditor, record),
      readReceipt(on, auditor, record),
    ];
    for (const error of await Promise.all(reads.map(refusal)))
      expect(error).toMatchObject({ code: 'overloaded' });
  });
});

describe('a history', () => {
  test('has every record of the person, oldest first, and of nobody else', async () => {
    await Promise.all(numbers.slice(100, 120).map((other) => optInByPhone(ledger, other)));
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number));
    const history = await historyOf(number);
    expect(kinds(history)).toEqual(['opt_in', 'opt_out', 'accessed']);
    const places = history.records.map(({ leaf_index }) => leaf_index);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('is proven record by record against its checkpoint, whatever is appended meanwhile', async () => {
    await optInByPhone(ledger, number);
    const busy = numbers.slice(100, 160).map((other) => recordOptOut(ledger, stop(other)));
    const history = await historyOf(number);
    await Promise.all(busy);
    const { size: treeSize, root } = opened(ledger, history.checkpoint);
    expect(treeSize).toBe(history.tree_size);
    for (const each of history.records) {
      const [entry, nonce, bytes] = [each.entry, each.nonce, each.bytes].map(fromBase64) as [
        Buffer,
        Buffer,
        Buffer,
      ];
      expect(opens(entry, nonce, bytes)).toBe(true);
      const proof = each.inclusion.map(fromBase64);
      const claim = { leafHash: leafHash(entry), index: each.leaf_index, size: treeSize, root, proof };
      expect(verifyInclusion(claim)).toEqual({ kind: 'verified' });
    }
  });

  test('comes in pages that hold each record once, and notes each page that is looked at', async () => {
    await optInByPhone(ledger, number);
    for (let i = 0; i < 5; i += 1) await recordOptOut(ledger, stop(number));
    const shown: number[] = [];
    let looks = 0;
    for (let after: number | undefined = -1; after !== undefined; looks += 1) {
      const page: History = await historyOf(number, auditor, ledger, { after, limit: 2 });
      expect(page.records.length).toBeLessThanOrEqual(2);
      shown.push(...page.records.map(({ leaf_index }) => leaf_index));
      after = page.next;
    }
    expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b));
    expect(kinds(await historyOf(number)).filter((kind) => kind === 'accessed')).toHaveLength(looks + 1);
    expect(shown).toHaveLength(6 + looks);
  });

  test('costs its page: of a person of many records no more are read, and others have their turn between', async () => {
    await optInByPhone(ledger, number);
    for (let i = 0; i < 20; i += 1) await recordOptOut(ledger, stop(number));
    let read = 0;
    const chain: RecordStore['chain'] = async function* (...asked) {
      for await (const page of ledger.records.chain(...asked)) {
        read += page.length;
        yield page;
      }
    };
    const counting = { ...ledger, records: { ...ledger.records, chain } };
    const { subject, records } = await historyOf(number, auditor, counting, { limit: 2 });
    expect([records.length, read]).toEqual([2, 3]);

    const rows = await ledger.records.ofSubjects([subject!]);
    const hadTurns = new Set<boolean>();
    let hadTurn = false;
    setImmediate(() => (hadTurn = true));
    async function* inOnePage() {
      yield rows;
    }
    for await (const _ of openedOf(ledger, inOnePage())) hadTurns.add(hadTurn);
    expect([...hadTurns]).toEqual([false, true]);
  });

  test('finds the person in whatever form the number was written when they agreed', async () => {
    await optInByPhone(ledger, `${number.slice(0, 3)} ${number.slice(3)}`);
    expect(kinds(await historyOf(number))).toEqual(['opt_in', 'accessed']);
  });
});

describe('another business', () => {
  test('has no history of this person, and its looking stays out of theirs', async () => {
    await optInByPhone(ledger, number);
    const foreign = await historyOf(number, stranger);
    expect(foreign.records).toEqual([]);
    expect(foreign).not.toHaveProperty('subject');
    expect(kinds(await historyOf(number))).toEqual(['opt_in', 'accessed']);
  });

  test('that knows the same number has its own history of it', async () => {
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number, {}, { ...shop, business: stranger.business }));
    const [own, foreign] = [await historyOf(number), await historyOf(number, stranger)];
    expect(kinds(foreign)).toEqual(['opt_out', 'accessed']);
    expect(foreign.subject).not.toBe(own.subject);
  });

  test.each([
    ['record', readRecord],
    ['receipt', readReceipt],
  ])('cannot tell this one’s %s from one that does not exist', async (_what, read) => {
    const { record } = await optInByPhone(ledger, number);
    const foreign = await refusal(read(ledger, stranger, record));
    expect(foreign).toMatchObject({ code: 'not_found' });
    expect(await refusal(read(ledger, stranger, crypto.randomUUID()))).toEqual(foreign);
  });
});

describe('a receipt', () => {
  test('is a file that proves itself with the ledger’s public keys alone', async () => {
    const { record } = await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number));
    const file = await readReceipt(ledger, auditor, record);
    const { vkey, jwks } = ledger.keys;
    expect(await verifyEvidence(file, { vkey, jwks })).toMatchObject({
      kind: 'true',
      record: { id: record },
    });
  });

  test('shows the tree that the first answer showed, however large the log has grown', async () => {
    const answer = await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number));
    const { receipt, proof } = await readReceipt(ledger, auditor, answer.record);
    expect(receipt).toBe(answer.receipt);
    expect(proof).toContain(answer.checkpoint);
  });
});

test('a sealed record that was exchanged by hand is not shown', async () => {
  const { record } = await optInByPhone(ledger, number);
  const { record: other } = await optInByPhone(ledger, number);
  const { sql } = superuser;
  await sql.unsafe('alter table sealed_records disable trigger all');
  await sql`update sealed_records set sealed = (select sealed from sealed_records where record = ${other})
    where record = ${record}`;
  for (const read of [readRecord, readReceipt]) {
    expect(await refusal(read(ledger, auditor, record))).toMatchObject({ code: 'record_changed' });
  }
  const { records, changed } = await historyOf(number);
  expect(changed).toMatchObject([{ changed: true }]);
  expect(records.map(({ id }) => id)).not.toContain(record);
  expect(records.map(({ id }) => id)).toContain(other);
});

const fromBase64 = (text: string) => Buffer.from(text, 'base64');
