// Four eyes: what staff took down waits until a second key confirms it. It is no consent before, no way in
// goes around it, and a stop that came in between wins.

import { beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { addBusiness, changeBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';

const here = apiOfThisFile();
let clerk: string;
let second: string;
beforeAll(async () => {
  const { ledger, business } = here.ledger;
  await changeBusiness(ledger, business, { fourEyes: ['paper'] });
  clerk = (await createApiKey(ledger, business, 'till', ['opt-in:write', 'opt-out:write'])).key;
  second = (await createApiKey(ledger, business, 'office', ['opt-in:confirm'])).key;
});

const ask = async (path: string, key: string, body?: object, headers: object = {}): Promise<Body> => {
  const answer = await here.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { httpStatus: answer.status, ...((await answer.json()) as object) };
};
const paperOf = (number: string) => ({
  ...{ notice: 'order-updates', locale: 'en', number, channel: 'paper' },
  evidence: {
    document_sha256: sha256Hex(number),
    signed: true,
    form: 'order-updates@1/en',
    taken_by: 'staff-7',
  },
});
const post = (number: string, key = clerk, headers: object = {}) =>
  ask('/v1/opt-ins', key, paperOf(number), headers);
const confirm = (pending: string, key = second, body: object = { staff: 'staff-9' }) =>
  ask(`/v1/pending/${pending}/confirm`, key, body);
const reject = (pending: string, key = second, reason = 'not_readable') =>
  ask(`/v1/pending/${pending}/reject`, key, { reason });
const gate = (recipient: string) =>
  ask('/v1/gate/check', here.ledger.keys.gate, { recipient, purpose: 'shipping_update' });
const optInsOf = async (number: string): Promise<Body[]> =>
  (await ask('/v1/subjects/history', here.ledger.keys.audit, { number })).records.filter(
    ({ kind }: Body) => kind === 'opt_in',
  );
const listed = async (key = second): Promise<string[]> =>
  (await ask('/v1/pending/query', key, {})).pending.map(({ pending }: Body) => pending);
const isFourEyes = { httpStatus: 403, errors: [{ rule: 'four_eyes' }] };

test('what is posted waits: no record, and the gate denies', async () => {
  const answer = await post('+919876544001');
  expect(answer).toEqual({
    httpStatus: 202,
    pending: expect.any(String),
    state: 'pending',
    expires_at: expect.any(String),
  });
  expect(await optInsOf('+919876544001')).toEqual([]);
  expect(await gate('+919876544001')).toMatchObject({ decision: 'deny' });
});

test('a second key finds it masked, opens it, and confirms it; the record names both and counts from before', async () => {
  const number = '+919876544002';
  const { pending } = await post(number);
  const [row] = (await ask('/v1/pending/query', second, {})).pending.filter(
    (one: Body) => one.pending === pending,
  );
  expect(row).toMatchObject({ channel: 'paper', number: '+91 XXXXXX4002', notice: 'order-updates' });
  const open = await ask(`/v1/pending/${pending}`, second);
  expect(open).toMatchObject({ number, evidence: { document_sha256: sha256Hex(number) } });
  const answer = await confirm(pending, second, { staff: 'staff-9' });
  expect(answer).toMatchObject({ httpStatus: 201, grade: 'E1', grade_reasons: ['act_not_shown'] });
  const [entry] = await optInsOf(number);
  expect(entry).toMatchObject({
    taken: 'on paper, taken by staff-7, scan on file, confirmed by a second member of staff',
    record: { checked_by: { by: 'key', staff: 'staff-9' }, submitted_by: { by: 'key' } },
  });
  expect(entry.record.checked_by.id).not.toBe(entry.record.submitted_by.id);
  expect(entry.record.occurred_at <= open.submitted_at.replace('Z', '999Z')).toBe(true);
  expect(await gate(number)).toMatchObject({ decision: 'allow' });
  expect(await listed()).not.toContain(pending);
  const page = await (await here.request(new URL(answer.link).pathname)).text();
  expect(page).toContain('A second member of staff has confirmed it.');
});

test('who only waits is found by number, shown and erased; no other business or scope learns of them', async () => {
  const number = '+919876544090';
  const { pending } = await post(number);
  const { admin, audit } = here.ledger.keys;
  const preview = (key: string, of = number) => ask('/v1/subjects/erase/preview', key, { number: of });
  expect(await preview(clerk)).toMatchObject({ httpStatus: 403 });
  expect(await ask('/v1/subjects/access', clerk, { number })).toMatchObject({ httpStatus: 403 });
  const { ledger } = here.ledger;
  await addBusiness(ledger, { id: 'next-door', name: 'Next Door' });
  const { key: nextDoor } = await createApiKey(ledger, 'next-door', 'all', ['erase', 'audit:read']);
  const { instance: _, ...nobody } = await preview(admin, '+919876544091');
  const { instance: __, ...theirs } = await preview(nextDoor);
  expect(theirs).toEqual(nobody);
  expect(nobody).toMatchObject({ httpStatus: 404 });
  expect(await ask('/v1/subjects/access', nextDoor, { number })).toMatchObject({ pending: [] });

  const file = await ask('/v1/subjects/access', audit, { number });
  expect(file.pending).toMatchObject([{ id: pending, content: { number } }]);
  const { token, counts, identifiers } = await preview(admin);
  expect({ counts, identifiers }).toMatchObject({
    counts: { records: 0, pending: 1 },
    identifiers: [{ kind: 'number', masked: '+91 XXXXXX4090' }],
  });
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/98765\W?44090/);
  const reason = 'asked_by_person';
  expect(await ask('/v1/subjects/erase', nextDoor, { token, reason })).toMatchObject({ httpStatus: 422 });
  expect(await ask('/v1/subjects/erase', admin, { token, reason })).toMatchObject({
    ...{ httpStatus: 200, subjects: 1, records: 0 },
  });
  expect(await confirm(pending)).toMatchObject({ httpStatus: 404 });
  expect(await gate(number)).toMatchObject({ decision: 'deny' });
});

test('a stop that came in between wins, and is heard while it waits', async () => {
  const number = '+919876544004';
  const { pending } = await post(number);
  expect(await ask('/v1/opt-outs', clerk, { number, channel: 'paper' })).toMatchObject({ httpStatus: 201 });
  expect(await confirm(pending)).toMatchObject({ httpStatus: 201, effective: false });
  expect(await gate(number)).toMatchObject({ decision: 'deny' });
});

test('the answer is the same for a number that stopped', async () => {
  const number = '+919876544005';
  await ask('/v1/opt-outs', clerk, { number, channel: 'paper' });
  expect(Object.keys(await post(number))).toEqual(Object.keys(await post('+919876544006')));
});

test('a repeated post is the same one, and after the confirmation its record; so is a repeated confirmation', async () => {
  const [number, headers] = ['+919876544007', { 'idempotency-key': 'form-7' }];
  const first = await post(number, clerk, headers);
  expect(await post(number, clerk, headers)).toEqual(first);
  expect(await post('+919876544008', clerk, headers)).toMatchObject({ code: 'idempotency_key_reused' });
  const { record } = await confirm(first.pending);
  expect(await confirm(first.pending)).toMatchObject({ httpStatus: 201, record });
  expect(await post(number, clerk, headers)).toMatchObject({ httpStatus: 201, record });
  expect(await optInsOf(number)).toHaveLength(1);
});

test('a rejection records nothing, keeps nothing of the person, and stays', async () => {
  const [number, headers] = ['+919876544009', { 'idempotency-key': 'form-9' }];
  const { pending } = await post(number, clerk, headers);
  expect(await reject(pending)).toMatchObject({ httpStatus: 200, state: 'rejected', reason: 'not_readable' });
  expect(await reject(pending, second, 'no_file')).toMatchObject({ httpStatus: 200, reason: 'not_readable' });
  expect(await confirm(pending)).toMatchObject({ httpStatus: 409 });
  expect(await post(number, clerk, headers)).toMatchObject({ httpStatus: 409 });
  expect(await optInsOf(number)).toEqual([]);
  const db = openDatabase({ url: here.ledger.config.databaseUrl!, clients: 1 });
  const rows = await db.sql`select sealed, tags from pending_opt_ins where pending = ${pending}::uuid`;
  await db.end();
  expect(rows).toEqual([{ sealed: Buffer.alloc(0), tags: [] }]);
});

test('what was confirmed is not rejected', async () => {
  const { pending } = await post('+919876544010');
  await confirm(pending);
  expect(await reject(pending)).toMatchObject({ httpStatus: 409 });
});

describe('once the business asks for four eyes no more', () => {
  const without = async (work: () => Promise<void>) => {
    const { ledger, business } = here.ledger;
    await changeBusiness(ledger, business, { fourEyes: [] });
    try {
      await work();
    } finally {
      await changeBusiness(ledger, business, { fourEyes: ['paper'] });
    }
  };

  test('what was rejected stays so, however often it is posted', async () => {
    const [number, headers] = ['+919876544030', { 'idempotency-key': 'form-30' }];
    const { pending } = await post(number, clerk, headers);
    await reject(pending);
    await without(async () => {
      expect(await post(number, clerk, headers)).toMatchObject({ httpStatus: 409 });
      expect(await post('+919876544031', clerk, headers)).toMatchObject({ code: 'idempotency_key_reused' });
      expect(await confirm(pending)).toMatchObject({ httpStatus: 409 });
    });
    expect(await optInsOf(number)).toEqual([]);
    expect(await gate(number)).toMatchObject({ decision: 'deny' });
  });

  test('what waits is recorded when it is posted again, and is not rejected then', async () => {
    const [number, headers] = ['+919876544032', { 'idempotency-key': 'form-32' }];
    const { pending } = await post(number, clerk, headers);
    await without(async () => {
      const { record, httpStatus } = await post(number, clerk, headers);
      expect(httpStatus).toBe(201);
      expect(await reject(pending)).toMatchObject({ httpStatus: 409 });
      expect(await confirm(pending)).toMatchObject({ httpStatus: 201, record });
      expect(await post(number, clerk, headers)).toMatchObject({ httpStatus: 201, record });
    });
    expect(await listed()).not.toContain(pending);
    expect(await optInsOf(number)).toHaveLength(1);
  });

  test('a stop since it was first posted wins', async () => {
    const [number, headers] = ['+919876544033', { 'idempotency-key': 'form-33' }];
    await post(number, clerk, headers);
    await ask('/v1/opt-outs', clerk, { number, channel: 'paper' });
    await without(async () => {
      expect(await post(number, clerk, headers)).toMatchObject({ httpStatus: 201, effective: false });
    });
    expect(await gate(number)).toMatchObject({ decision: 'deny' });
  });
});

describe('who confirms what names who took it down', () => {
  test('is named, and is another, however the reference is written', async () => {
    const { pending } = await post('+919876544034');
    for (const body of [{}, { staff: '\u200b' }, { staff: '-' }])
      expect(await confirm(pending, second, body)).toMatchObject({
        httpStatus: 422,
        errors: [{ pointer: '/staff' }],
      });
    for (const staff of [
      ...['STAFF-7', 'staff-7\u200b', 'staff\u20117', 'staff-7.', 'STAFF\u00ad-7', 'staff 7', 'staff_7'],
      ...['\uff53\uff54\uff41\uff46\uff46\uff0d\uff17', 'staff-\u0667', 'staff\ufe0f-7'],
    ])
      expect([staff, await confirm(pending, second, { staff })]).toMatchObject([staff, isFourEyes]);
    expect(await optInsOf('+919876544034')).toEqual([]);
    expect(await confirm(pending, second, { staff: 'staff-17' })).toMatchObject({ httpStatus: 201 });
  });

  test('need not be named where nobody is', async () => {
    const { evidence, ...body } = paperOf('+919876544035');
    const { taken_by: _, ...rest } = evidence;
    const { pending } = await ask('/v1/opt-ins', clerk, { ...body, evidence: rest });
    expect(await confirm(pending, second, {})).toMatchObject({ httpStatus: 201 });
  });
});

describe('no way goes around it', () => {
  test('neither by the place where people were asked nor by another vendor’s request or a list', async () => {
    const body = {
      ...paperOf('+919876544013'),
      channel: 'ivr',
      evidence: { call_id: 'c-1', key: '1', prompt: '1' },
    };
    const source = { collected_via: 'paper' };
    expect(await ask('/v1/opt-ins', clerk, { ...body, source })).toMatchObject({ httpStatus: 202 });
    const netcore = { type: 'optin', recipients: [{ recipient: '919876544014', source: 'Paper form' }] };
    expect(await ask('/v1/compat/netcore/consent?notice=order-updates', clerk, netcore)).toMatchObject({
      status: 'failure',
    });
    expect(await gate('+919876544014')).toMatchObject({ decision: 'deny' });
  });

  test('what staff did not take down is recorded at once', async () => {
    const body = {
      ...paperOf('+919876544015'),
      channel: 'ivr',
      evidence: { call_id: 'c-2', key: '1', prompt: '1' },
    };
    expect(await ask('/v1/opt-ins', clerk, body)).toMatchObject({ httpStatus: 201 });
  });

  test('what would not be admitted is refused at once', async () => {
    const body = {
      ...paperOf('+919876544016'),
      evidence: { document_sha256: sha256Hex('x'), signed: false },
    };
    expect(await ask('/v1/opt-ins', clerk, body)).toMatchObject({ httpStatus: 422, code: 'not_admitted' });
  });
});

describe('another caller', () => {
  test('of the same business needs the scope, and another business finds nothing', async () => {
    const { pending } = await post('+919876544017');
    const { ledger } = here.ledger;
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
    const { key: stranger } = await createApiKey(ledger, 'other-shop', 'office', ['opt-in:confirm']);
    for (const [key, httpStatus] of [
      [clerk, 403],
      [stranger, 404],
      ['om_wrong', 401],
    ] as const) {
      expect(await confirm(pending, key)).toMatchObject({ httpStatus });
      expect(await reject(pending, key)).toMatchObject({ httpStatus });
      expect(await ask(`/v1/pending/${pending}`, key)).toMatchObject({ httpStatus });
    }
    expect(await listed(stranger)).toEqual([]);
  });
});

test('a row that was moved to another business, or changed by hand, does not open', async () => {
  const { pending } = await post('+919876544018');
  const row = await here.ledger.ledger.pending.find(here.ledger.business, pending, '2020-01-01T00:00:00Z');
  const sealed = Buffer.from(row!.sealed);
  sealed[40]! ^= 1;
  const find = async () => ({ ...row!, sealed });
  const other = here.with({ pending: { ...here.ledger.ledger.pending, find } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${second}` };
  const answer = await other.request(`/v1/pending/${pending}/confirm`, {
    method: 'POST',
    headers,
    body: '{"staff":"staff-9"}',
  });
  expect(answer.status).toBe(404);
});

test('a payroll number confirms, and a colleague’s mobile or name does not', async () => {
  const { pending } = await post('+919876544020');
  for (const staff of ['9876543211', '+1 555', 'Asha Kulkarni', 'asha@fresh.example'])
    expect(await confirm(pending, second, { staff })).toMatchObject({
      ...{ httpStatus: 422, errors: [{ pointer: '/staff', rule: 'staff_reference' }] },
    });
  expect(await optInsOf('+919876544020')).toEqual([]);
  expect(await confirm(pending, second, { staff: '104523998' })).toMatchObject({ httpStatus: 201 });
});

test('after 30 days it is gone, is neither confirmed nor rejected, and can be posted again', async () => {
  const [number, headers] = ['+919876544021', { 'idempotency-key': 'form-21' }];
  const { pending, expires_at } = await post(number, clerk, headers);
  const askAt = async (moment: number, path: string, body?: object) => {
    const then = here.with({ world: { ...here.ledger.ledger.world, now: () => new Date(moment) } });
    const answer = await then.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${second}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { httpStatus: answer.status, ...((await answer.json()) as Body) };
  };
  const end = Date.parse(expires_at);
  expect(end - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
  expect(await askAt(end - 1, `/v1/pending/${pending}`)).toMatchObject({ httpStatus: 200, number });
  const isGone = { httpStatus: 404, detail: expect.stringContaining('take it down anew') };
  for (const [path, body] of [
    [`/v1/pending/${pending}`, undefined],
    [`/v1/pending/${pending}/confirm`, {}],
    [`/v1/pending/${pending}/reject`, { reason: 'no_file' }],
  ] as const)
    expect(await askAt(end, path, body)).toMatchObject(isGone);
  expect((await askAt(end, '/v1/pending/query', {})).pending).toEqual([]);
  expect(await optInsOf(number)).toEqual([]);
  const again = await here.ledger.ledger.pending.find(
    here.ledger.business,
    pending,
    new Date(end - 1).toISOString(),
  );
  expect(again).toBeDefined();
  await here.ledger.ledger.pending.sweep(new Date(end).toISOString());
  const anew = await post(number, clerk, headers);
  expect(anew).toMatchObject({ httpStatus: 202 });
  expect(anew.pending).not.toBe(pending);
});

test('where as many wait as may, it says what to do, and what is decided makes room', async () => {
  const { ledger } = here.ledger;
  const waiting = (await ledger.pending.list(here.ledger.business, new Date().toISOString(), undefined, 200))
    .length;
  const full = here.with({
    pending: { ...ledger.pending, keep: (row, now) => ledger.pending.keep(row, now, waiting + 1) },
  });
  const postThere = async (number: string) => {
    const answer = await full.request('/v1/opt-ins', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${clerk}` },
      body: JSON.stringify(paperOf(number)),
    });
    return {
      httpStatus: answer.status,
      retry: answer.headers.get('retry-after'),
      ...((await answer.json()) as Body),
    };
  };
  const first = await postThere('+919876544022');
  expect(first).toMatchObject({ httpStatus: 202 });
  expect(await postThere('+919876544023')).toMatchObject({
    ...{ httpStatus: 503, code: 'overloaded', retry: '60' },
    detail: expect.stringContaining('confirm or reject'),
  });
  expect(await optInsOf('+919876544023')).toEqual([]);
  await confirm(first.pending);
  expect(await postThere('+919876544023')).toMatchObject({ httpStatus: 202 });
});
