import { describe, expect, test } from 'vitest';
import { readConfig } from '../ledger/config.ts';

describe('the gateway for codes', () => {
  const secret = 'sixteen letters!';
  const gateway = (url: string, more: Record<string, string> = { OPTMARK_CODE_SENDER_SECRET: secret }) =>
    readConfig({ OPTMARK_CODE_SENDER_URL: url, ...more }).codeGateway;

  test('is none unless one is named', () => {
    expect(readConfig({}).codeGateway).toBeUndefined();
    expect(readConfig({ OPTMARK_CODE_SENDER_SECRET: secret }).codeGateway).toBeUndefined();
  });

  test.each([
    'https://gateway.example/send',
    'http://127.0.0.1:9000/',
    'http://localhost/',
    'http://[::1]:9/',
  ])('may be %s', (url) => {
    expect(gateway(url)).toEqual({ url: new URL(url), secret });
  });

  test.each([
    ['in the clear over a network', 'http://gateway.example/send'],
    ['of another scheme', 'ftp://gateway.example/send'],
    ['with a password in it', 'https://user:password@gateway.example/send'],
    ['that is no URL', 'gateway.example'],
  ])('is refused %s', (_what, url) => {
    expect(() => gateway(url)).toThrow(/^OPTMARK_CODE_SENDER_URL: /);
    expect(() => gateway(url)).not.toThrow(/password@|gateway\.example/);
  });

  test('is refused without a secret, or with a short one', () => {
    const url = 'https://gateway.example/send';
    expect(() => gateway(url, {})).toThrow('OPTMARK_CODE_SENDER_SECRET');
    expect(() => gateway(url, { OPTMARK_CODE_SENDER_SECRET: 'short' })).toThrow('OPTMARK_CODE_SENDER_SECRET');
  });

  test('sends a thousand messages a day, more, fewer or none, never less than none', () => {
    const daily = (max: string) => readConfig({ OPTMARK_CODE_SENDER_DAILY_MAX: max }).codesPerDay;
    expect(readConfig({}).codesPerDay).toBe(1000);
    expect([daily('5000'), daily('0')]).toEqual([5000, 0]);
    expect(() => daily('-1')).toThrow('OPTMARK_CODE_SENDER_DAILY_MAX');
    expect(() => daily('all')).toThrow('OPTMARK_CODE_SENDER_DAILY_MAX');
  });
});

describe('the address that links begin with', () => {
  test.each([
    [{}, 'http://127.0.0.1:8787'],
    [{ HOST: '::1', PORT: '9' }, 'http://[::1]:9'],
    [{ HOST: '0.0.0.0' }, 'http://127.0.0.1:8787'],
    [{ OPTMARK_URL: 'https://ledger.example' }, 'https://ledger.example'],
    [{ OPTMARK_URL: 'https://Ledger.example:8443/' }, 'https://ledger.example:8443'],
  ])('of %j is %s', (environment, url) => {
    expect(readConfig(environment).url).toBe(url);
  });

  test.each([
    ['of another scheme', 'ftp://ledger.example'],
    ['with a path', 'https://ledger.example/consent'],
    ['with a query', 'https://ledger.example/?a'],
    ['with a password in it', 'https://user:password@ledger.example'],
    ['that is no URL', 'ledger.example'],
  ])('is refused %s', (_what, url) => {
    expect(() => readConfig({ OPTMARK_URL: url })).toThrow(/^OPTMARK_URL: /);
    expect(() => readConfig({ OPTMARK_URL: url })).not.toThrow(/ledger\.example|password@/);
  });
});

describe('the Cloud API', () => {
  const cloudApi = (url: string) => readConfig({ OPTMARK_CLOUD_API: url }).cloudApi.href;

  test('is Meta’s unless another is named', () => {
    expect(readConfig({}).cloudApi.href).toBe('https://graph.facebook.com/');
    expect(cloudApi('http://127.0.0.1:9000')).toBe('http://127.0.0.1:9000/');
  });

  test.each([
    ['in the clear over a network', 'http://graph.example'],
    ['with a password in it', 'https://user:password@graph.example'],
    ['with a path', 'https://graph.example/v23.0'],
    ['with a query', 'https://graph.example/?x=1'],
    ['of another scheme', 'file:///etc/passwd'],
    ['that is no URL', 'graph.example'],
  ])('is refused %s', (_what, url) => {
    expect(() => cloudApi(url)).toThrow(/^OPTMARK_CLOUD_API: /);
    expect(() => cloudApi(url)).not.toThrow(/password@|graph\.example/);
  });
});

test('webhooks are forwarded to this machine only where that is asked for, in so many words', () => {
  expect(readConfig({}).forwardToThisMachine).toBe(false);
  expect(readConfig({ OPTMARK_FORWARD_TO_THIS_MACHINE: '0' }).forwardToThisMachine).toBe(false);
  expect(readConfig({ OPTMARK_FORWARD_TO_THIS_MACHINE: '1' }).forwardToThisMachine).toBe(true);
  for (const other of ['', 'true', 'yes']) {
    expect(() => readConfig({ OPTMARK_FORWARD_TO_THIS_MACHINE: other })).toThrow(
      'OPTMARK_FORWARD_TO_THIS_MACHINE',
    );
  }
});
