// Naming the business's own address from the command line.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudApi, cloudApi } from '../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { environmentOf, optmark } from './run.ts';

const url = 'https://receiver.example/whatsapp?tenant=secret-1';
let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger?.stop());

const run = (args: string[], more: Record<string, string> = {}) =>
  optmark(['sender', ...args], {
    ...environmentOf(ledger),
    OPTMARK_URL: 'https://ledger.example',
    ...more,
  });
const forward = (args: string[], more: Record<string, string> = {}) =>
  run(['forward', '--business', ledger.business, '--phone-number-id', meta.phoneNumberId, ...args], more);
const addressNow = async () => (await ledger.ledger.senders.ofBusiness(ledger.business))[0]!.forwardUrl;

test('an address is named, listed, replaced and removed', async () => {
  expect(await forward(['--url', url])).toMatchObject({ code: 0, stdout: '' });
  expect(await addressNow()).toBe(url);
  const { stdout } = await run(['list', '--business', ledger.business]);
  expect(stdout).toMatch(new RegExp(`forwarded to ${url.replace('?', '\\?')}\n$`));
  const json = await run(['list', '--business', ledger.business, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject([{ forward_url: url }]);
  await forward(['--url', 'https://new.example:8443/']);
  expect(await addressNow()).toBe('https://new.example:8443/');
  expect(await forward(['--remove'])).toMatchObject({ code: 0 });
  expect(await addressNow()).toBeUndefined();
});

describe('refused, and nothing changes:', () => {
  test.for([
    ['in the clear', 'http://receiver.example/'],
    ['of this machine', 'http://127.0.0.1:9000/'],
    ['an IP address', 'https://93.184.215.14/'],
    ['an IP address in another spelling', 'https://0x7f.1/'],
    ['an IPv6 address', 'https://[2606:4700::1111]/'],
    ['with a password', 'https://user:secret-1@receiver.example/'],
    ['with a fragment', 'https://receiver.example/#secret-1'],
    ['a port of another service', 'https://receiver.example:25/'],
    ['another scheme', 'ftp://receiver.example/'],
    ['no URL', 'secret-1'],
    ['longer than any', `https://receiver.example/${'a'.repeat(2_048)}`],
    ['this very ledger', 'https://ledger.example/v1/webhooks/whatsapp/fresh-produce'],
  ])('%s', async ([, address]) => {
    const ended = await forward(['--url', address!]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).not.toContain('secret-1');
    expect(await addressNow()).toBeUndefined();
  });

  test('an address and its removal at once, or neither', async () => {
    expect(await forward(['--url', url, '--remove'])).toMatchObject({ code: 2 });
    expect(await forward([])).toMatchObject({ code: 2 });
  });

  test('a sender that is not there, or another business’s', async () => {
    const other = ['forward', '--business', 'nobody', '--phone-number-id', meta.phoneNumberId, '--url', url];
    expect(await run(other)).toMatchObject({ code: 3 });
    const missing = ['forward', '--business', ledger.business, '--phone-number-id', '99999', '--url', url];
    expect(await run(missing)).toMatchObject({ code: 3 });
  });
});

test('this machine is admitted where development is configured', async () => {
  const developing = { OPTMARK_FORWARD_TO_THIS_MACHINE: '1' };
  expect(await forward(['--url', 'http://127.0.0.1:9000/'], developing)).toMatchObject({ code: 0 });
  expect(await forward(['--url', 'http://192.168.0.1:9000/'], developing)).toMatchObject({ code: 2 });
});
