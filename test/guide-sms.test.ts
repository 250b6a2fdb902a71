// The guide for text messages, followed from its first command to an opt-in.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twilioSigned } from './channels/ivr/signers.ts';
import { type Environment, environmentOf, optmark } from './cli/run.ts';
import { recordsOf } from './http/ivr/line.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';

let shop: TestLedger;
let folder: string;
let environment: Environment;
let page: string;
beforeAll(async () => {
  shop = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-sms-'));
  environment = { ...environmentOf(shop), OPTMARK_URL: 'https://ledger.example' };
  page = await readFile(new URL('../ledger/guides/sms.md', import.meta.url), 'utf8');
});
afterAll(async () => {
  await shop?.stop();
  await rm(folder, { recursive: true, force: true });
});

const code = (language: string) =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text]) =>
    name === language ? [text!.trim()] : [],
  );

const token = 'a'.repeat(32);

test('its commands do what it says', async () => {
  await writeFile(join(folder, 'order-club.json'), code('json')[0]!);
  await writeFile(join(folder, 'twilio.json'), JSON.stringify({ secret: token }));
  const run = (command: string) => {
    const args = command
      .replace(/^optmark /, '')
      .replaceAll(/\S+\.json/g, (name) => join(folder, name))
      .split(' ');
    return optmark(args, environment);
  };
  const [publish, set, secret] = code('text').map(run);
  expect(await publish).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/in 1 text message: Reply YES/),
  });
  const url = 'https://ledger.example/v1/sms/twilio/fresh-produce';
  expect(await set).toMatchObject({ code: 0, stdout: `text messages of twilio are heard at ${url}\n` });
  expect(await secret).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\/v1\/sms\/africastalking\/fresh-produce\/oss_[\w-]{32}\n$/),
    stderr: expect.stringContaining('no reply can be sent yet'),
  });
  const list = ['sms', 'list', '--business', shop.business];
  expect((await optmark(list, environment)).stdout).toBe('africastalking\ntwilio\n');
  const number = '+14155560001';
  const writes = async (text: string) => {
    const fields = { MessageSid: `SM-${text}`, From: number, To: '+14155550199', Body: text };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    const sent = twilioSigned({ method: 'POST', url, headers, body }, token);
    const answer = await fetch(url.replace('https://ledger.example', shop.url), sent);
    return answer.text();
  };
  // The server beside the commands remembers for some seconds what it has read.
  await expect.poll(() => writes('ORDERS'), { timeout: 15_000 }).toContain('Reply YES');
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
