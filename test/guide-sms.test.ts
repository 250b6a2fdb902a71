// The guide for text messages, followed from its first command to an opt-in.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twilioSigned } from './channels/ivr/signers.ts';
import { type Environment, environmentOf, optmark } from './cli/run.ts';
import { recordsOf } from './http/ivr/line.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';
import { commandsOf, typed } from './support/typed.ts';

let shop: TestLedger;
let environment: Environment;
let page: string;
beforeAll(async () => {
  shop = await testLedger();
  environment = { ...environmentOf(shop), OPTMARK_URL: 'https://ledger.example' };
  page = await readFile(new URL('../ledger/guides/sms.md', import.meta.url), 'utf8');
});
afterAll(() => shop?.stop());

test('its commands do what it says', async () => {
  const { dataFolder: folder } = shop.config;
  const { PATH, HOME } = process.env;
  const place = { host: new URL(shop.url).host, folder, env: { PATH, HOME, ...environment } };
  // What they write to the line is signed below by Twilio's own package; readme.test.ts runs it as written.
  const [publish, set, secret] = commandsOf(page).map((command) => () => typed(command, place));
  expect(await publish!()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/in 1 text message: Reply YES/),
  });
  const url = 'https://ledger.example/v1/sms/twilio/fresh-produce';
  expect(await set!()).toMatchObject({ status: 0, stdout: `text messages of twilio are heard at ${url}\n` });
  expect(await secret!()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/\/v1\/sms\/africastalking\/fresh-produce\/oss_[\w-]{32}\n$/),
    stderr: expect.stringContaining('no reply can be sent yet'),
  });
  const list = ['sms', 'list', '--business', shop.business];
  expect((await optmark(list, environment)).stdout).toBe('africastalking\ntwilio\n');
  const { secret: token } = JSON.parse(await readFile(`${folder}/twilio.json`, 'utf8'));
  const number = '+14155560001';
  const writes = async (text: string) => {
    const fields = { MessageSid: `SM-${text}`, From: number, To: '+14155550199', Body: text };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    const sent = twilioSigned({ method: 'POST', url, headers, body }, token);
    const answer = await fetch(url.replace('https://ledger.example', shop.url), sent);
    return answer.text();
  };
  expect(await writes('CLUB')).toContain('Reply YES');
  expect(await writes('YES')).toContain('Recorded');
  expect(await recordsOf(shop, number)).toMatchObject([{ kind: 'opt_in', grade: 'E3' }]);
});

test('a wrong command line is said so, and changes nothing', async () => {
  const of = ['--business', shop.business];
  for (const [args, expected] of [
    [['sms', 'set', 'nobody', '--settings-file', '-', ...of], 2],
    [['sms', 'set', 'vonage', '--settings-file', '-', ...of], 2],
    [['sms', 'secret', ...of], 2],
    [['sms', 'end', 'vonage', ...of], 3],
  ] as const)
    expect((await optmark([...args], environment, '{"secret": "abcd1234"}')).code).toBe(expected);
});
