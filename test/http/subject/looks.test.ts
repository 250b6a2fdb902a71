// GET /v1/looks: every look, of the reader who is asked about, and of no other business.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { noteAccess } from '../../../ledger/operations/history/read-history.ts';
import { businessKey, businessOf } from '../../../ledger/operations/setup/business.ts';
import { addPerson } from '../../../ledger/operations/setup/people.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876504001';

async function ask(path: string, key: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) };
  return here.request(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
}
const told = async (path: string, key: string, body?: object): Promise<Body> =>
  (await ask(path, key, body)).json();

let made = 0;
/** An auditor with a key of their own. */
async function auditor() {
  made += 1;
  const { ledger, business } = here.ledger;
  const name = `auditor-${made}`;
  const { key, id } = await createApiKey(ledger, business, name, ['audit:read']);
  return { key, id, name, looks: (query = '') => told(`/v1/looks?by=${id}${query}`, key) };
}

/** What the log itself has of this reader, by opening every record. */
async function inTheLog(by: string): Promise<string[]> {
  const { ledger } = here.ledger;
  const found: string[] = [];
  for await (const page of ledger.records.scan('index', 200))
    for (const stored of page) {
      const { record } = openRecord(ledger, stored);
      if (record.kind === 'accessed' && record.access.by === by) found.push(record.id);
    }
  return found;
}

test('what an auditor has looked at is listed, the latest first, and equals the records', async () => {
  const { key, id, name, looks } = await auditor();
  const { record } = await told('/v1/opt-ins', here.ledger.keys.ingest, ivrOptIn(number));
  const { subject } = await told('/v1/subjects/history', key, { number });
  await told(`/v1/records/${record}`, key);
  await told('/v1/subjects/access', key, { subject, reason: 'complaint' });
  await told('/v1/register/query', key, { kind: 'opt_in' });
  // Another reader's looks are not in it.
  await told('/v1/subjects/history', here.ledger.keys.audit, { number });
  const page = await looks();
  expect(page.looks.map((look: Body) => [look.operation, look.subject])).toEqual([
    ['list', undefined],
    ['access', subject],
    ['record', subject],
    ['history', subject],
  ]);
  expect(page.looks[1]).toMatchObject({ role: 'key', name, by: id, reason: 'complaint' });
  expect(page.looks[0]).toMatchObject({ filter: { kind: 'opt_in' }, total: expect.any(Number) });
  expect(page.total).toBe(4);
  const own = await inTheLog(id);
  // The look at the list came after it.
  expect(page.looks.map((look: Body) => look.record).toReversed()).toEqual(own.slice(0, -1));
  expect(JSON.stringify(page)).not.toContain('6504001');
});

test('in pages each look is there once', async () => {
  const { key, looks } = await auditor();
  for (let i = 0; i < 5; i += 1) await told('/v1/subjects/history', key, { number });
  const first = await looks('&limit=3');
  const rest = await looks(`&limit=3&cursor=${first.next}`);
  expect([first.total, first.looks.length, rest.looks.length, rest.next]).toEqual([5, 3, 2, undefined]);
  const all = [...first.looks, ...rest.looks].map((look: Body) => look.record);
  expect(new Set(all).size).toBe(5);
});

test('of all readers there are the looks by links too, and a time narrows them', async () => {
  const { key } = await auditor();
  const { link } = await told('/v1/opt-ins', here.ledger.keys.ingest, ivrOptIn('+919876504002'));
  await here.request(new URL(link).pathname);
  const from = new Date().toISOString();
  await told('/v1/subjects/history', key, { number });
  const { looks }: Body = await told('/v1/looks?limit=200', key);
  expect(new Set(looks.map((look: Body) => look.role))).toEqual(new Set(['key', 'link']));
  const since: Body = await told(`/v1/looks?from=${from}`, key);
  expect(since.looks.map((look: Body) => look.operation)).toEqual(['list', 'history']);
});

test('a person in the console is a reader too, by name and role', async () => {
  const { ledger, business, keys } = here.ledger;
  const id = await addPerson(ledger, business, { name: 'Reviewer One', role: 'auditor' });
  await noteAccess(ledger, { business, key: id, scopes: ['audit:read'], role: 'auditor' }, 'look_up', null);
  const { looks } = await told(`/v1/looks?by=${id}`, keys.audit);
  const reader = { role: 'auditor', name: 'Reviewer One', by: id };
  expect(looks).toEqual([expect.objectContaining({ ...reader, operation: 'look_up' })]);
});

test('of a reader, it says after when it is complete: a look of before is told among all alone', async () => {
  const { ledger, business } = here.ledger;
  const { key, id, looks } = await auditor();
  await told('/v1/subjects/history', key, { number });
  expect(await looks()).not.toHaveProperty('complete_after');
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
    record: {
      ...{ v: 2, kind: 'accessed', business, source: { system: 'server', actor: id } },
      access: { operation: 'history', by: id },
    },
  });
  expect(outcome.kind).not.toBe('refused');
  await told('/v1/subjects/history', key, { number });
  const [old] = (await told('/v1/looks?limit=2', key)).looks.slice(1);
  expect(old).toMatchObject({ by: id, operation: 'history' });
  const page = await looks();
  expect([page.complete_after, page.total]).toEqual([old.at, 4]);
  expect(page.looks.map((look: Body) => look.record)).not.toContain(old.record);
  const file = await (await ask(`/v1/looks?by=${id}&format=ndjson`, key)).text();
  expect(JSON.parse(file.trim().split('\n').at(-1)!)).toMatchObject({ complete_after: old.at });
  expect(await told('/v1/looks', key)).not.toHaveProperty('complete_after');
});

describe('as a file', () => {
  test.each([['csv'], ['ndjson']])('it is whole, and says so: %s', async (format) => {
    const { key, id } = await auditor();
    for (let i = 0; i < 3; i += 1) await told('/v1/subjects/history', key, { number });
    const answer = await ask(`/v1/looks?by=${id}&format=${format}`, key);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z-]+-looks\.\w+"$/);
    const text = await answer.text();
    const lines = text.split(/(?<=\n)/);
    const end = lines.pop()!;
    const sha256 = createHash('sha256').update(lines.join('')).digest('hex');
    expect(end).toContain(sha256);
    if (format === 'ndjson') expect(JSON.parse(end)).toMatchObject({ row: 'end', unread: 0 });
    const rows = format === 'csv' ? lines.slice(1) : lines.map((line) => JSON.parse(line));
    expect(rows).toHaveLength(3);
    const own = await inTheLog(id);
    for (const [i, row] of rows.entries()) expect(JSON.stringify(row)).toContain(own[i]);
    if (format === 'ndjson') expect(JSON.parse(end)).toMatchObject({ row: 'end', rows: 3 });
  });

  test('nothing looked at is a file of no rows', async () => {
    const { key } = await auditor();
    const text = await (await ask(`/v1/looks?by=${crypto.randomUUID()}&format=ndjson`, key)).text();
    expect(JSON.parse(text)).toMatchObject({ row: 'end', rows: 0 });
  });
});

test('another business’s looks are not told', async () => {
  const { ledger } = here.ledger;
  const { id } = await auditor();
  await addBusiness(ledger, { id: 'other-shop', name: 'Other' });
  const { key } = await createApiKey(ledger, 'other-shop', 'audit', ['audit:read']);
  expect(await told(`/v1/looks?by=${id}`, key)).toMatchObject({ looks: [], total: 0 });
  const { looks }: Body = await told('/v1/looks', key);
  expect(looks.every((look: Body) => look.name === 'audit' && look.subject === undefined)).toBe(true);
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not ask', async (name) => {
  await expectProblem(ask('/v1/looks', here.ledger.keys[name]), 'forbidden');
});

test.each([
  ['by=somebody', 'invalid_format'],
  ['format=xml', 'invalid_value'],
  ['limit=0', 'too_small'],
  ['from=yesterday', 'invalid_format'],
  ['from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'range'],
  ['cursor=none', 'cursor'],
  ['number=1', 'unrecognized_keys'],
])('%s is refused', async (query, rule) => {
  const { errors } = await expectProblem(ask(`/v1/looks?${query}`, here.ledger.keys.audit), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ rule }));
});
