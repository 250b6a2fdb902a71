// Adding the number people write to, from the command line; then Meta's side of it.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendersOfToken } from '../../ledger/operations/setup/senders.ts';
import { CloudApi } from '../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

const appSecret = '5ebe2294ecd0e0f08eab7690d2a6ee69';
const phoneNumberId = '106540352242922';

let ledger: TestLedger;
let folder: string;
let environment: Environment;
const run = (args: string[], input = '') => optmark(['sender', ...args], environment, input);
const adding = (over: Record<string, string> = {}) =>
  Object.entries({
    '--business': ledger.business,
    '--phone-number-id': phoneNumberId,
    '--number': '+1 415 555 0199',
    '--app-secret-file': join(folder, 'secret'),
    ...over,
  }).flat();

beforeAll(async () => {
  ledger = await testLedger();
  environment = { ...environmentOf(ledger), OPTMARK_URL: 'https://ledger.example' };
  folder = await mkdtemp(join(tmpdir(), 'optmark-sender-'));
  await writeFile(join(folder, 'secret'), `${appSecret}\n`);
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a sender is added; what is printed sets the webhook up', async () => {
  const { code, stdout } = await run(['add', ...adding()]);
  expect(code).toBe(0);
  const [, address, verifyToken] = /^webhook {7}(\S+)\nverify token {2}([\w-]{32})\n$/.exec(stdout) ?? [];
  expect(address).toBe('https://ledger.example/v1/webhooks/whatsapp/fresh-produce');
  const here = address!.replace('https://ledger.example', ledger.url);
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken!, 'hub.challenge': '42' };
  expect(await (await fetch(`${here}?${new URLSearchParams(query)}`)).text()).toBe('42');
  const meta = new CloudApi(here, { appSecret, phoneNumberId, verifyToken: verifyToken! });
  expect((await meta.write('14155550142', 'Hello')).status).toBe(200);
});

test('senders are listed without their secrets', async () => {
  const { stdout } = await run(['list', '--business', ledger.business, '--json']);
  const since = { set_at: expect.any(String) };
  expect(JSON.parse(stdout)).toEqual([
    {
      ...{ phone_number_id: phoneNumberId, number: '+14155550199' },
      ...{ app_secret: since, verify_token: since },
    },
  ]);
  expect((await run(['list', '--business', ledger.business])).stdout).toBe(
    `${phoneNumberId}  +14155550199\n`,
  );
});

test.for([
  ['an id that is none', { '--phone-number-id': 'x' }, 2],
  ['a number that is none', { '--number': '12' }, 2],
  ['a business that is not there', { '--business': 'nobody', '--phone-number-id': '1065403522' }, 3],
  ['a sender that is there already', {}, 3],
  ['a secret that is not there', { '--app-secret-file': '/nowhere' }, 3],
] as const)('%s is refused', async ([, over, code]) => {
  const ended = await run(['add', ...adding(over)]);
  expect(ended).toMatchObject({ code, stdout: '' });
  expect(ended.stderr).not.toContain(appSecret);
});

test('a secret is read from standard input, never from the arguments, and never repeated', async () => {
  const over = { '--app-secret-file': '-', '--phone-number-id': '106540352242923' };
  expect(await run(['add', ...adding(over)], appSecret)).toMatchObject({ code: 0 });
  const wrong = await run(['add', ...adding(over)], 'not-a-secret-of-meta');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).not.toContain('not-a-secret');
  expect(await run(['add', ...adding(), '--app-secret', appSecret])).toMatchObject({ code: 2 });
});

test('without an action it says which there are', async () => {
  expect(await run([])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('add, change, verify-token, token, forward, end, list'),
  });
});

describe('an access token', () => {
  const token = 'EAAnotatokenofanybody0123456789';
  const asked = (over: Record<string, string> = {}) =>
    Object.entries({
      '--business': ledger.business,
      '--phone-number-id': phoneNumberId,
      '--token-file': '-',
      ...over,
    }).flat();

  test('is registered, and only a keyed hash of it is kept', async () => {
    const { code, stdout } = await run(['token', ...asked()], `${token}\n`);
    expect([code, stdout]).toEqual([0, 'base URL  https://ledger.example/cloud\n']);
    const [sender] = await sendersOfToken(ledger.ledger, token);
    expect(sender).toMatchObject({ phoneNumberId, business: ledger.business });
    expect(await sendersOfToken(ledger.ledger, `${token}x`)).toEqual([]);
  });

  test('leaves the one before good for a day, or ends it at once', async () => {
    const good = async (one: string) => (await sendersOfToken(ledger.ledger, one)).length === 1;
    await run(['token', ...asked()], `${token}second`);
    expect([await good(token), await good(`${token}second`)]).toEqual([true, true]);
    await run(['token', ...asked(), '--at-once'], `${token}third`);
    expect([await good(token), await good(`${token}second`), await good(`${token}third`)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.for([
    ['of a sender that is not there', { '--phone-number-id': '999999' }, token, 3],
    ['of another business’s sender', { '--business': 'nobody' }, token, 3],
    ['that is none', {}, 'two words', 2],
    ['that is empty', {}, '', 2],
  ] as const)('%s is refused, and not repeated', async ([, over, input, code]) => {
    const ended = await run(['token', ...asked(over)], input);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).not.toContain(token);
    expect(ended.stderr).not.toContain('two words');
  });
});
