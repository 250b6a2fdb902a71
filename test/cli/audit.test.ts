// audit: what is shown of a person, what is written, and that looking is recorded.

import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapTemplate } from '../../ledger/operations/template/templates.ts';
import { post } from '../http/requests.ts';
import { optInByTick } from '../operations/commands.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { cloudApi } from '../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

const number = '+14155550101';
let ledger: TestLedger;
let environment: Environment;
let folder: string;
/** The entry of the person's opt-in, behind what sets the ledger up. */
let first: number;

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  folder = await mkdtemp(join(tmpdir(), 'optmark-audit-'));
  await optIn(ledger.ledger, ledger.business, number);
  first = (await ledger.ledger.log.latestCheckpoint())!.size - 1;
  await optOut(ledger.ledger, ledger.business, number);
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the person must write for their newest record. */
async function askedByMessage(person: string) {
  const api = await cloudApi(ledger, ledger.business);
  const question = { recipient: person, purpose: 'shipping_update' };
  const said = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question);
  const { record } = (await said.json()) as { record: string };
  const asked = await post(`${ledger.url}/v1/ownership`, ledger.keys.ingest, { record, method: 'whatsapp' });
  const { text } = (await asked.json()) as { text: string };
  return { api, text, record };
}

const audit = (...args: string[]) => optmark(['audit', ...args, '--business', 'fresh-produce'], environment);

test('shows the words, the grade, the entry and whether the proof holds, and no number', async () => {
  const { code, stdout, stderr } = await audit(number);
  expect(code).toBe(0);
  expect(stdout).toContain(`opt_in  E1  entry ${first}`);
  expect(stdout).toContain('no higher grade: only another system says which words');
  expect(stdout).toContain('the words are not recorded; a server says that it showed or played prompt v1');
  expect(stdout).toContain(`opt_out  entry ${first + 1}`);
  expect(stdout.match(/proof: holds/g)?.length).toBe(3);
  expect(stdout + stderr).not.toContain('4155550101');
});

test('shows which opt-in was confirmed, and how', async () => {
  const person = '+14155550102';
  await optInByTick(ledger.ledger, person);
  const { api, text, record } = await askedByMessage(person);
  await api.write(person.slice(1), text);
  const { code: ended, stdout } = await audit(person);
  expect(ended).toBe(0);
  expect(stdout).toMatch(/confirmed {2}E4 {2}entry \d+/);
  expect(stdout).toContain(`confirms record ${record}, number shown by whatsapp`);
});

test('shows what is recorded under every name of the person, and why it was suspended', async () => {
  const person = '14155550105';
  await optIn(ledger.ledger, ledger.business, `+${person}`);
  const api = await cloudApi(ledger, ledger.business);
  const named = { recipient_id: person, recipient_user_id: 'US.1005' };
  const errors = [{ code: 137000 }];
  const statuses = [{ ...named, id: 'wamid.5', status: 'failed', timestamp: '1763846400', errors }];
  expect((await api.post(api.change('messages', { statuses }))).status).toBe(200);
  const { code, stdout } = await audit(`+${person}`);
  expect(code).toBe(0);
  expect(stdout.match(/linked {2}entry \d+/g)).toHaveLength(2);
  expect(stdout.match(/one person with subject [0-9a-f-]{36}/g)).toHaveLength(2);
  expect(stdout.match(/ of subject [0-9a-f-]{36}\n/g)).toHaveLength(2);
  expect(stdout.match(/because of identity_key_mismatch/g)).toHaveLength(2);
  expect(stdout).not.toMatch(/4155550105|US\.1005/);
});

test('reads the number from standard input, in any spelling', async () => {
  const args = ['audit', '-', '--business', 'fresh-produce'];
  const { code, stdout } = await optmark(args, environment, '+1 (415) 555-0101\n');
  expect(code).toBe(0);
  expect(stdout).toContain(`opt_in  E1  entry ${first}`);
});

test('is itself recorded, as an operator’s look, before it shows anything', async () => {
  const before = (await ledger.ledger.log.latestCheckpoint())!.size;
  const { stdout } = await audit(number);
  expect((await ledger.ledger.log.latestCheckpoint())!.size).toBe(before + 1);
  expect(stdout).toContain(`accessed  entry ${before}`);
  expect(stdout).toContain('    the history was read by an operator, at the command line\n');
});

test('writes evidence that verifies offline, readable by nobody else', async () => {
  const out = join(folder, 'evidence');
  expect((await audit(number, '--out', out)).code).toBe(0);
  const files = await readdir(out);
  expect(files).toContain(`${first}-opt_in.json`);
  expect((await stat(out)).mode & 0o777).toBe(0o700);
  for (const name of files) {
    expect((await stat(join(out, name))).mode & 0o777).toBe(0o600);
    expect((await optmark(['verify', join(out, name)])).code).toBe(0);
  }
});

test('is JSON where a machine asks', async () => {
  const { stdout } = await audit(number, '--json');
  const { records } = JSON.parse(stdout) as {
    records: { kind: string; proof: string; leaf_index: number }[];
  };
  expect(records[0]).toMatchObject({ kind: 'opt_in', proof: 'holds', leaf_index: expect.any(Number) });
});

test('of a number that nobody gave shows nothing, and is recorded too', async () => {
  const before = (await ledger.ledger.log.latestCheckpoint())!.size;
  expect(await audit('+14155550199')).toMatchObject({
    code: 0,
    stdout: 'nothing is recorded of this number\n',
  });
  expect((await ledger.ledger.log.latestCheckpoint())!.size).toBe(before + 1);
});

test('of a business that does not exist ends with 3', async () => {
  expect((await optmark(['audit', number, '--business', 'other'], environment)).code).toBe(3);
});

test('leaves the ledger true', async () => {
  expect((await optmark(['verify', '--database'], environment)).code).toBe(0);
});

test('--as-of tells what the gate would have said at a size of the log, and by which records', async () => {
  const asOf = (size: number) => audit(number, '--purpose', 'shipping_update', '--as-of', String(size));
  const allowed = await asOf(first + 1);
  expect(allowed.code).toBe(0);
  expect(allowed.stdout).toMatch(/^allow {2}granted {2}by record /);
  expect(allowed.stdout).toContain(`opt_in  E1  entry ${first}`);
  expect(allowed.stdout).toContain('no higher grade: only another system says which words');
  const denied = await asOf(first + 2);
  expect(denied.code).toBe(1);
  expect(denied.stdout).toMatch(/^deny {2}withdrawn /);
  expect((await asOf(0)).stdout).toMatch(/^deny {2}unknown_recipient/);
});

test('--as-of tells it of a template, by what was known of it then', async () => {
  const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
  const named = ['--template', 'order_shipped', '--language', 'en_US'];
  const purpose = 'shipping_update' as const;
  await mapTemplate(ledger.ledger, ledger.business, { ...template, purpose, category: 'UTILITY' }, 'test');
  const { size } = (await ledger.ledger.log.latestCheckpoint())!;
  const mapped = await audit(number, ...named, '--as-of', String(size));
  expect(mapped.stdout).toMatch(/^deny {2}withdrawn /);
  expect(mapped.stdout).toContain(`template_changed  entry ${size - 1}`);
  expect((await audit(number, ...named, '--as-of', String(first + 1))).stdout).toMatch(
    /^deny {2}template_unmapped/,
  );
});

test.each([
  ['with a template and a purpose', ['--as-of', '2', '--purpose', 'shipping_update', '--template', 'x']],
  ['with a template without its language', ['--as-of', '2', '--template', 'order_shipped']],
  ['with a sender without a template', ['--as-of', '2', '--purpose', 'shipping_update', '--sender', '1']],
  ['without a purpose', ['--as-of', '2']],
  ['with a moment that is none', ['--as-of', 'yesterday', '--purpose', 'shipping_update']],
  ['with files', ['--as-of', '2', '--purpose', 'shipping_update', '--out', 'folder']],
  ['with an unknown purpose', ['--as-of', '2', '--purpose', 'gossip']],
])('--as-of %s cannot be meant', async (_what, args) => {
  expect((await audit(number, ...args)).code).toBe(2);
});
