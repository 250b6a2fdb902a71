// A scan or a recording that the business keeps: its hash, and whether it is the one that a record names.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import { addBusiness } from '../../ledger/operations/setup/setup.ts';
import { get, post } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let ledger: TestLedger;
let folder: string;
let environment: Environment;
let record: string;
let scan: string;
let other: string;
let evidence: string;
const check = (...args: string[]) => optmark(['evidence', 'check', ...args], environment);

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  folder = await mkdtemp(join(tmpdir(), 'optmark-evidence-'));
  [scan, other, evidence] = ['scan.png', 'other.png', 'evidence.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const bytes = Buffer.alloc(3_000_000, 'a scan');
  await Promise.all([writeFile(scan, bytes), writeFile(other, bytes.subarray(1))]);
  const paper = { channel: 'paper', evidence: { document_sha256: sha256Hex(bytes), signed: true } };
  const body = { notice: 'order-updates', locale: 'en', number: '+919876543401', ...paper };
  ({ record } = await (await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, body)).json());
  await writeFile(
    evidence,
    await (await get(`${ledger.url}/v1/receipts/${record}`, ledger.keys.audit)).text(),
  );
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a file is hashed as it is, without a ledger; an empty one is not', async () => {
  expect(await optmark(['evidence', 'hash', scan])).toEqual({
    code: 0,
    stdout: `${sha256Hex(Buffer.alloc(3_000_000, 'a scan'))}\n`,
    stderr: '',
  });
  const empty = join(folder, 'empty');
  await writeFile(empty, '');
  expect(await optmark(['evidence', 'hash', empty])).toMatchObject({ code: 3, stdout: '' });
  expect(await optmark(['evidence', 'hash', join(folder, 'nothing')])).toMatchObject({ code: 3, stdout: '' });
});

test('the file that a record names is told from another', async () => {
  const of = ['--record', record, '--business', ledger.business];
  expect(await check(scan, ...of)).toMatchObject({
    code: 0,
    stdout: `the same file: record ${record} names it as document_sha256\n`,
  });
  expect(await check(other, ...of)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^another file: /),
  });
});

test('the evidence file alone tells it, offline', async () => {
  const offline = ['evidence', 'check', scan, '--evidence', evidence];
  expect(await optmark(offline)).toMatchObject({ code: 0 });
  expect(await optmark(['evidence', 'check', other, '--evidence', evidence])).toMatchObject({ code: 1 });
});

test('an evidence file that was changed proves nothing of a file', async () => {
  const forged = join(folder, 'forged.json');
  const file = JSON.parse(await (await get(`${ledger.url}/v1/receipts/${record}`, ledger.keys.audit)).text());
  const bytes = Buffer.from(file.record, 'base64')
    .toString()
    .replace(sha256Hex(Buffer.alloc(3_000_000, 'a scan')), 'a'.repeat(64));
  await writeFile(forged, JSON.stringify({ ...file, record: Buffer.from(bytes).toString('base64') }));
  expect(await optmark(['evidence', 'check', scan, '--evidence', forged])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^false: /),
  });
});

test('another business’s record is not found, and a record without a file is no finding', async () => {
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  expect(await check(scan, '--record', record, '--business', 'other-shop')).toMatchObject({
    code: 3,
    stdout: '',
  });
  const ivr = { channel: 'ivr', evidence: { call_id: 'c-1', key: '1', prompt: '1' } };
  const body = { notice: 'order-updates', locale: 'en', number: '+919876543402', ...ivr };
  const call = await (await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, body)).json();
  expect(await check(scan, '--record', call.record, '--business', ledger.business)).toMatchObject({
    code: 3,
    stdout: '',
  });
});

test.each([
  [['check', 'x']],
  [['check', 'x', '--record', 'nonsense', '--business', 'b']],
  [['check', 'x', '--record', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', '--evidence', 'y']],
  [['look']],
  [['hash']],
])('evidence %j cannot be meant', async (args) => {
  const file = join(folder, 'scan.png');
  expect(
    await optmark(['evidence', ...args.map((one) => (one === 'x' ? file : one))], environment),
  ).toMatchObject({ code: 2 });
});
