// Without a reason nothing that a person in the console is answered names the person whom it is about: no
// number, no e-mail address, no id of the business's own, and no id of a message at Meta, which is the number
// in Base64. Every operation that a session may call is walked; a new one is walked by itself.

import { beforeAll, expect, test } from 'vitest';
import { scopesOf } from '../../../ledger/auth/role.ts';
import { describeApi } from '../../../ledger/http/openapi/openapi.ts';
import { endpoints } from '../../../ledger/http/server/api.ts';
import { goodEvidence } from '../../core/consent/sample-consent.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';
import { type ConsoleBrowser, type Fetch, signedIn } from './browser.ts';

const app = apiOfThisFile();
const ask: Fetch = (path, init) => app.request(path, init);
const number = '+919876543210';
const email = 'asha.planted@person.example';
const customer = 'CUST-PLANTED-77';
const wamid = 'wamid.HBgMOTE5ODc2NTQzMjEwFQIAEhgUM0E1';
let meta: CloudApi;
let admin: ConsoleBrowser;
let record: string;
let subject: string;
let size: number;

beforeAll(async () => {
  const { ledger, business, url, keys } = app.ledger;
  meta = await cloudApi(app.ledger, business);
  const optIn = async (over: object): Promise<Body> => {
    const made = await post(`${url}/v1/opt-ins`, keys.ingest, ivrOptIn(number, over));
    expect(made.status).toBe(201);
    return made.json();
  };
  for (const message_id of [`<${email}>`, wamid])
    await optIn({ channel: 'email', evidence: { ...goodEvidence.email, message_id } });
  ({ record } = await optIn({}));
  admin = (await signedIn(ledger, ask, { business, role: 'admin' })).browser;
  const corrections = [{ field: 'external_id', is: customer }];
  const mended = await admin.ask('POST', `/v1/records/${record}/corrections`, {
    ...{ corrections, reason: 'found_in_review' },
  });
  expect(mended.status).toBe(201);
  const at = String(Math.floor(Date.now() / 1000) - 10);
  const message = { from: number.slice(1), id: wamid, timestamp: at, type: 'text', text: { body: 'STOP' } };
  const told = await meta.post(meta.change('messages', { messages: [message] }));
  expect(told.status).toBe(200);
  await ledger.register.flush();
  const found: Body = await (await admin.ask('POST', '/v1/subjects/search', { q: number })).json();
  ({ subject } = found);
  ({ size } = (await ledger.log.latestCheckpoint())!);
});

/** What a proof is made of stays whole, for "verify here" (decision 104). */
const proven: Record<string, readonly string[]> = {
  readHistory: ['bytes', 'nonce'],
  readRecord: ['bytes', 'nonce'],
  compareStanding: ['bytes', 'nonce'],
};

const document: Body = describeApi(endpoints, '0');
const may = scopesOf('admin');
const callable = endpoints.flatMap(({ method, path, operationId, ways }) => {
  const who = ways.map((way) => way.who).find((one) => typeof one === 'object');
  const scopes = [who?.scope ?? []].flat();
  if (!scopes.some((scope) => may.includes(scope)) || method === 'delete') return [];
  const { schema } = document.paths[path][method].requestBody?.content['application/json'] ?? {};
  const example = schema?.$ref
    ? document.components.schemas[schema.$ref.split('/').at(-1)].example
    : schema?.example;
  return [{ method: method.toUpperCase(), path, operationId, example: example as Body }];
});

/** The documented example, about the planted person, and without a reason. */
function bodyOf(example: Body): Body {
  const { reason: _, reveal: __, number: named, identifier: ___, ...rest } = Object(example);
  const about: Record<string, unknown> = { subject, record, q: number, notice: 'order-updates' };
  const told = Object.entries(rest).map(([name, value]) => [name, about[name] ?? value]);
  // Else they are of other days, and hold nothing.
  const { from: ____, to: _____, ...all } = Object.fromEntries(told);
  const span = typeof rest.from === 'object' && { from: { tree_size: 1 }, to: { tree_size: size } };
  return { ...all, ...span, ...(named !== undefined && { subject }) };
}

/** The number in Base64, however it lies there. */
const encoded = [0, 1, 2].map((before) =>
  Buffer.from(`${'x'.repeat(before)}${number.slice(1)}`)
    .toString('base64')
    .slice(before === 0 ? 0 : 4, -4),
);
const marks = [number.slice(3), '98765 43210', email, customer, wamid, ...encoded];

function without(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, names));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, one]) => [name, without(one, names)]));
}

async function shownBy(one: (typeof callable)[number]): Promise<[status: number, marks: string[]]> {
  const path = one.path.replace('{id}', record).replace(/\{\w+\}/, record);
  const answer = await admin.ask(one.method, path, one.method === 'GET' ? undefined : bodyOf(one.example));
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') && !text.includes('\n{');
  const seen = json ? JSON.stringify(without(JSON.parse(text), proven[one.operationId] ?? [])) : text;
  return [answer.status, marks.filter((mark) => seen.includes(mark))];
}

test('no answer names the person without a reason', { timeout: 120_000 }, async () => {
  const answered: string[] = [];
  for (const one of callable) {
    const [status, found] = await shownBy(one);
    expect([one.operationId, status, found]).toEqual([one.operationId, status, []]);
    expect(status).toBeLessThan(500);
    if (status < 400) answered.push(one.operationId);
  }
  // Else the walk would hold for a ledger that refuses everything.
  const shown = ['searchSubjects', 'readTimeline', 'queryRegister', 'exportRecords', 'previewErasure'];
  expect(answered).toEqual(expect.arrayContaining([...Object.keys(proven), ...shown]));
});

test('what is planted is there, for who says why', async () => {
  const whole = await admin.ask('POST', '/v1/subjects/history', { subject, reveal: 'audit' });
  const text = await whole.text();
  for (const mark of [number, email, customer, wamid]) expect(text).toContain(mark);
});

test('a file of the bytes is handed to nobody without a reason', async () => {
  const path = `/v1/receipts/${record}`;
  const { errors } = await expectProblem(admin.ask('GET', path), 'invalid');
  expect(errors).toEqual([expect.objectContaining({ pointer: '/reveal', rule: 'needs_reason' })]);
  await expectProblem(admin.ask('GET', path, undefined, { 'optmark-reveal': 'curiosity' }), 'invalid');
  const file = await admin.ask('GET', path, undefined, { 'optmark-reveal': 'complaint' });
  expect(file.status).toBe(200);
  expect(Buffer.from(((await file.json()) as Body).record, 'base64').toString()).toContain(number);
});

test('a stop is heard whatever reason stands in it, and shows a number for a true one alone', async () => {
  const size = async () => (await app.ledger.ledger.log.latestCheckpoint())!.size;
  for (const [reveal, more] of [
    ['curiosity', 1],
    ['complaint', 2],
  ] as const) {
    const before = await size();
    const stopped = await admin.ask('POST', '/v1/opt-outs', { subject, channel: 'agent', reveal });
    expect(stopped.status).toBe(201);
    // The stop; and why a number was asked for.
    expect([reveal, (await size()) - before]).toEqual([reveal, more]);
  }
});

test('whose records end soon is told in full for a reason that the person gave', async () => {
  const soon = (reveal: unknown) => admin.ask('POST', '/v1/retention/soon', { reveal });
  const { errors } = await expectProblem(soon(true), 'invalid');
  expect(errors).toEqual([expect.objectContaining({ pointer: '/reveal', rule: 'needs_reason' })]);
  expect((await soon('complaint')).status).toBe(200);
  expect((await soon(false)).status).toBe(200);
});
