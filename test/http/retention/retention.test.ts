// Retention over HTTP: each step with the scope for it, no other business's key, no word of a person in what
// is answered, and nobody below the floor.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const ask = (method: string, path: string, key: string, body?: unknown): Promise<Response> =>
  here.request(`/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }) as Promise<Response>;
const asAdmin = (method: string, path: string, body?: unknown) =>
  ask(method, path, here.ledger.keys.admin, body);
const said = async (answer: Promise<Response>): Promise<Body> => {
  const response = await answer;
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.json();
};

test('the rules in force are listed, changed and ended, and each change is a record', async () => {
  const before = await said(asAdmin('GET', '/retention'));
  expect(before).toMatchObject({ disputes: 0 });
  expect(before.keep).toContainEqual({
    ...{ what: 'proof', jurisdiction: 'IN', purpose: '*', days: 2557, floor_days: 2557, set_by: 'ledger' },
  });
  const setting = { what: 'proof', jurisdiction: 'FR', purpose: 'marketing' };
  const changed = await said(asAdmin('PATCH', '/retention', { ...setting, days: 1_825 }));
  expect(changed.keep).toContainEqual({ ...setting, days: 1_825, set_by: 'business' });
  const latest = async () => {
    const page = await said(
      ask('POST', '/register/query', here.ledger.keys.audit, { kind: 'setup_changed', limit: 1 }),
    );
    return page.total;
  };
  const total = await latest();
  expect(await said(asAdmin('PATCH', '/retention', { ...setting, days: null }))).toEqual(before);
  expect(await latest()).toBe(total + 1);
});

test('nothing below a floor, and nothing that cannot be meant, changes anything', async () => {
  const before = await said(asAdmin('GET', '/retention'));
  const wrong = async (body: unknown) =>
    (await expectProblem(asAdmin('PATCH', '/retention', body), 'invalid')).errors?.map(
      ({ pointer, rule }: Body) => `${pointer} ${rule}`,
    );
  const setting = { what: 'proof', jurisdiction: 'IN', purpose: '*' };
  expect(await wrong({ ...setting, days: 2_556 })).toContain('/days keep_floor');
  expect(await wrong({ ...setting, days: 0 })).toBeDefined();
  expect(await wrong({ ...setting, days: '3000' })).toBeDefined();
  expect(await wrong({ ...setting, jurisdiction: 'India', days: 3_000 })).toBeDefined();
  expect(await wrong(setting)).toBeDefined();
  expect(await wrong({})).toBeDefined();
  expect(await said(asAdmin('GET', '/retention'))).toEqual(before);
});

test('a dispute is opened for a person and closed, without a word of who it is; of a stranger there is none', async () => {
  const number = '+919876505001';
  await ask('POST', '/opt-ins', here.ledger.keys.ingest, ivrOptIn(number));
  const opened = await said(asAdmin('POST', '/retention/disputes', { number, open: true }));
  expect(opened.disputes).toBe(1);
  expect(JSON.stringify(opened)).not.toContain('98765');
  const again = await said(asAdmin('POST', '/retention/disputes', { number, open: true }));
  expect(again.disputes).toBe(1);
  const closed = await said(asAdmin('POST', '/retention/disputes', { number, open: false }));
  expect(closed.disputes).toBe(0);
  await asAdmin('POST', '/retention/disputes', { number, open: true });
  const [{ id }] = (await said(asAdmin('GET', '/retention'))).open_disputes;
  const { ledger } = here.ledger;
  await addBusiness(ledger, { id: 'third-shop', name: 'Third Shop', callingCode: '91' });
  const theirs = (await createApiKey(ledger, 'third-shop', 'theirs', ['erase'])).key;
  await expectProblem(ask('POST', '/retention/disputes', theirs, { id, open: false }), 'not_found');
  for (const body of [
    { id, open: true },
    { id, number, open: false },
  ])
    await expectProblem(asAdmin('POST', '/retention/disputes', body), 'invalid');
  const byId = await said(asAdmin('POST', '/retention/disputes', { id, open: false }));
  expect(byId).toMatchObject({ disputes: 0, open_disputes: [] });
  const unknown = { number: '+919876505099', open: true };
  expect(
    (await expectProblem(asAdmin('POST', '/retention/disputes', unknown), 'not_found')).detail,
  ).not.toContain('98765');
  for (const body of [
    { number },
    { open: true },
    { number, bsuid: 'IN.1', open: true },
    { number: 'x', open: true },
  ])
    await expectProblem(asAdmin('POST', '/retention/disputes', body), 'invalid');
});

test('what would end is told, and ends; young records do neither', async () => {
  const soon = { people: 0, looks: 0, by_rule: {} };
  const nothing = { people: {}, records: 0, looks: 0, lapsed: {}, soon, kept: {} };
  expect(await said(asAdmin('POST', '/retention/preview', {}))).toEqual(nothing);
  expect(await said(asAdmin('POST', '/retention/run', {}))).toEqual(nothing);
  expect(await said(asAdmin('POST', '/retention/soon', {}))).toEqual({ people: [] });
  expect(await said(asAdmin('POST', '/retention/run', { after: 'looks-7' }))).toMatchObject({ looks: 0 });
  for (const body of [{ days: 0 }, { days: 31 }, { after: 'looks-7' }, { reveal: 'yes' }])
    await expectProblem(asAdmin('POST', '/retention/soon', body), 'invalid');
  for (const body of [{ after: 'x' }, { after: 'looks-' }, { after: 'looks--1' }, { dry_run: true }])
    for (const path of ['/retention/preview', '/retention/run'])
      await expectProblem(asAdmin('POST', path, body), 'invalid');
});

test('no other scope does it, and another business’s key reaches nothing of this one', async () => {
  const { ledger, business, keys } = here.ledger;
  const number = '+919876505002';
  await ask('POST', '/opt-ins', keys.ingest, ivrOptIn(number));
  const setting = { what: 'look', jurisdiction: '*', purpose: '*', days: 1_500 };
  const requests = [
    ['GET', '/retention', undefined, ['gate:check']],
    ['PATCH', '/retention', setting, ['audit:read', 'erase', 'notice:write']],
    ['POST', '/retention/disputes', { number, open: true }, ['audit:read', 'opt-out:write']],
    ['POST', '/retention/preview', {}, ['audit:read', 'metrics:read']],
    ['POST', '/retention/soon', {}, ['audit:read', 'metrics:read']],
    ['POST', '/retention/run', {}, ['audit:read', 'opt-out:write']],
  ] as const;
  for (const [method, path, body, scopes] of requests) {
    for (const scope of scopes) {
      const { key } = await createApiKey(ledger, business, 'one scope', [scope]);
      await expectProblem(ask(method, path, key, body), 'forbidden');
    }
    await expectProblem(ask(method, path, 'om_none', body), 'unauthenticated');
  }
  await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
  const theirs = (await createApiKey(ledger, 'other-shop', 'theirs', ['erase', 'admin'])).key;
  const before = await said(asAdmin('GET', '/retention'));
  await said(ask('PATCH', '/retention', theirs, setting));
  await expectProblem(ask('POST', '/retention/disputes', theirs, { number, open: true }), 'not_found');
  expect(await said(asAdmin('GET', '/retention'))).toEqual(before);
});
