// What callers hear, published from the command line; a secret for it; and what a provider signs with.

import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let ledger: TestLedger;
let folder: string;
let environment: Environment;
const run = (args: string[], input = '') =>
  optmark([...args, '--business', ledger.business], environment, input);
const published = async (draft: object) => {
  const file = join(folder, 'line.json');
  await writeFile(file, JSON.stringify(draft));
  return run(['flow', 'publish', file]);
};
const draft = { id: 'order-line', notice: 'order-updates', locales: { en: {} } };
const calls = () => `${ledger.url}/v1/ivr/json/${ledger.business}/order-line`;
const begins = (secret: string) =>
  fetch(`${calls()}/${secret}`, { method: 'POST', body: new URLSearchParams({ call: 'c-1' }) });

beforeAll(async () => {
  ledger = await testLedger();
  environment = { ...environmentOf(ledger), OPTMARK_URL: 'https://ledger.example' };
  folder = await mkdtemp(join(tmpdir(), 'optmark-flow-'));
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a flow is published, listed and shown', async () => {
  expect(await published(draft)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^published order-line version 1, entry \d+, sha256 [0-9a-f]{64}\n$/),
  });
  await published(draft);
  expect((await run(['flow', 'list'])).stdout).toBe(
    'order-line version 2  current  of order-updates version 1  en\n' +
      'order-line version 1  superseded  of order-updates version 1  en\n',
  );
  const shown = JSON.parse((await run(['flow', 'show', 'order-line', '--version', '1'])).stdout);
  expect(shown).toMatchObject({ id: 'order-line', version: 1, locales: { en: { what: 'order updates' } } });
  expect(await run(['flow', 'show', 'nothing'])).toMatchObject({ code: 3, stdout: '' });
});

test('what an Asterisk plays is printed, file by file', async () => {
  const { code, stdout } = await run(['flow', 'sounds', 'order-line', '--version', '1']);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^optmark\/order-line\/1\/en\/ask-1 {2}.*WhatsApp/));
  expect(lines).toContainEqual(expect.stringMatching(/^optmark\/order-line\/1\/en\/not_recorded {2}\S/));
  expect(await run(['flow', 'sounds', 'nothing'])).toMatchObject({ code: 3, stdout: '' });
});

test('a flow whose words break a rule is refused, and the rule is named', async () => {
  const ask = 'Press {yes} or {no}, {business} asks about {what}, {ending}. {stop}';
  const refused = await published({
    ...draft,
    id: 'mute',
    locales: { en: { prompts: { ask: `${ask} See x.example` } } },
  });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('/locales/en/prompts/ask');
});

test('its secret is shown once, works, is replaced, and ends', async () => {
  const secretIn = ({ stdout }: { stdout: string }) => /^secret {3}(ofs_[\w-]{32})$/m.exec(stdout)![1]!;
  const first = await run(['flow', 'secret', 'order-line']);
  expect(first.stdout).toContain(
    'address  https://ledger.example/v1/ivr/<dialect>/fresh-produce/order-line\n',
  );
  expect((await begins(secretIn(first))).status).toBe(200);
  const second = secretIn(await run(['flow', 'secret', 'order-line', '--at-once']));
  // The server beside it remembers for some seconds what it has read.
  await expect.poll(async () => (await begins(second)).status).toBe(200);
  expect((await begins(secretIn(first))).status).toBe(401);
  expect(await run(['flow', 'secret', 'order-line', '--end'])).toMatchObject({ code: 0 });
  expect(await run(['flow', 'secret', 'nothing'])).toMatchObject({ code: 3, stdout: '' });
});

test('what a provider signs with is set, listed and ended, and never an argument', async () => {
  const secret = '0123456789abcdef0123456789abcdef';
  expect(await run(['provider', 'set', 'twilio', '--secret-file', '-'], `${secret}\n`)).toMatchObject({
    code: 0,
  });
  const listed = JSON.parse((await run(['provider', 'list', '--json'])).stdout);
  expect(listed).toEqual([{ dialect: 'twilio', set_at: expect.any(String) }]);
  expect((await run(['provider', 'list'])).stdout).toBe(`twilio  set ${listed[0].set_at}\n`);
  const url = `/v1/ivr/twilio/${ledger.business}/order-line`;
  const signature = createHmac('sha1', secret)
    .update(`https://ledger.example${url}CallSidCA1`)
    .digest('base64');
  const asks = () =>
    fetch(ledger.url + url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams({ CallSid: 'CA1' }),
    });
  await expect.poll(async () => (await asks()).status).toBe(200);
  expect(await run(['provider', 'end', 'twilio'])).toMatchObject({ code: 0 });
  for (const [dialect, code] of [
    ['kookoo', 3],
    ['nobody', 2],
  ] as const)
    expect(await run(['provider', 'set', dialect, '--secret-file', '-'], secret)).toMatchObject({ code });
});
