import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  addressOfOrigin,
  isNamedForThisMachineAlone,
  readCommandConfig,
  readConfig,
  settingsHelp,
  settingsList,
} from '../ledger/config.ts';

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

describe('the provider of sign-in', () => {
  const client = { OPTMARK_OIDC_CLIENT_ID: 'optmark', OPTMARK_OIDC_CLIENT_SECRET: 'secret' };
  const provider = (issuer: string, more: Record<string, string> = client) =>
    readConfig({ OPTMARK_OIDC_ISSUER: issuer, ...more }).signIn;

  test('is none unless one is named', () => {
    expect(readConfig(client).signIn).toBeUndefined();
    const named = { issuer: new URL('https://id.example'), clientId: 'optmark', clientSecret: 'secret' };
    expect(provider('https://id.example')).toEqual(named);
    const claim = { ...client, OPTMARK_OIDC_CLAIM: 'roles' };
    expect(provider('https://id.example', claim)).toEqual({ ...named, claim: 'roles' });
    expect(provider('http://127.0.0.1:9000')).toBeDefined();
  });

  test.each([
    ['in the clear elsewhere', 'http://id.example'],
    ['that is no URL', 'id.example'],
  ])('is refused %s', (_what, issuer) => {
    expect(() => provider(issuer)).toThrow(/^OPTMARK_OIDC_ISSUER: /);
  });

  test.each(Object.keys(client))('is refused without %s', (name) => {
    const { [name as keyof typeof client]: _, ...rest } = client;
    expect(() => provider('https://id.example', rest as typeof client)).toThrow(name);
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

describe('the address that the name of a log says', () => {
  test.each([
    ['127.0.0.1:8787/log', 'http://127.0.0.1:8787'],
    ['0.0.0.0:9705/log', 'http://127.0.0.1:9705'],
    ['::1:8787/log', 'http://[::1]:8787'],
    ['192.168.1.5:8787/log', 'http://192.168.1.5:8787'],
    ['ledger.example/log', 'https://ledger.example'],
    ['ledger.example/log/2', 'https://ledger.example'],
  ])('of %s is %s', (origin, address) => {
    expect(addressOfOrigin(origin)).toBe(address);
  });
});

test.each(['', ' ', 'abc', '0x1F90', '1e3', '-1', '65536'])('PORT=%j is refused by name', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/^PORT: must be /);
});

test('a command beside the server takes no notice of what only a server reads', () => {
  const strange = { PORT: 'abc', HOST: '', OPTMARK_QUEUE: '-', OPTMARK_CODE_SENDER_URL: 'nowhere' };
  expect(readCommandConfig(strange)).toEqual(readCommandConfig({}));
  expect(() => readCommandConfig({ ...strange, OPTMARK_URL: 'nowhere' })).toThrow(/^OPTMARK_URL: /);
});

describe('a log that is named after this machine alone', () => {
  const isNamedSo = (origin: string, environment: Record<string, string>) =>
    isNamedForThisMachineAlone(origin, readConfig(environment));
  const onOwnPostgres = { DATABASE_URL: 'postgres://ledger@db.example/ledger' };

  test.each([
    ['on a Postgres of one’s own', '127.0.0.1:8787/log', onOwnPostgres],
    ['where all addresses are listened on', '0.0.0.0:8787/log', { HOST: '0.0.0.0' }],
    ['where browsers reach it elsewhere', 'localhost:8787/log', { OPTMARK_URL: 'https://ledger.example' }],
  ])('is no name for others: %s', (_, origin, environment) => {
    expect(isNamedSo(origin, environment)).toBe(true);
  });

  test.each([
    ['a start on this machine', '127.0.0.1:8787/log', {}],
    ['a name that others reach', 'ledger.example/log', onOwnPostgres],
    ['a name that is no address', 'the ledger of our shop', onOwnPostgres],
  ])('is not meant by %s', (_, origin, environment) => {
    expect(isNamedSo(origin, environment)).toBe(false);
  });
});

describe('the list of settings', () => {
  const guide = readFileSync(new URL('../ledger/guides/operator.md', import.meta.url), 'utf8');
  const [, rows] =
    /^## Settings\n\n\| variable \| default \| what \|\n\|---\|---\|---\|\n(\|.*?)\n\n/ms.exec(guide) ?? [];

  test('is the table in the guide, word for word', () => {
    const due = settingsList().map(({ name, unset, what }) => `| \`${name}\` | ${unset} | ${what} |`);
    expect(rows).toBe(due.join('\n'));
  });

  test('is in the help of the server, in lines of a terminal', () => {
    for (const { name } of settingsList()) expect(settingsHelp()).toContain(`  ${name}\n`);
    expect(
      settingsHelp()
        .split('\n')
        .filter((line) => line.length > 110),
    ).toEqual([]);
  });
});
