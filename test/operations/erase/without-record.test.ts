// Someone of whom there is no record yet, and yet something is kept: an opt-in that waits for a second member
// of staff, a call, a window, a message that was held back. It is shown to them, counted and erased as
// everything else is, and what was posted before the erasure brings nobody back.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { serverOptIn } from '../../../ledger/channels/server/server.ts';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { identifierTag } from '../../../ledger/core/subject/tag.ts';
import { readAccess } from '../../../ledger/operations/access/read-access.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseAgain, eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import {
  decodeErasureLine,
  encodeErasure,
  type JournalErasure,
} from '../../../ledger/operations/journal/erasure-line.ts';
import { confirmPending, recordOrKeep } from '../../../ledger/operations/pending/keep.ts';
import { changeBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { rowsOf } from '../../../ledger/storage/erase/rows-of.ts';
import { personalData } from '../../../ledger/storage/schema/personal-data.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, ivrOptIn, optInByTick, shop, spend } from '../commands.ts';
import { optOut } from '../filled-ledger.ts';
import { rowWriters } from './row-writers.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  await changeBusiness(here.ledger, here.business, { fourEyes: ['paper'] });
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const officer = (key = 'officer') => ({ key, business: here.business, scopes: scopeSchema.options });
const second = { by: 'key', id: 'office', staff: 'staff-9' } as const;
const named = (value: string): CanonicalIdentifier => ({ kind: 'number', value });
const preview = (value: string) => previewErasure(here.ledger, officer(), named(value));
const erase = (token: string) => eraseBy(here.ledger, officer(), token, 'asked_by_person');
const confirm = (pending: string) => confirmPending(here.ledger, here.business, pending, second);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof LedgerError ? error.code : error),
  );

/** What says nothing of the rows that are kept. */
const besides = ['not_shown', 'standing', 'look'];

async function accessOf(value: string): Promise<{ row: string }[]> {
  const found: { row: string }[] = [];
  const { rows } = await readAccess(here.ledger, officer(), { person: named(value), format: 'ndjson' });
  for await (const row of rows) if (!besides.includes(row.row)) found.push(row);
  return found;
}

/** On paper, and it waits. */
async function kept(number: string, over: object = {}, once = spend(number)): Promise<string> {
  const evidence = { document_sha256: sha256Hex(number), signed: true, taken_by: 'staff-7' };
  const form = { notice: 'order-updates', locale: 'en', number, channel: 'paper', evidence, ...over };
  const answer = await recordOrKeep(here.ledger, serverOptIn(form, shop), once);
  if (answer.kind !== 'pending') throw new Error('it did not wait');
  return answer.pending;
}

/** What the file and the preview call the rows of each table that is found by a tag. */
const called: Record<string, { row: string; noun: string }> = {
  service_windows: { row: 'window', noun: 'windows' },
  sends: { row: 'message', noun: 'messages' },
  webhook_outbox: { row: 'webhook', noun: 'webhooks' },
  ivr_calls: { row: 'call', noun: 'calls' },
  sms_threads: { row: 'thread', noun: 'text_messages' },
  opt_in_links: { row: 'link', noun: 'opt_in_links' },
  pending_opt_ins: { row: 'pending', noun: 'pending' },
  erasure_requests: { row: 'erasure_request', noun: 'erasure_requests' },
};

test('every table whose rows are found by a tag is tried', () => {
  const byTag = Object.values(personalData).flatMap((entry) => ('none' in entry ? [] : [entry]));
  const count = byTag.filter(({ by, ...entry }) => 'tag' in by && !('stays' in entry)).length;
  expect(Object.keys(called)).toHaveLength(count);
  expect(rowsOf.map(({ table }) => table)).toEqual(expect.arrayContaining(Object.keys(called)));
});

describe.each(Object.entries(called))('a row of %s alone', (table, { row, noun }) => {
  const number = `+9198765170${String(Object.keys(called).indexOf(table)).padStart(2, '0')}`;

  test('is shown, counted and erased', async () => {
    const { ledger, business } = here;
    expect(await codeOf(preview(number))).toBe('not_found');
    // Under the pepper of the day, as each writer has it.
    const tag = identifierTag(ledger.keys.peppers[0]!, business, named(number));
    const at = new Date().toISOString();
    // Of the two messages that it writes, one is of nobody here.
    const subject = '00000000-0000-4000-8000-000000000000';
    await rowWriters[table]!(superuser, { tag, subject, at, business, sender: '1' });

    const shown = (await accessOf(number)).map((one) => ('of' in one ? one.of : one.row));
    // Of a table that a MAC binds, the row is said to be changed: it was not the ledger that wrote it.
    expect([row, table]).toContain(shown.filter((one) => one !== 'message_statuses').join());

    const { token, counts, identifiers } = await preview(number);
    expect(counts).toMatchObject({ [noun]: 1 });
    expect(identifiers).toEqual([{ kind: 'number', masked: expect.stringMatching(/X+\d{4}$/) }]);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain(number.slice(1));
    expect(await erase(token)).toMatchObject({ subjects: 1, records: 0 });
    expect(await accessOf(number)).toMatchObject([{ row: 'stone' }]);
    // Told again, it is the same erasure.
    expect(await erase(token)).toMatchObject({ subjects: 1, records: 0 });
    await superuser.sql.unsafe(`delete from "${table}"`);
    await superuser.sql`delete from message_statuses`;
    expect(await findingsIn(here)).toEqual([]);
  });
});

describe('an opt-in that waits for a second member of staff', () => {
  test('is shown whole, and cannot be confirmed after the erasure', async () => {
    const number = '+919876517101';
    const pending = await kept(number);
    expect(await accessOf(number)).toMatchObject([{ row: 'pending', id: pending, content: { number } }]);
    const { token } = await preview(number);
    await erase(token);
    expect(await codeOf(confirm(pending))).toBe('not_found');
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  });

  test('posted again after it, as of before it, brings nobody back', async () => {
    const number = '+919876517102';
    const occurred_at = new Date().toISOString();
    await kept(number, { occurred_at });
    await erase((await preview(number)).token);
    await confirm(await kept(number, { occurred_at }));
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
    // What the person themself does now counts.
    await optInByTick(here.ledger, number);
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('confirmed between preview and erasure: nothing is erased unseen, and the next preview has it', async () => {
    const number = '+919876517103';
    const pending = await kept(number);
    const { token } = await preview(number);
    await confirm(pending);
    expect(await codeOf(erase(token))).toBe('conflict');
    const { token: next, counts } = await preview(number);
    expect(counts).toMatchObject({ records: 2, pending: 0 });
    await erase(next);
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  });

  test('of one who was erased before, and of one with a record, goes too', async () => {
    const number = '+919876517104';
    await recordOptIn(here.ledger, ivrOptIn(number));
    await erase((await preview(number)).token);
    const pending = await kept(number);
    const { token, counts } = await preview(number);
    expect(counts).toMatchObject({ pending: 1 });
    await erase(token);
    expect(await codeOf(confirm(pending))).toBe('not_found');
    expect(await findingsIn(here)).toEqual([]);
  });

  /** As if the node had died once the journal had the erasure: the database knows nothing of it. */
  async function cutBehindJournal(token: string): Promise<JournalErasure[]> {
    const erasures: JournalErasure[] = [];
    const keep = async (erasure: JournalErasure) => {
      const { master } = here.ledger.keys;
      const text = encodeErasure(master, 'journal', Buffer.alloc(12, 7), erasure);
      const line = decodeErasureLine(master, 'journal', text);
      if (line === undefined || !('erasure' in line)) throw new Error('the line does not open');
      erasures.push(line.erasure);
      throw new Error('cut');
    };
    const cut = { ...here.ledger, erasureJournal: { keep, keepOutcome: async () => {} } };
    expect(await codeOf(eraseBy(cut, officer(), token, 'unlawful'))).toBe('unavailable');
    return erasures;
  }

  test.each([
    ['is erased again from the journal', false],
    ['is erased again where a stop of theirs was told again before, and it stands', true],
  ])('%s', async (_, isStopped) => {
    const number = isStopped ? '+919876517105' : '+919876517107';
    const pending = await kept(number);
    const erasures = await cutBehindJournal((await preview(number)).token);
    if (isStopped) await optOut(here.ledger, here.business, number);
    const again = () => eraseAgain(here.ledger, { erasures, became: new Map() });
    expect(await again()).toEqual({ erased: 1, refused: [] });
    expect(await again()).toEqual({ erased: 0, refused: [] });
    expect(await codeOf(confirm(pending))).toBe('not_found');
    const [stone, ...rest] = (await accessOf(number)) as { row: string; state?: { stops: object } }[];
    expect([stone?.row, rest]).toEqual(['stone', []]);
    expect(Object.keys(stone!.state!.stops).length > 0).toBe(isStopped);
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
    expect(await findingsIn(here)).toEqual([]);
  });

  test('is nobody’s to erase but the key’s that asked, and of another business it is nothing', async () => {
    const number = '+919876517106';
    await kept(number);
    const { token } = await preview(number);
    expect(await codeOf(eraseBy(here.ledger, officer('another'), token, 'unlawful'))).toBe('invalid');
    const elsewhere = { ...officer(), business: 'another-shop' };
    expect(await codeOf(previewErasure(here.ledger, elsewhere, named(number)))).toBe('not_found');
    expect((await preview(number)).counts).toMatchObject({ pending: 1 });
  });
});
