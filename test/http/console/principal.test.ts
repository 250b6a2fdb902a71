// A person in the console asks as a server with a key does, within their role: records name them and what
// they are, and numbers are masked until they say why they need them.

import { beforeAll, expect, test } from 'vitest';
import { readWholeHistory } from '../../../ledger/operations/history/read-history.ts';
import { endPerson } from '../../../ledger/operations/setup/people.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { findingsIn } from '../../support/verifier.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';
import { type ConsoleBrowser, type Fetch, signedIn } from './browser.ts';

const app = apiOfThisFile();
const ask: Fetch = (path, init) => app.request(path, init);
const number = '+919876543210';
const people = {} as Record<'auditor' | 'manager' | 'admin', { browser: ConsoleBrowser; person: string }>;
let record: string;

beforeAll(async () => {
  const { ledger, business, url, keys } = app.ledger;
  record = ((await (await post(`${url}/v1/opt-ins`, keys.ingest, ivrOptIn(number))).json()) as Body).record;
  for (const role of ['auditor', 'manager', 'admin'] as const)
    people[role] = await signedIn(ledger, ask, { business, role });
});

async function looks(): Promise<Body[]> {
  const found: Body[] = [];
  const { ledger, business } = app.ledger;
  const reader = { key: 'cli', business, scopes: ['audit:read'] as const };
  for await (const page of readWholeHistory(ledger, reader, { kind: 'number', value: number }))
    for (const one of page.records) if (one.kind === 'accessed') found.push(one);
  return found;
}

test('each look is a record that names the person and the role', async () => {
  const { browser, person } = people.auditor;
  expect((await browser.ask('POST', '/v1/subjects/history', { number })).status).toBe(200);
  const look = (await looks()).find(({ record: { access } }) => access.by === person);
  expect(look).toMatchObject({
    read_by: { role: 'auditor', name: 'Reviewer One' },
    record: {
      source: { system: 'console', actor: person },
      access: { operation: 'history', by: person, role: 'auditor' },
    },
  });
});

test('a number is masked wherever an answer names it, and what a proof is made of stays whole', async () => {
  const { browser } = people.auditor;
  for (const [method, path, body] of [
    ['POST', '/v1/subjects/history', { number }],
    ['GET', `/v1/records/${record}`, undefined],
  ] as const) {
    const text = await (await browser.ask(method, path, body)).text();
    expect(text).toContain('XXXXXX3210');
    expect(text).not.toMatch(/98765\s?43210/);
    const shown = (JSON.parse(text) as Body).records.find(({ id }: Body) => id === record);
    expect(JSON.parse(Buffer.from(shown.bytes, 'base64').toString()).identifiers).toEqual([
      { kind: 'number', value: number },
    ]);
    // The words are those that were agreed to, the business's own telephone among them.
    const { records }: Body = await (
      await post(`${app.ledger.url}/v1/subjects/history`, app.ledger.keys.audit, { number })
    ).json();
    expect(shown.text).toEqual(records.find(({ id }: Body) => id === record).text);
  }
});

test('with a reason the number is shown, and the reason stands in a record', async () => {
  const { browser, person } = people.auditor;
  const before = await app.ledger.ledger.log.latestCheckpoint();
  const said = await browser.ask('POST', '/v1/subjects/history', { number, reveal: 'complaint' });
  expect(await said.text()).toContain(number);
  const headed = await browser.ask('GET', `/v1/records/${record}`, undefined, { 'optmark-reveal': 'audit' });
  expect(await headed.text()).toContain(number);
  // Each is two records: that a number was shown, and whose records.
  expect((await app.ledger.ledger.log.latestCheckpoint())!.size).toBe(before!.size + 4);
  for (const reveal of ['curiosity', true, 7])
    await expectProblem(browser.ask('POST', '/v1/subjects/history', { number, reveal }), 'invalid');
  // A server's own body is as strict as it was.
  const byKey = await post(`${app.ledger.url}/v1/subjects/history`, app.ledger.keys.audit, {
    ...{ number, reveal: 'complaint' },
  });
  await expectProblem(byKey, 'invalid');
  expect(person).toBeDefined();
});

test('whose number was shown, and why, stands in that person’s own history, and in nobody else’s', async () => {
  const { browser, person } = people.manager;
  const { ledger, url, keys } = app.ledger;
  const { subject }: Body = await (await browser.ask('POST', '/v1/subjects/search', { q: number })).json();
  const reveal = { 'optmark-reveal': 'legal_claim' };
  for (const [method, path, body] of [
    ['POST', '/v1/subjects/history', { number }],
    ['POST', '/v1/subjects/timeline', { subject }],
    ['GET', `/v1/records/${record}`, undefined],
    ['GET', `/v1/receipts/${record}`, undefined],
  ] as const) {
    const before = (await looks()).length;
    expect((await browser.ask(method, path, body, reveal)).status).toBe(200);
    const shown = (await looks())
      .slice(before)
      .filter(({ record: { access } }) => access.operation === 'reveal');
    expect(shown).toMatchObject([
      { record: { subject, access: { by: person, reason: 'legal_claim', filter: { path } } } },
    ]);
  }
  // Who asks for themselves is told of it too.
  const file: Body = await (
    await post(`${url}/v1/subjects/access`, keys.audit, { number, format: 'json' })
  ).json();
  expect(JSON.stringify(file)).toContain('legal_claim');

  // Of no one person here: a list, a number that nobody has, and what is another business's.
  await addBusiness(ledger, { id: 'green-grocer', name: 'Green Grocer', callingCode: '91' });
  const other = await signedIn(ledger, ask, { business: 'green-grocer', role: 'manager' });
  const before = (await looks()).length;
  const asked = [
    [browser, 'POST', '/v1/register/query', {}],
    [browser, 'POST', '/v1/subjects/history', { number: '+919876543299' }],
    [other.browser, 'POST', '/v1/subjects/history', { subject }],
    [other.browser, 'GET', `/v1/records/${record}`, undefined],
  ] as const;
  for (const [by, method, path, body] of asked) await by.ask(method, path, body, reveal);
  expect((await looks()).length - before).toBe(1);
  for (const { browser, person } of [people.manager, other]) {
    const { looks: all }: Body = await (await browser.ask('GET', `/v1/looks?by=${person}`)).json();
    const reveals = all.filter(({ operation }: Body) => operation === 'reveal');
    expect(reveals.filter((one: Body) => one.subject === undefined).length).toBe(2);
  }
});

test('no file about somebody is made for a reason that nobody gave', async () => {
  const { browser } = people.auditor;
  for (const [path, body] of [
    ['/v1/subjects/access', { number }],
    ['/v1/disputes', { record }],
  ] as const) {
    const { errors } = await expectProblem(browser.ask('POST', path, body), 'invalid');
    expect(errors).toEqual([expect.objectContaining({ pointer: '/reason', rule: 'needs_reason' })]);
    expect((await browser.ask('POST', path, { ...body, reason: 'audit' })).status).toBe(200);
  }
});

test('nobody in the console asks the gate, which records no look, or opts people in', async () => {
  for (const { browser } of Object.values(people)) {
    await expectProblem(
      browser.ask('POST', '/v1/gate/check', { number, purpose: 'shipping_update' }),
      'forbidden',
    );
    await expectProblem(browser.ask('POST', '/v1/opt-ins', {}), 'forbidden');
  }
});

test('what a person changes is theirs in the record', async () => {
  const { browser, person } = people.manager;
  const stopped = await browser.ask('POST', '/v1/opt-outs', { number, channel: 'agent' });
  expect(stopped.status).toBe(201);
  const { record: stop }: Body = await stopped.json();
  const { records }: Body = await (
    await post(`${app.ledger.url}/v1/subjects/history`, app.ledger.keys.audit, { number })
  ).json();
  expect(records.find(({ id }: Body) => id === stop).record).toMatchObject({
    submitted_by: { by: 'staff', id: person },
  });
  const admin = people.admin;
  const made = await admin.browser.ask('POST', '/v1/keys', { name: 'a new one', scopes: ['gate:check'] });
  expect(made.status).toBe(201);
});

test('an admin lets people in, ends and forgets them; each change names the admin', async () => {
  const { browser, person } = people.admin;
  const identity = { issuer: 'https://id.example', subject: 'reviewer-7' };
  const draft = { name: 'Reviewer Seven', role: 'manager', identity };
  const { id }: Body = await (await browser.ask('POST', '/v1/people', draft)).json();
  await expectProblem(browser.ask('POST', '/v1/people', draft), 'conflict');
  const listed = async () =>
    ((await (await browser.ask('GET', '/v1/people')).json()) as Body).people.find(
      (one: Body) => one.id === id,
    );
  expect(await listed()).toEqual({ id, ...draft, created_at: expect.any(String) });
  expect((await browser.ask('DELETE', `/v1/people/${id}`)).status).toBe(200);
  await expectProblem(browser.ask('DELETE', `/v1/people/${id}`), 'not_found');
  expect((await browser.ask('POST', `/v1/people/${id}/forget`, {})).status).toBe(200);
  expect(await listed()).toEqual({
    ...{ id, role: 'manager', created_at: expect.any(String), ended_at: expect.any(String) },
  });
  const { records }: Body = await (
    await browser.ask('POST', '/v1/register/query', { kind: 'setup_changed', submitted_by: { by: 'staff' } })
  ).json();
  // The key of the test before, and three changes of a person.
  expect(records.map((one: Body) => one.submitted_by.id)).toEqual([person, person, person, person]);
  for (const { record: changed } of records)
    expect(JSON.stringify(await (await browser.ask('GET', `/v1/records/${changed}`)).json())).not.toContain(
      'Reviewer Seven',
    );
});

test.for([
  ['auditor', 'POST', '/v1/opt-outs', { number, channel: 'agent' }],
  ['auditor', 'POST', '/v1/subjects/erase/preview', { number }],
  ['auditor', 'GET', '/v1/keys', undefined],
  ['manager', 'GET', '/v1/keys', undefined],
  ['manager', 'POST', '/v1/keys', { name: 'ivr', scopes: ['admin'] }],
  ['auditor', 'GET', '/v1/people', undefined],
  ['manager', 'POST', '/v1/people', { name: 'Reviewer Eight', role: 'admin' }],
  ['auditor', 'GET', '/v1/sites', undefined],
  ['manager', 'POST', '/v1/sites', { origins: ['https://fresh.example'] }],
  ['manager', 'POST', '/v1/opt-ins', ivrOptIn(number)],
] as const)('an %s may not %s %s', async ([role, method, path, body]) => {
  await expectProblem(people[role as 'auditor'].browser.ask(method, path, body), 'forbidden');
});

test('an erasure is of the person who saw its preview', async () => {
  const { business, ledger } = app.ledger;
  const other = await signedIn(ledger, ask, { business, role: 'manager' });
  const gone = '+919876543211';
  await post(`${app.ledger.url}/v1/opt-ins`, app.ledger.keys.ingest, ivrOptIn(gone));
  const preview: Body = await (
    await people.manager.browser.ask('POST', '/v1/subjects/erase/preview', { number: gone })
  ).json();
  const erasure = { token: preview.token, reason: 'asked_by_person' };
  await expectProblem(other.browser.ask('POST', '/v1/subjects/erase', erasure), 'invalid');
  expect((await people.manager.browser.ask('POST', '/v1/subjects/erase', erasure)).status).toBe(200);
});

test('whose engagement has ended is refused at the next request', async () => {
  const { business, ledger } = app.ledger;
  const { browser, person } = await signedIn(ledger, ask, { business, role: 'admin' });
  await endPerson(ledger, person);
  await expectProblem(browser.ask('GET', '/v1/keys'), 'unauthenticated');
});

test('the ledger is true after all that', async () => {
  expect(await findingsIn(app.ledger)).toEqual([]);
});
