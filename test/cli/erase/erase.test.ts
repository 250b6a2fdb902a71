// A person is erased from the command line.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askErasure } from '../../../ledger/operations/erase/requests.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { ivrOptIn, post } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Environment, environmentOf, optmark } from '../run.ts';

const number = '+919876503001';
let ledger: TestLedger;
let environment: Environment;
const run = (...args: string[]) => optmark(['erase', ...args, '--business', ledger.business], environment);

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
});
afterAll(() => ledger?.stop());

test('first it is shown what would go and what stays, and then it goes, once', async () => {
  const { code, stdout } = await run(number);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^number {2}\+91 XXXXXX3001\n/);
  expect(stdout).toContain('takes records: 2\n');
  expect(stdout).toContain('keeps stone: ');
  const token = /^token (\S+)$/m.exec(stdout)![1]!;
  const erased = await run('--confirm', token, '--reason', 'asked_by_person');
  expect(erased).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^erased: 2 records; record [0-9a-f-]{36} /),
  });
  expect((await run('--confirm', token, '--reason', 'asked_by_person')).stdout).toBe(erased.stdout);
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});

describe('who asked to be erased', () => {
  const ask = async (of: string) => {
    const { ledger: parts, business } = ledger;
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(of));
    const { person } = await findPerson(parts, business, { kind: 'number', value: of });
    const askedAt = new Date().toISOString();
    const asked = { business, subject: person!.named[0]!, proof: 'message' as const, askedAt };
    return (await askErasure(parts, asked))!.request;
  };

  test('is listed, masked, and erased by the same two steps', async () => {
    const request = await ask('+919876503011');
    const listed = await run('--requests');
    expect(listed.code).toBe(0);
    expect(listed.stdout).toMatch(new RegExp(`^${request}  \\S+Z  by message  \\+91 XXXXXX3011$`, 'm'));
    const { stdout } = await run('--request', request);
    expect(stdout).toContain('takes erasure requests: 1\n');
    const token = /^token (\S+)$/m.exec(stdout)![1]!;
    expect(await run('--confirm', token, '--reason', 'asked_by_person')).toMatchObject({ code: 0 });
    expect((await run('--requests', '--json')).stdout).not.toContain(request);
    expect(await run('--request', request)).toMatchObject({ code: 3, stdout: '' });
    expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
  });

  test('is refused once, and not by another business', async () => {
    const request = await ask('+919876503012');
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const theirs = ['erase', '--refuse', request, '--reason', 'taken_back', '--business', 'other-shop'];
    expect(await optmark(theirs, environment)).toMatchObject({ code: 3, stdout: '' });
    const refused = await run('--refuse', request, '--reason', 'taken_back');
    expect(refused).toMatchObject({ code: 0, stdout: expect.stringMatching(/^refused: taken_back, at /) });
    expect((await run('--refuse', request, '--reason', 'legal_claim')).stdout).toContain('taken_back');
    expect(await run('--request', request)).toMatchObject({ code: 3, stdout: '' });
    expect((await run('--requests')).stdout).not.toContain(request);
  });

  test.each([
    [['--requests', '+919876503001']],
    [['--requests', '--refuse', 'x']],
    [['--request', 'x']],
    [['--request', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', '--reason', 'legal_claim']],
    [['--refuse', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10']],
    [['--refuse', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', '--reason', 'because']],
    [['+919876503001', '--after', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10']],
  ])('erase %j cannot be meant', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
  });
});

test.each([
  [[]],
  [['+919876503002', '--reason', 'child']],
  [['--confirm', 'x']],
  [['--confirm', 'x', '--reason', 'because']],
  [['--confirm', 'x', '--reason', 'child']],
  [['+919876503002', '--yes']],
  [['+919876503002', '--yes', '--reason', 'because']],
  [['--confirm', 'x', '--yes', '--reason', 'child']],
  [['--yes', '--reason', 'child']],
])('erase %j cannot be meant', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
});

test('what was deleted is scrubbed from the files of the database, of all businesses', async () => {
  const scrubbed = await optmark(['erase', '--scrub'], environment);
  expect(scrubbed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^rewritten: \d+ tables; \w+ was locked longest, [\d,.]+ ms$/m),
  });
  expect(await run('--scrub')).toMatchObject({ code: 2, stdout: '' });
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});

test('of a number without a record there is nothing to erase', async () => {
  expect(await run('+919876503099')).toMatchObject({ code: 3, stdout: '' });
});

test('with --yes no token is printed, which somebody would try again', async () => {
  const other = '+919876503004';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(other));
  const { stdout } = await run(other, '--yes', '--reason', 'asked_by_person');
  expect(stdout).toContain('keeps stone: ');
  expect(stdout).toMatch(/^erased: 2 records; /m);
  expect(stdout).not.toContain('token');
});

test('with --yes one command shows what it takes, and takes it', async () => {
  const other = '+919876503003';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(other));
  const { code, stdout } = await run(other, '--yes', '--reason', 'asked_by_person', '--json');
  expect(code).toBe(0);
  const { preview, erased } = JSON.parse(stdout);
  expect(preview.identifiers).toEqual([{ kind: 'number', masked: '+91 XXXXXX3003' }]);
  expect(erased).toMatchObject({ records: 2 });
  expect(preview).not.toHaveProperty('token');
  expect((await optmark(['audit', other, '--business', ledger.business], environment)).stdout).not.toContain(
    'opt_in',
  );
});
