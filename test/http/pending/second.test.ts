// Whose eyes are a second pair: another key, and another member of staff however the reference is written.

import { beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { changeBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';

const here = apiOfThisFile();
let both: string;
let second: string;
beforeAll(async () => {
  const { ledger, business } = here.ledger;
  await changeBusiness(ledger, business, { fourEyes: ['paper'] });
  both = (await createApiKey(ledger, business, 'all', ['opt-in:write', 'opt-in:confirm'])).key;
  second = (await createApiKey(ledger, business, 'office', ['opt-in:confirm'])).key;
});

const ask = async (path: string, key: string, body: object): Promise<Body> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const answer = await here.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { httpStatus: answer.status, ...((await answer.json()) as object) };
};
const post = async (number: string, evidence: object, more: object = {}): Promise<string> => {
  const form = { document_sha256: sha256Hex(number), signed: true, form: 'order-updates@1/en', ...evidence };
  const body = { notice: 'order-updates', locale: 'en', number, channel: 'paper', evidence: form, ...more };
  return (await ask('/v1/opt-ins', both, body)).pending;
};
const confirm = (pending: string, key: string, staff?: string) =>
  ask(`/v1/pending/${pending}/confirm`, key, { staff });
const isFourEyes = { httpStatus: 403, errors: [{ rule: 'four_eyes' }] };

test('the key that posted it cannot confirm it, nor the member of staff who took it down', async () => {
  const number = '+919876544003';
  const pending = await post(number, { taken_by: 'staff-7' });
  expect(await confirm(pending, both, 'staff-9')).toMatchObject(isFourEyes);
  const same = ['STAFF-7', 'staff-07', 'staff 007', 'staff-٠٧', 'st\u200baff-7', 'ｓｔáff-7\u2063'];
  for (const staff of [...same, 'sta\u0192\u0192-7'])
    expect(await confirm(pending, second, staff)).toMatchObject(isFourEyes);
  for (const staff of ['\u0455taff-7', '\u202e7-ffats', '\ua731taff-7', '\u023ftaff-7'])
    expect(await confirm(pending, second, staff)).toMatchObject({ httpStatus: 422 });
  const question = { recipient: number, purpose: 'shipping_update' };
  const { gate } = here.ledger.keys;
  expect(await ask('/v1/gate/check', gate, question)).toMatchObject({ decision: 'deny' });
  expect(await confirm(pending, second, 'staff-9')).toMatchObject({ httpStatus: 201 });
});

test('nor who is said to have entered it, where nothing else says who took it down', async () => {
  const pending = await post('+919876544011', {}, { source: { actor: 'staff-7' } });
  expect(await confirm(pending, second, 'STAFF 7')).toMatchObject(isFourEyes);
  expect(await confirm(pending, second)).toMatchObject({ httpStatus: 422 });
  expect(await confirm(pending, second, 'staff-9')).toMatchObject({ httpStatus: 201 });
});
