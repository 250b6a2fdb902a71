// Consent to one purpose ends because nothing was heard of the person: that purpose alone, told before, put
// off by whatever is heard, and of nobody else.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { endRecords, previewEnding } from '../../../ledger/operations/retention/end.ts';
import { retentionShown, setDispute, setLapse } from '../../../ledger/operations/retention/settings.ts';
import { whoEndsSoon } from '../../../ledger/operations/retention/soon.ts';
import { businessOf } from '../../../ledger/operations/setup/business.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { bindRows } from '../../../ledger/storage/schema/bound-tables.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, optInByTick } from '../commands.ts';
import { rowWriters } from '../erase/row-writers.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  await rule(365);
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const named = (value: string): CanonicalIdentifier => ({ kind: 'number', value });
const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });
const purpose = 'shipping_update' as const;
const about = { jurisdiction: '*', purpose };
const rule = (days: number | null) => setLapse(here.ledger, here.business, about, days, operator);

async function inDays(days: number, parts: Partial<Ledger> = {}): Promise<Ledger> {
  await here.ledger.register.flush();
  const now = () => new Date(Date.now() + days * 86_400_000);
  return { ...here.ledger, ...parts, world: { ...here.ledger.world, now } };
}
const run = async (days: number, parts?: Partial<Ledger>) =>
  endRecords(await inDays(days, parts), here.business, { dryRun: false });
const name = `lapse/*/${purpose}`;
const says = async (number: string, of?: 'payment_update') => {
  const { decision, reasons } = await gateSays(here.ledger, number, of);
  return [decision, ...reasons];
};
async function subjectOf(number: string): Promise<string> {
  return (await findPerson(here.ledger, here.business, named(number))).person!.named[0]!;
}
const kindsOf = async (number: string): Promise<(string | null)[]> => {
  await here.ledger.register.flush();
  const subject = await subjectOf(number);
  const rows = await superuser.sql<{ kind: string | null }[]>`
    select kind from register where subject = ${subject}::uuid order by idx`;
  return rows.map(({ kind }) => kind);
};
/** Whoever else there is has ended by then, or is told of again. */
const endOthers = () => run(3_000);

test('it is told before, and then that purpose ends alone; a new yes counts as if nothing had been', async () => {
  const number = '+919876507001';
  await optInByTick(here.ledger, number);
  expect(await run(330)).toMatchObject({ lapsed: {}, soon: { people: 0 } });
  const told = { people: 1, by_rule: { [name]: 1 } };
  expect(await run(340)).toMatchObject({ lapsed: {}, soon: told, kept: { standing: 1 } });
  const { people } = await whoEndsSoon(await inDays(340), officer(), { days: 30, reason: 'warning_of_end' });
  expect(people).toMatchObject([{ subject: await subjectOf(number), number, rule: name }]);
  expect(Math.round((Date.parse(people[0]!.ends_at) - Date.now()) / 86_400_000)).toBe(365);

  expect((await previewEnding(await inDays(366), officer())).lapsed).toEqual({ [name]: 1 });
  expect(await says(number)).toEqual(['allow', 'granted']);
  expect((await run(366)).lapsed).toEqual({ [name]: 1 });
  expect(await says(number)).toEqual(['deny', 'expired']);
  expect(await says(number, 'payment_update')).toEqual(['allow', 'granted']);
  expect(await run(366)).toMatchObject({ lapsed: {}, soon: { people: 0 } });
  expect((await kindsOf(number)).filter((kind) => kind === 'lapsed')).toHaveLength(1);

  await optInByTick(here.ledger, number);
  expect(await says(number)).toEqual(['allow', 'granted']);
  expect(await findingsIn(here)).toEqual([]);
});

test('a message that the person has read puts it off', async () => {
  const number = '+919876507002';
  await endOthers();
  await optInByTick(here.ledger, number);
  const at = new Date(Date.now() + 100 * 86_400_000).toISOString();
  const subject = await subjectOf(number);
  const row = { tag: Buffer.alloc(32, 2), subject, at, business: here.business, sender: '1' };
  await rowWriters.sends!(superuser, row);
  await bindRows(superuser.sql, here.ledger.keys.macs);
  expect((await run(400)).lapsed).toEqual({});
  expect(await says(number)).toEqual(['allow', 'granted']);
  expect((await run(466)).lapsed).toEqual({ [name]: 1 });
  for (const table of ['sends', 'message_statuses']) await superuser.sql.unsafe(`delete from "${table}"`);
});

test.each([
  ['status', 'message_statuses'],
  ['message', 'sends'],
])('a %s that a hand put there puts nothing off, however many there are', async (_, table) => {
  const number = table === 'sends' ? '+919876507008' : '+919876507009';
  await endOthers();
  await optInByTick(here.ledger, number);
  const [subject, { sql }] = [await subjectOf(number), superuser];
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const write = (days: number) => {
    const row = { tag: Buffer.alloc(32, 3), subject, at: at(days), business: here.business, sender: '1' };
    return rowWriters.sends!(superuser, row);
  };
  await write(100);
  await bindRows(sql, here.ledger.keys.macs);
  for (let n = 0; n < 120; n += 1) await write(300);
  await sql.unsafe(`update "${table}" set mac = decode(repeat('00', 32), 'hex') where mac is null`);
  await bindRows(sql, here.ledger.keys.macs);
  expect((await run(464)).lapsed).toEqual({});
  expect((await run(466)).lapsed).toEqual({ [name]: 1 });
  for (const one of ['sends', 'message_statuses']) await sql.unsafe(`delete from "${one}"`);
});

test('two nodes that end it at once say it once, under each name that has such consent', async () => {
  const number = '+919876507003';
  const bsuid = { kind: 'bsuid', value: 'IN.4517003' } as const;
  await endOthers();
  await optInByTick(here.ledger, number);
  const told = { sender: '1', one: named(number), other: bsuid, name: 'wamid.lapse', kind: 'alias' } as const;
  await hearIdentities(here.ledger, here.business, [told]);
  await Promise.all([run(366), run(366)]);
  expect((await kindsOf(number)).filter((kind) => kind === 'lapsed')).toHaveLength(1);
  expect(await says(number)).toEqual(['deny', 'expired']);
  expect(await findingsIn(here)).toEqual([]);
});

test('a dispute keeps it, and no rule ends nothing', async () => {
  const number = '+919876507004';
  await endOthers();
  await optInByTick(here.ledger, number);
  const dispute = (isOpen: boolean) => setDispute(here.ledger, officer(), named(number), isOpen, operator);
  await dispute(true);
  expect((await run(366)).lapsed).toEqual({});
  await dispute(false);
  await rule(null);
  expect((await run(366)).lapsed).toEqual({});
  await rule(365);
  expect(await says(number)).toEqual(['allow', 'granted']);
});

async function agree(number: string): Promise<void> {
  await optInByTick(here.ledger, number);
}
async function erase(number: string): Promise<void> {
  const { token } = await previewErasure(here.ledger, officer(), named(number));
  await eraseBy(here.ledger, officer(), token, 'asked_by_person');
}

test.each([
  ['agrees anew', agree, 'allow'],
  ['is erased', erase, 'deny'],
] as const)('who %s at this very moment is not ended', async (_, meanwhile, decision) => {
  const number = decision === 'allow' ? '+919876507005' : '+919876507006';
  await endOthers();
  await optInByTick(here.ledger, number);
  const { sequencer } = here.ledger;
  let done: Promise<void> | undefined;
  const parts: Pick<Ledger, 'sequencer'> = {
    sequencer: {
      ...sequencer,
      async submit(draft: Draft) {
        if (draft.record.kind === 'lapsed') {
          done ??= meanwhile(number);
          await done;
        }
        return sequencer.submit(draft);
      },
    },
  };
  await run(366, parts);
  expect(done).toBeDefined();
  expect((await says(number))[0]).toBe(decision);
  if (decision === 'deny') expect(await kindsOf(number)).not.toContain('lapsed');
  expect(await findingsIn(here)).toEqual([]);
});

test('it begins a month after it is set, and is no shorter at once; a longer one keeps its day', async () => {
  const shown = async () => retentionShown(await businessOf(here.ledger, here.business)).lapse;
  const from = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  expect(await shown()).toEqual([{ ...about, inactive_for: 365, from: from(30), floor_days: 90 }]);
  const later = await inDays(100);
  const set = (days: number) => setLapse(later, here.business, about, days, operator);
  await set(400);
  expect(await shown()).toMatchObject([{ inactive_for: 400, from: from(30) }]);
  await set(200);
  expect(await shown()).toMatchObject([{ inactive_for: 200, from: from(130) }]);
});

test('a place whose exception is taken away is told before the rule of everywhere ends anything there', async () => {
  const later = await inDays(4000);
  const set = (jurisdiction: string, days: number | null) =>
    setLapse(later, here.business, { jurisdiction, purpose: 'payment_update' }, days, operator);
  await set('*', 180);
  await set('IN', 1095);
  const muchLater = await inDays(4400);
  await setLapse(muchLater, here.business, { jurisdiction: 'IN', purpose: 'payment_update' }, null, operator);
  const { lapse } = retentionShown(await businessOf(here.ledger, here.business));
  const from = new Date(muchLater.world.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  expect(lapse).toContainEqual(
    expect.objectContaining({ jurisdiction: '*', purpose: 'payment_update', from }),
  );
  await setLapse(muchLater, here.business, { jurisdiction: '*', purpose: 'payment_update' }, null, operator);
});
