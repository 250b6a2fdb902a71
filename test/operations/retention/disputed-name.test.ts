// A dispute with someone of whom there is no record, and yet something is kept, such as a message that went
// out without consent: what was sent to them is kept, and whoever the name leads to later.

import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { identifierTag } from '../../../ledger/core/subject/tag.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { endRecords } from '../../../ledger/operations/retention/end.ts';
import { endingRecords } from '../../../ledger/operations/retention/ending.ts';
import { closeDispute, retentionShown, setDispute } from '../../../ledger/operations/retention/settings.ts';
import { businessOf } from '../../../ledger/operations/setup/business.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { findingsIn } from '../../support/verifier.ts';
import { rowWriters } from '../erase/row-writers.ts';
import { optOut } from '../filled-ledger.ts';
import { here, superuser, useOwnedLedger } from '../owned-ledger.ts';

useOwnedLedger();

const named = (value: string): CanonicalIdentifier => ({ kind: 'number', value });
const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });
const dispute = (number: string, isOpen: boolean) =>
  setDispute(here.ledger, officer(), named(number), isOpen, operator);
const shown = async () => retentionShown(await businessOf(here.ledger, here.business));
const tagOf = (number: string) => identifierTag(here.ledger.keys.peppers[0]!, here.business, named(number));

/** One message to nobody of here, and one to this number. */
async function sent(number: string): Promise<void> {
  const subject = '00000000-0000-4000-8000-000000000000';
  const row = { tag: tagOf(number), subject, at: new Date().toISOString(), sender: '1' };
  await rowWriters.sends!(superuser, { ...row, business: here.business });
}

const later = async (days: number) => {
  await here.ledger.register.flush();
  const now = () => new Date(Date.now() + days * 86_400_000);
  return { ...here.ledger, world: { ...here.ledger.world, now } };
};

/** What the worker does, once, so many days from now: messages that are left, and statuses. */
async function sweep(days: number, { keys } = here.ledger): Promise<[number, number]> {
  const stop = new AbortController();
  const watch = { soon: () => {}, left: () => {} };
  const ledger = { ...(await later(days)), keys };
  const retention = {
    ...ledger.retention,
    sweep: async (...asked: Parameters<typeof ledger.retention.sweep>) => {
      await ledger.retention.sweep(...asked);
      stop.abort();
    },
  };
  await endingRecords({ ...ledger, retention }, watch).run(stop.signal, undefined as never);
  const { sql } = superuser;
  return [(await sql`select from sends`).length, (await sql`select from message_statuses`).length];
}

const tenYears = 3_653;

test('keeps what was sent to them, and nothing else, until it is closed', async () => {
  const number = '+919876506001';
  await expect(dispute(number, true)).rejects.toMatchObject({ code: 'not_found' });
  await expect(dispute(number, false)).rejects.toMatchObject({ code: 'not_found' });
  await sent(number);
  await dispute(number, true);
  await dispute(number, true);
  const { disputes, open_disputes } = await shown();
  expect([disputes, open_disputes]).toEqual([1, [{ id: expect.any(String), names: 1 }]]);
  expect(await sweep(tenYears)).toEqual([1, 1]);
  await dispute(number, false);
  expect(await shown()).toMatchObject({ disputes: 0, open_disputes: [] });
  expect(await sweep(tenYears)).toEqual([0, 0]);
  await expect(dispute(number, false)).rejects.toMatchObject({ code: 'not_found' });
});

test('keeps the records of whoever the name leads to later, and is closed by its id', async () => {
  const number = '+919876506002';
  await sent(number);
  await dispute(number, true);
  await optOut(here.ledger, here.business, number);
  const run = async () => endRecords(await later(tenYears), here.business, { dryRun: false });
  expect(await run()).toMatchObject({ people: {}, kept: { dispute: 1 } });
  expect(await sweep(tenYears)).toEqual([1, 1]);
  const { id } = (await shown()).open_disputes[0]!;
  await closeDispute(here.ledger, here.business, id, operator);
  expect(await shown()).toMatchObject({ disputes: 0, open_disputes: [] });
  expect((await run()).kept).toEqual({});
  expect(await findingsIn(here)).toEqual([]);
});

test('keeps what was sent to someone before there was a record of them', async () => {
  const number = '+919876506003';
  await sent(number);
  await optOut(here.ledger, here.business, number);
  await dispute(number, true);
  expect(await sweep(tenYears)).toEqual([1, 1]);
  await dispute(number, false);
  expect(await sweep(tenYears)).toEqual([0, 0]);
});

/** The ledger after `keys rotate-pepper`, with every old pepper still there. */
function rotated(): Ledger {
  const { keys } = here.ledger;
  const pepper = { version: 2, key: createSecretKey(randomBytes(32)) };
  return { ...here.ledger, keys: { ...keys, peppers: [pepper, ...keys.peppers] } };
}

test('keeps the records of whoever the name leads to under a pepper of after it', async () => {
  const number = '+919876506005';
  await sent(number);
  await dispute(number, true);
  const ledger = rotated();
  await optOut(ledger, here.business, number);
  const run = async () =>
    endRecords({ ...(await later(tenYears)), keys: ledger.keys }, here.business, { dryRun: false });
  expect(await run()).toMatchObject({ people: {}, kept: { dispute: 1 } });
  expect(await sweep(tenYears)).toEqual([1, 1]);
  await setDispute(ledger, officer(), named(number), false, operator);
  expect((await run()).kept).toEqual({});
  expect(await sweep(tenYears)).toEqual([0, 0]);
});

test.each(['name', 'id'])('by their %s, keeps what was sent to them under a pepper of before', async (by) => {
  const number = by === 'id' ? '+919876506006' : '+919876506007';
  await sent(number);
  if (by === 'id') await dispute(number, true);
  const ledger = rotated();
  await optOut(ledger, here.business, number);
  const { person } = await findPerson(ledger, here.business, named(number));
  const asked = by === 'id' ? { kind: 'subject' as const, value: person!.subjects[0]! } : named(number);
  await setDispute(ledger, officer(), asked, true, operator);
  expect(await sweep(tenYears, ledger)).toEqual([1, 1]);
  await setDispute(ledger, officer(), asked, false, operator);
  expect(await shown()).toMatchObject({ disputes: 0, open_disputes: [] });
  expect(await sweep(tenYears, ledger)).toEqual([0, 0]);
});

test('of another business it is nothing, and no name is told', async () => {
  const number = '+919876506004';
  await sent(number);
  const elsewhere = { ...officer(), business: 'another-shop' };
  await expect(setDispute(here.ledger, elsewhere, named(number), true, operator)).rejects.toMatchObject({
    code: 'not_found',
  });
  await dispute(number, true);
  expect(JSON.stringify(await shown())).not.toContain(tagOf(number).toString('base64'));
  await dispute(number, false);
});
