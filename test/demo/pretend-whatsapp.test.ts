import { afterEach, expect, test } from 'vitest';
import { type PretendWhatsApp, pretendWhatsApp } from '../../demo/pretend-whatsapp.ts';
import { readConfig } from '../../ledger/config.ts';

let whatsApp: PretendWhatsApp;
afterEach(() => whatsApp.stop());

const started = async (environment: Record<string, string>) => {
  whatsApp = await pretendWhatsApp(readConfig(environment));
  return whatsApp.config.cloudApi;
};

test('in a demo messages go to this machine, and no further', async () => {
  const { hostname, protocol } = await started({});
  expect([protocol, hostname]).toEqual(['http:', '127.0.0.1']);
  expect(whatsApp.url).toEqual(whatsApp.config.cloudApi);
});

test('the stand-in believes no token that it has not given out', async () => {
  const url = await started({});
  const headers = { authorization: 'Bearer EAAsomebody' };
  const answer = await fetch(new URL('/v23.0/1/messages', url), { method: 'POST', headers, body: '{}' });
  expect([answer.status, ((await answer.json()) as { error: { code: number } }).error.code]).toEqual([
    401, 190,
  ]);
});

test('the operator’s own Cloud API is not replaced', async () => {
  expect((await started({ OPTMARK_CLOUD_API: 'https://graph.example' })).href).toBe('https://graph.example/');
});

test('on a ledger that is no demo messages go to Meta', async () => {
  expect((await started({ OPTMARK_DEMO: '0' })).href).toBe('https://graph.facebook.com/');
});
