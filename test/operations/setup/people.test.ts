// Who may use the console: of two who are added at once under one identity there is one.

import { expect, test } from 'vitest';
import {
  addPerson,
  endPerson,
  forgetPerson,
  listPeople,
  type PersonDraft,
} from '../../../ledger/operations/setup/people.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../../http/api.ts';

const here = apiOfThisFile();
const hourMs = 3_600_000;
const at = (now: number) => ({
  ...here.ledger.ledger,
  world: { ...here.ledger.ledger.world, now: () => new Date(now) },
});
const add = (subject: string, { business = here.ledger.business, now = Date.now(), ...over }: Over = {}) =>
  addPerson(at(now), business, {
    ...{
      name: 'Reviewer One',
      role: 'auditor',
      identity: { issuer: 'https://id.example', subject },
      ...over,
    },
  });
type Over = Partial<PersonDraft> & { business?: string; now?: number };

const live = async (subject: string) =>
  (await listPeople(here.ledger.ledger, { business: here.ledger.business })).filter(
    ({ identity, endedAt }) => identity?.subject === subject && endedAt === undefined,
  );

test('of several who are added at once under one identity one is there, and the others are told so', async () => {
  const roles = ['auditor', 'manager', 'admin', 'auditor'] as const;
  const outcomes = await Promise.allSettled(roles.map((role) => add('at-once', { role })));
  const refused = outcomes.filter((one) => one.status === 'rejected');
  expect(outcomes.length - refused.length).toBe(1);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict' });
  const [won, ...more] = await live('at-once');
  expect(more).toEqual([]);
  const ids = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won!.id).toBe(ids[0]);
});

test('others are added at once: of other identities, of none, and to other businesses', async () => {
  const { ledger } = here.ledger;
  await addBusiness(ledger, { id: 'green-grocer', name: 'Green Grocer' });
  const nameless = { name: 'Reviewer Two', role: 'auditor' } as const;
  const ids = await Promise.all([
    ...[add('one'), add('another'), add('one', { business: 'green-grocer' })],
    ...[addPerson(ledger, here.ledger.business, nameless), addPerson(ledger, here.ledger.business, nameless)],
  ]);
  expect(new Set(ids).size).toBe(5);
});

test('who has ended, was forgotten or is over may be added anew, by one of several at once', async () => {
  const { ledger } = here.ledger;
  const now = Date.now();
  await endPerson(ledger, await add('ended'));
  await forgetPerson(ledger, await add('forgotten'));
  await add('over', { until: new Date(now + hourMs).toISOString() });
  await expect(add('over')).rejects.toMatchObject({ code: 'conflict' });
  for (const subject of ['ended', 'forgotten', 'over']) {
    const later = { now: now + 2 * hourMs };
    const outcomes = await Promise.allSettled([add(subject, later), add(subject, later)]);
    const statuses = outcomes.map(({ status }) => status).sort();
    expect([subject, ...statuses]).toEqual([subject, 'fulfilled', 'rejected']);
  }
});
