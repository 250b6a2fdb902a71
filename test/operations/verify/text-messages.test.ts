// A consent by text message that was changed by hand is found: by who may write every row, and by who has the
// keys as well and seals other words in its place.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { commit } from '../../../ledger/core/subject/commitment.ts';
import { seal, unwrapKey } from '../../../ledger/core/subject/sealed.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { openDesk, Phone } from '../../http/sms/phone.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';

let shop: TestLedger;
let superuser: Database;

beforeAll(async () => {
  shop = await testLedger();
  const desk = await openDesk(shop);
  const phone = new Phone(desk, 'twilio', '+14155567001');
  for (const text of ['ORDERS', 'YES']) await phone.write(text);
  await desk.api.stop();
  superuser = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
  for (const table of ['sealed_records', 'log_entries'])
    await superuser.sql.unsafe(`alter table ${table} disable trigger user`);
});
afterAll(async () => {
  await superuser?.end();
  await shop?.stop();
});

/** What is found after a change, which is then taken back. */
async function foundAfter(change: () => Promise<unknown>, { record }: { record: string }) {
  const [before] = await superuser.sql<{ sealed: Buffer; entry: Buffer; idx: number }[]>`
    select sealed, entry, idx from sealed_records join log_entries using (idx) where record = ${record}`;
  await change();
  const findings = await findingsIn(shop);
  const { sealed, entry, idx } = before!;
  await superuser.sql`update sealed_records set sealed = ${sealed} where record = ${record}`;
  await superuser.sql`update log_entries set entry = ${entry} where idx = ${idx}`;
  return findings.map(({ what }) => what).filter((what) => what !== 'schema');
}

/** The consent as it lies there, with its opening. */
async function theConsent() {
  const rows = await superuser.sql<{ record: string }[]>`select record from sealed_records order by idx desc`;
  const stored = (await shop.ledger.records.byId(rows[0]!.record))!;
  return { stored, ...openRecord(shop.ledger, stored) };
}

test('as it was recorded it is true', async () => {
  expect((await theConsent()).record).toMatchObject({ kind: 'opt_in', channel: 'sms' });
  expect((await findingsIn(shop)).filter(({ what }) => what !== 'schema')).toEqual([]);
});

test('one bit of its sealed row', async () => {
  const { stored } = await theConsent();
  const change = () => superuser.sql`
    update sealed_records set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where record = ${stored.record}`;
  expect(await foundAfter(change, stored)).toContain('sealed_record');
});

describe.each<[string, (text: string) => string]>([
  ['the words that were sent', (text) => text.replaceAll('order updates', 'daily offers')],
  ['the answer', (text) => text.replace('"answer":"yes"', '"answer":"agree"')],
  ['the id of the message', (text) => text.replace('"message_id":"m-', '"message_id":"n-')],
  ['the grade', (text) => text.replace('"grade":"E3"', '"grade":"E4"')],
  ['the provider', (text) => text.replaceAll('"twilio"', '"plivo"')],
])('%s, sealed anew by who has every key', (_, forged) => {
  test.each([
    ['under the entry that is there', false, 'sealed_record'],
    ['under an entry of its own', true, 'entry'],
  ])('%s', async (_how, hasEntry, seen) => {
    const { stored, bytes, nonce } = await theConsent();
    const other = Buffer.from(forged(bytes.toString('utf8')));
    expect(other.equals(bytes)).toBe(false);
    const entry = hasEntry ? commit(nonce, other) : stored.entry;
    const key = unwrapKey(shop.ledger.keys.master, stored.subject!, stored.wrappedKey)!;
    const sealed = seal(key, shop.ledger.world.random(12), entry, nonce, other);
    const change = async () => {
      await superuser.sql`update sealed_records set sealed = ${sealed} where record = ${stored.record}`;
      await superuser.sql`update log_entries set entry = ${Buffer.from(entry)} where idx = ${stored.index}`;
    };
    expect(await foundAfter(change, stored)).toContain(seen);
  });
});
