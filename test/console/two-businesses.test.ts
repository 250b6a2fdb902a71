// One person who is an auditor of one business and an admin of another: what they may do, and by which id
// they are named, is that of the business whose page is open.

import type { Page as Tab } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeConsoleLink } from '../../ledger/operations/console/links.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addPerson } from '../../ledger/operations/setup/people.ts';
import { addBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { type Body, ivrOptIn, post } from '../http/requests.ts';
import { ConsoleDesk } from '../support/browser/console-desk.ts';
import { orderUpdates, testLedger } from '../support/ledger.ts';

const read = 'fresh-produce';
const run = 'green-grocer';

let desk: ConsoleDesk;
let url: string;
/** The same number is another person to each business. */
const subjects: Record<string, string> = {};

beforeAll(async () => {
  desk = await ConsoleDesk.open((at) => testLedger({ url: at }));
  ({ url } = desk);
  const { ledger, keys } = desk.ledger;
  await addBusiness(ledger, { id: run, name: 'Green Grocer', callingCode: '91' });
  await publish(ledger, run, orderUpdates, 'test');
  const theirs = (await createApiKey(ledger, run, 'all', ['opt-in:write', 'audit:read'])).key;
  for (const [business, ingest, audit] of [
    [read, keys.ingest, keys.audit],
    [run, theirs, theirs],
  ] as const) {
    await post(`${url}/v1/opt-ins`, ingest, ivrOptIn('+919876543210'));
    const found: Body = await (await post(`${url}/v1/subjects/search`, audit, { q: '+919876543210' })).json();
    subjects[business] = found.subject;
  }
});
afterAll(async () => {
  await desk?.close();
  await desk?.ledger.stop();
});

type Role = Parameters<typeof addPerson>[2]['role'];

/** Signed in to both; whichever was added first comes first in what the ledger says of the session. */
async function signedInToBoth(order: readonly (readonly [string, Role])[]): Promise<Tab> {
  const { ledger } = desk.ledger;
  const people: string[] = [];
  for (const [business, role] of order)
    people.push(await addPerson(ledger, business, { name: 'Meera Nair', role }));
  const tab = await desk.tab(await desk.context());
  await tab.goto(await makeConsoleLink(ledger, people));
  await tab.getByRole('button', { name: 'Sign in with this link' }).click();
  await tab.getByText('Meera Nair').waitFor();
  return tab;
}

const stop = (tab: Tab) => tab.locator('summary', { hasText: 'Stop all' });

async function openPerson(tab: Tab, business: string): Promise<void> {
  await tab.goto(`${url}/console/person/${subjects[business]}?business=${business}`);
  await tab.getByRole('heading', { name: 'May we write to this person?' }).waitFor();
}

const both = [
  [read, 'auditor'],
  [run, 'admin'],
] as const;

test.each([
  ['auditor first', both],
  ['admin first', both.toReversed()],
])('each business has the buttons of the role in it: %s', async (_, order) => {
  const tab = await signedInToBoth(order);
  await openPerson(tab, read);
  await tab.locator('.who').getByText('Auditor').waitFor();
  expect(await stop(tab).count()).toBe(0);
  await tab.getByRole('link', { name: 'Rights', exact: true }).click();
  await tab.getByRole('heading', { name: 'Access' }).waitFor();
  expect(await tab.getByRole('button', { name: /Erase|Object|Preview/ }).count()).toBe(0);

  await openPerson(tab, run);
  await tab.locator('.who').getByText('Admin').waitFor();
  expect(await stop(tab).count()).toBe(1);
  await tab.getByRole('link', { name: 'Rights', exact: true }).click();
  await tab.getByRole('button', { name: 'Object to everything' }).waitFor();
  expect(desk.errors).toEqual([]);
});

test('the switch of businesses changes the role with the page', async () => {
  const tab = await signedInToBoth(both);
  await tab.goto(`${url}/console/settings`);
  await tab.getByText('An admin of the business changes its settings.').waitFor();
  await tab.locator('summary', { hasText: 'Fresh Produce' }).click();
  await tab.getByRole('link', { name: 'Green Grocer' }).click();
  await tab.locator('.who').getByText('Admin').waitFor();
  await tab.getByRole('link', { name: 'Settings', exact: true }).click();
  await tab.getByRole('link', { name: /^People/ }).waitFor();
});

test('the work paper of each business has the looks of the person there', async () => {
  const tab = await signedInToBoth(both);
  for (const business of [read, run]) {
    await openPerson(tab, business);
    await tab.getByRole('link', { name: 'Work paper', exact: true }).click();
    const row = tab.getByRole('row').filter({ hasText: subjects[business]!.slice(-8) });
    await row.first().waitFor();
  }
});
