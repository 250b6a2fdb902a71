// A person is erased: nothing of them is left but the stone, no stop of theirs is forgotten, nobody else is
// touched, and the whole ledger still verifies.

import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { type ErasureReason, eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { ask } from '../../../ledger/operations/gate/ask.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { askAsOf } from '../../../ledger/operations/history/ask-as-of.ts';
import { readHistory } from '../../../ledger/operations/history/read-history.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createEraseStore } from '../../../ledger/storage/erase/erase-store.ts';
import { tableNames } from '../../../ledger/storage/schema/catalogue.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { findingsIn } from '../../support/verifier.ts';
import { optInByPhone, optInByTick } from '../commands.ts';
import { optOut } from '../filled-ledger.ts';
import { here, superuser, useOwnedLedger } from '../owned-ledger.ts';

useOwnedLedger();

const named = (value: string): CanonicalIdentifier => ({ kind: 'number', value });
const officer = (key = 'officer') => ({ key, business: here.business, scopes: scopeSchema.options });
const preview = (value: string, key?: string) => previewErasure(here.ledger, officer(key), named(value));
const confirm = (token: string, reason: ErasureReason = 'asked_by_person', ledger = here.ledger) =>
  eraseBy(ledger, officer(), token, reason);
const erase = async (value: string) => confirm((await preview(value)).token);
const stop = (value: string) => optOut(here.ledger, here.business, value);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof LedgerError ? [error.code, ...error.faults.map(({ rule }) => rule)] : error),
  );

async function gate(recipient: CanonicalIdentifier | string) {
  const { answer } = await ask(
    here.ledger,
    {
      business: here.business,
      recipient: typeof recipient === 'string' ? named(recipient) : recipient,
      question: { purpose: 'shipping_update', scope: 'message' },
    },
    { permit: false },
  );
  return answer;
}

/** Every row of every table that holds one of these, as text; bytes are hexadecimal in it. */
async function holding(needles: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of tableNames) {
    const rows = await superuser.sql.unsafe<{ row: string }[]>(`select t::text as row from "${table}" t`);
    for (const { row } of rows) if (needles.some((needle) => row.includes(needle))) found.push(table);
  }
  return [...new Set(found)];
}
const hex = (text: string) => Buffer.from(text).toString('hex');

/** One row in each table that finds a person by a tag or by a message, as the ledger would have it. */
async function rowsByTag(tag: Buffer, others: Buffer): Promise<void> {
  const { sql } = superuser;
  const [business, message, permit] = [here.business, randomBytes(32), randomUUID()];
  const soon = new Date(Date.now() + 60_000).toISOString();
  await sql`insert into service_windows values (${tag}, ${business}, '1', ${soon}, ${randomBytes(32)})`;
  await sql`
    insert into sends (permit, business, sender, recipient, question, decision, reasons, tree_size, state,
      message, carries_permit, sealed_permit, judged_at)
    values (${permit}, ${business}, '1', ${tag}, '{}', 'allow', '{}', 1, 'accepted', ${message}, true,
      ${randomBytes(9)}, ${soon})`;
  for (const sender of ['1', '2'])
    await sql`
      insert into message_statuses (sender, message, status, business, permit, at)
      values (${sender}, ${message}, 'sent', ${business}, ${permit}, ${soon})`;
  for (const tags of [[tag], [tag, others]])
    await sql`
      insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
        received_at, due_at)
      values (${randomUUID()}, ${business}, '1', ${randomBytes(32)}, ${randomBytes(9)}, 9, '', '', ${tags},
        ${soon}, ${soon})`;
}

describe('what is left', () => {
  const number = '+919876501001';
  const bsuid = { kind: 'bsuid', value: 'IN.4471001' } as const;

  test('is the stone: no name, no record byte, no key, no row of theirs, and every other row is as it was', async () => {
    const { ledger, business } = here;
    await optInByTick(ledger, number);
    await optInByTick(ledger, '+919876501002');
    await stop('+919876501003');
    await hearIdentities(ledger, business, [
      { sender: '1', name: 'wamid.e1', kind: 'alias', one: named(number), other: bsuid },
    ]);
    await readHistory(ledger, officer(), named(number));
    const [tag] = tagsUnderEveryPepper(ledger.keys.peppers, business, named(number));
    const [other] = tagsUnderEveryPepper(ledger.keys.peppers, business, named('+919876501002'));
    await rowsByTag(tag!.tag, other!.tag);
    await ledger.register.flush();
    const keys = await superuser.sql<{ wrapped: string; subject: string }[]>`
      select encode(wrapped_key, 'hex') as wrapped, subject from subjects s
      where exists (select from sealed_records r join sealed_records q on q.subject = s.subject
        where r.subject = (select subject from identifier_tags where tag = ${tag!.tag}) and q.idx >= r.idx)
        and subject in (select subject from identifier_tags where tag = ${tag!.tag} union
          select b from subject_links where a = (select subject from identifier_tags where tag = ${tag!.tag}))`;
    expect(keys).toHaveLength(2);
    const subjects = keys.map(({ subject }) => subject);
    const sealed = await superuser.sql<{ sealed: string; record: string; idx: number }[]>`
      select encode(sealed, 'hex') as sealed, record, idx from sealed_records
      where subject = any(${subjects}::uuid[])`;
    const left =
      await superuser.sql`select idx from sealed_records where not subject = any(${subjects}::uuid[])`;
    const { token, counts, identifiers, stays, others } = await preview(number);
    expect(identifiers).toEqual(
      expect.arrayContaining([
        { kind: 'number', masked: '+91 XXXXXX1001' },
        { kind: 'bsuid', masked: 'XXXXXX1001' },
      ]),
    );
    expect(JSON.stringify({ identifiers, stays, others, counts })).not.toContain('98765');
    expect(counts).toMatchObject({
      records: sealed.length + 1,
      keys: 2,
      windows: 1,
      messages: 1,
      webhooks: 1,
    });
    // Of the same message, another sender's status is not this person's.
    expect(counts.statuses).toBe(1);

    const erased = await confirm(token);
    expect(erased).toMatchObject({ subjects: 2, records: sealed.length + 1, reason: 'asked_by_person' });
    const gone = [...sealed.map((row) => row.sealed), ...keys.map(({ wrapped }) => wrapped)];
    expect(
      await holding([number, number.slice(1), hex(number), bsuid.value, hex(bsuid.value), ...gone]),
    ).toEqual([]);
    // The one that names another too waits until it is delivered.
    expect((await holding([tag!.tag.toString('hex')])).toSorted()).toEqual([
      ...['identifier_tags', 'late_erasures', 'webhook_outbox'],
    ]);
    expect(await superuser.sql`select from webhook_outbox`).toHaveLength(1);
    expect(await superuser.sql`select from message_statuses`).toHaveLength(1);
    expect(await superuser.sql`select from register where subject = any(${subjects}::uuid[])`).toHaveLength(
      0,
    );
    const still = await superuser.sql`select idx from sealed_records where subject is not null`;
    expect(still).toEqual(left);
    await superuser.sql`delete from webhook_outbox`;
    await superuser.sql`delete from message_statuses`;
  });

  test('verifies: the entries stand, what is gone is told from what was removed, and the gate denies', async () => {
    expect(await findingsIn(here)).toEqual([]);
    for (const name of [number, bsuid]) expect(await gate(name)).toMatchObject({ decision: 'deny' });
    expect(await gate('+919876501002')).toMatchObject({ decision: 'allow' });
  });

  test('shows no record of before, and remembers no past consent', async () => {
    const { ledger, business } = here;
    const { records } = await readHistory(ledger, officer(), named(number));
    expect(records.map(({ kind }) => kind)).toEqual(['accessed']);
    const question = { purpose: 'shipping_update', scope: 'message' } as const;
    const principal = { key: 'officer', business, scopes: scopeSchema.options };
    const [first] = await superuser.sql<{ size: number }[]>`
      select min(tree_size) as size from sealed_records where subject is not null`;
    const then = await askAsOf(
      ledger,
      principal,
      { question, recipient: named(number) },
      { treeSize: first!.size },
    );
    expect(then).toMatchObject({ decision: 'deny' });
  });
});

describe('a stop', () => {
  test('that stood still stands, for every name that a link joins, and a fresh act lifts it as before', async () => {
    const [left, taken] = ['+919876501011', '+919876501012'];
    const { ledger, business } = here;
    for (const one of [left, taken]) await optInByTick(ledger, one);
    await hearIdentities(ledger, business, [
      { sender: '1', name: 'wamid.e2', kind: 'change', from: named(left), to: named(taken) },
    ]);
    await stop(taken);
    expect(await gate(taken)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    await erase(taken);
    expect(await gate(taken)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    await optInByPhone(ledger, taken);
    expect(await gate(taken)).toMatchObject({ decision: 'deny' });
    await optInByTick(ledger, taken);
    expect(await gate(taken)).toMatchObject({ decision: 'allow' });
    expect(await findingsIn(here)).toEqual([]);
  });

  test('of an erased person crosses to whom it crossed before (D8)', async () => {
    const { ledger, business } = here;
    const one = named('+919876501013');
    const other = { kind: 'bsuid', value: 'IN.4471013' } as const;
    await optInByTick(ledger, one.value);
    await hearIdentities(ledger, business, [{ sender: '1', name: 'wamid.e3', kind: 'alias', one, other }]);
    await stop(one.value);
    expect(await gate(other)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    await erase(one.value);
    for (const name of [one, other]) expect(await gate(name)).toMatchObject({ decision: 'deny' });
    await stop(one.value);
    expect(await findingsIn(here)).toEqual([]);
  });

  test('of the erased is heard', async () => {
    await optInByTick(here.ledger, '+919876501014');
    await erase('+919876501014');
    expect(await stop('+919876501014')).toMatchObject({ kind: 'opt_out' });
    await optInByTick(here.ledger, '+919876501014');
    expect(await gate('+919876501014')).toMatchObject({ decision: 'allow' });
    await stop('+919876501014');
    expect(await gate('+919876501014')).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('is in the state that is made again from the stone, where the stored one is damaged', async () => {
    const value = '+919876501015';
    await stop(value);
    await erase(value);
    await optInByPhone(here.ledger, value);
    const [tag] = tagsUnderEveryPepper(here.ledger.keys.peppers, here.business, named(value));
    const damage = () => superuser.sql`
      update consent_states set state = 'x' where subject in (
        select subject from identifier_tags where tag = ${tag!.tag})`;
    await damage();
    expect(await gate(value)).toMatchObject({ reasons: ['withdrawn', 'grade_too_low_after_withdrawal'] });
    await optInByPhone(here.ledger, value);
    expect(await findingsIn(here)).toEqual([]);
    await erase(value);
    await damage();
    expect(await gate(value)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    await stop(value);
    expect(await findingsIn(here)).toEqual([]);
  });
});

test('what was agreed to before the erasure and arrives after it grants nothing', async () => {
  const value = '+919876501016';
  await optInByTick(here.ledger, value);
  const before = new Date(Date.now() - 60_000).toISOString();
  await erase(value);
  await optInByTick(here.ledger, value, { occurred_at: before });
  expect(await gate(value)).toMatchObject({ decision: 'deny' });
  await optInByTick(here.ledger, value);
  expect(await gate(value)).toMatchObject({ decision: 'allow' });
});

test('opt-ins beside it are either taken or count, as the log has them, and none is half there', async () => {
  const value = '+919876501017';
  await optInByTick(here.ledger, value);
  const { token } = await preview(value);
  const [erased, ...optIns] = await Promise.all([
    confirm(token),
    ...Array.from({ length: 20 }, () => optInByTick(here.ledger, value)),
  ]);
  const after = optIns.filter(({ recorded_at }) => recorded_at > erased.recorded_at);
  expect(erased.records).toBe(2 + optIns.length - after.length);
  expect(await gate(value)).toMatchObject({ decision: after.length > 0 ? 'allow' : 'deny' });
  expect(await findingsIn(here)).toEqual([]);
});

describe('a token', () => {
  test('erases once: sent again it gives the same answer, and takes nothing of what came since', async () => {
    const value = '+919876501018';
    await optInByTick(here.ledger, value);
    const { token } = await preview(value);
    const erased = await confirm(token);
    await optInByTick(here.ledger, value);
    expect(await confirm(token)).toEqual(erased);
    expect(await gate(value)).toMatchObject({ decision: 'allow' });
    expect(await refusal(confirm(token, 'unlawful'))).toEqual(['idempotency_key_reused']);
    expect(await gate(value)).toMatchObject({ decision: 'allow' });
    // Erased anew, by a preview of its own.
    expect(await erase(value)).toMatchObject({ records: 2 });
    expect(await gate(value)).toMatchObject({ decision: 'deny' });
    expect(await findingsIn(here)).toEqual([]);
  });

  test('is the asking key’s, unchanged, for 15 minutes', async () => {
    const value = '+919876501019';
    await optInByTick(here.ledger, value);
    const { token } = await preview(value, 'another key');
    const isNone = ['invalid', 'erasure_token'];
    expect(await refusal(confirm(token))).toEqual(isNone);
    const own = (await preview(value)).token;
    const [body, seal] = own.split('.');
    for (const forged of ['', 'x', `${own}.x`, `${body}.`, `${body}A.${seal}`, `.${seal}`])
      expect(await refusal(confirm(forged))).toEqual(isNone);
    const stranger = { ...officer(), business: 'other-shop' };
    expect(await refusal(eraseBy(here.ledger, stranger, own, 'unlawful'))).toEqual(isNone);
    const world = { ...here.ledger.world, now: () => new Date(Date.now() + 15 * 60_000 + 1000) };
    const late = { ...here.ledger, world };
    expect(await refusal(confirm(own, 'child', late))).toEqual(['invalid', 'erasure_token_expired']);
    expect(await gate(value)).toMatchObject({ decision: 'allow' });
  });

  test('does nothing where a link has joined the person to another since', async () => {
    const one = named('+919876501020');
    await optInByTick(here.ledger, one.value);
    const { token } = await preview(one.value);
    const other = { kind: 'bsuid', value: 'IN.4471020' } as const;
    await hearIdentities(here.ledger, here.business, [
      { sender: '1', name: 'wamid.e4', kind: 'alias', one, other },
    ]);
    expect(await refusal(confirm(token))).toEqual(['conflict']);
    expect(await gate(one)).toMatchObject({ decision: 'allow' });
    await erase(one.value);
    expect(await gate(one)).toMatchObject({ decision: 'deny' });
  });
});

test('of a person whom nothing is recorded of there is no preview', async () => {
  expect(await refusal(preview('+919876501099'))).toEqual(['not_found']);
});

test('where the login may erase nobody, the preview says so, shows nothing and notes no look', async () => {
  const value = '+919876501098';
  await optInByTick(here.ledger, value);
  const login = `login_${randomUUID().slice(0, 8)}`;
  await superuser.sql.unsafe(`create role ${login} login password 'x' in role optmark_app`);
  const url = new URL(here.config.databaseUrl!);
  [url.username, url.password] = [login, 'x'];
  const app = openDatabase({ url: url.href, role: appRole, clients: 1 });
  const size = async () => (await here.ledger.log.latestCheckpoint())!.size;
  const before = await size();
  const ledger = { ...here.ledger, erasing: createEraseStore(app) };
  try {
    const refused = previewErasure(ledger, officer(), named(value));
    await expect(refused).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('GRANT optmark_eraser TO'),
    });
    expect(await size()).toBe(before);
    await superuser.sql.unsafe(`grant optmark_eraser to ${login}`);
    expect(await previewErasure(ledger, officer(), named(value))).toMatchObject({ counts: { records: 2 } });
  } finally {
    await app.end();
    await superuser.sql.unsafe(`drop role ${login}`);
  }
});

describe('a crash', () => {
  const tables = ['sealed_records', 'subjects', 'subject_links', 'consent_states', 'stones', 'log_entries'];

  test.for(tables)(
    'at %s leaves everything as it was, and the same token erases afterwards',
    async (table) => {
      const value = `+9198765011${String(tables.indexOf(table)).padStart(2, '0')}`;
      await optInByTick(here.ledger, value);
      const { token } = await preview(value);
      const before = await superuser.sql`select idx from sealed_records order by idx`;
      await superuser.sql.unsafe(`
      create function crash() returns trigger language plpgsql as 'begin raise exception ''crash''; end';
      create trigger crash before delete or insert on ${table} for each statement execute function crash()`);
      try {
        expect(await refusal(confirm(token))).toEqual(['internal']);
      } finally {
        await superuser.sql.unsafe(`drop trigger crash on ${table}; drop function crash()`);
      }
      expect(await superuser.sql`select idx from sealed_records order by idx`).toEqual(before);
      expect(await gate(value)).toMatchObject({ decision: 'allow' });
      expect(await confirm(token)).toMatchObject({ records: 2 });
      expect(await gate(value)).toMatchObject({ decision: 'deny' });
    },
  );

  test('before the journal has it erases nothing', async () => {
    const value = '+919876501120';
    await optInByTick(here.ledger, value);
    const { token } = await preview(value);
    const erasureJournal = { ...here.ledger.erasureJournal, keep: () => Promise.reject(new Error('full')) };
    const ledger = { ...here.ledger, erasureJournal };
    expect(await refusal(confirm(token, 'asked_by_person', ledger))).toEqual(['unavailable']);
    expect(await gate(value)).toMatchObject({ decision: 'allow' });
  });

  test('left a whole ledger each time', async () => {
    expect(await findingsIn(here)).toEqual([]);
  });
});
