// Signatures as the platforms' own packages make or judge them: known answers (test/vectors/ivr), and random
// requests on which both must agree. And what an attacker tries with each.

import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { arrived, engines } from './engines.ts';
import { plivoSdk, signalWireSdk, TelnyxWebhook, twilioSdk, vonageSdk } from './sdk.ts';
import { plivoSigned, type Sent, telnyxPublic, telnyxSigned, twilioSigned, vonageSigned } from './signers.ts';

const now = Date.parse('2026-03-01T09:30:00Z');
const url = 'https://ledger.example/v1/ivr/twilio/acme/order-updates';

type Case = {
  name: string;
  url: string;
  body: string;
  secret: string;
  method?: 'GET' | 'POST';
  json?: boolean;
  signature?: string;
  settings?: string;
  nonce?: string;
  timestamp?: string;
  token?: string;
};
const vectors = (file: string): { at?: string; cases: Case[] } =>
  JSON.parse(readFileSync(`test/vectors/ivr/${file}.json`, 'utf8'));

const headersOf: Record<string, (one: Case) => Record<string, string | undefined>> = {
  twilio: ({ signature, settings }) => ({
    'x-twilio-signature': signature,
    'x-twilio-webhooks-signature-settings': settings,
  }),
  signalwire: ({ signature }) => ({ 'x-signalwire-signature': signature }),
  plivo: ({ signature, nonce }) => ({
    'x-plivo-signature-v3': signature,
    'x-plivo-signature-v3-nonce': nonce,
  }),
  telnyx: ({ signature, timestamp }) => ({
    'telnyx-signature-ed25519': signature,
    'telnyx-timestamp': timestamp,
  }),
  vonage: ({ token }) => ({ authorization: `Bearer ${token}` }),
};

describe.each(Object.keys(headersOf))('a known answer of %s', (file) => {
  const { at, cases } = vectors(file);
  const dialect = dialects[file === 'signalwire' ? 'twilio' : (file as 'plivo')];
  const checks = async (one: Case, change: Partial<Sent> = {}) => {
    const isJson = one.json ?? file === 'vonage';
    const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    const headers = { ...headersOf[file]!(one), 'content-type': type } as Record<string, string>;
    const sent: Sent = { method: one.method ?? 'POST', url: one.url, headers, body: one.body, ...change };
    return await dialect.check(arrived(sent), [one.secret], at === undefined ? now : Date.parse(at));
  };

  test.each(cases)('$name', async (one) => {
    expect(await checks(one)).toBe('signed');
    expect(await checks({ ...one, secret: telnyxPublic[0] })).toBe('refused');
    const changed = one.method === 'GET' ? { url: `${one.url}x` } : { body: `${one.body}x` };
    expect(await checks(one, changed)).toBe('refused');
  });
});

/** Values that forms, URLs and sorts treat each in their own way. */
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('+1 2', 'a=b&c', "it's", ''),
);
// Of digits alone, a JavaScript object would put names into an order of its own.
const params = fc.dictionary(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_ .-]{0,8}$/), value, { maxKeys: 6 });
const sentOf = (fields: Record<string, string>, query = ''): Sent => ({
  method: 'POST',
  url: url + query,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
const wellFormed = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.toWellFormed()]));

describe('Twilio', () => {
  const check = (sent: Sent, secrets = ['test-token']) => dialects.twilio.check(arrived(sent), secrets, now);

  test.each(['HMAC_SHA1', 'HMAC_SHA256'] as const)('signs any form by %s as its package does', (hash) => {
    fc.assert(
      fc.property(params, (fields) => {
        const sent = sentOf(wellFormed(fields), '?s=1');
        expect(check(twilioSigned(sent, 'test-token', hash))).toBe('signed');
        expect(check(twilioSigned(sent, 'other', hash))).toBe('refused');
      }),
    );
  });

  test('leaves the standard port out, or writes it', () => {
    for (const written of ['https://ledger.example', 'https://ledger.example:443']) {
      const sent = sentOf({ CallSid: 'CA1' });
      const signed = twilioSigned(
        { ...sent, url: url.replace('https://ledger.example', written) },
        'test-token',
      );
      for (const known of ['https://ledger.example', 'https://ledger.example:443']) {
        expect(check({ ...signed, url: url.replace('https://ledger.example', known) })).toBe('signed');
      }
    }
  });

  test.each(['HMAC_SHA512', 'none', 'MD5', ''])(
    'names a hash that nobody here knows: %j is refused',
    (hash) => {
      const { headers, ...sent } = twilioSigned(sentOf({ CallSid: 'CA1' }), 'test-token', 'HMAC_SHA256');
      const settings = { 'x-twilio-webhooks-signature-settings': `key=1,algorithm=${hash}` };
      expect(check({ ...sent, headers: { ...headers, ...settings } })).toBe('refused');
    },
  );

  test('has two keys while one replaces the other, each with its own hash', () => {
    const secrets = ['test-token', 'shared-key-1', 'shared-key-2'];
    expect(check(twilioSigned(sentOf({ CallSid: 'CA1' }), 'test-token'), secrets)).toBe('signed');
    for (const secret of ['shared-key-1', 'shared-key-2']) {
      expect(check(twilioSigned(sentOf({ CallSid: 'CA1' }), secret, 'HMAC_SHA256'), secrets)).toBe('signed');
    }
  });

  test('signs a JSON body by its digest in the URL, and no other body', () => {
    const body = '{"CallSid":"CA1","Digits":"1"}';
    const headers = { 'content-type': 'application/json' };
    const at = `${url}?bodySHA256=${twilioSdk.getExpectedBodyHash(body)}`;
    const signature = twilioSdk.getExpectedTwilioSignature('test-token', at, {});
    const sent: Sent = {
      method: 'POST',
      url: at,
      body,
      headers: { ...headers, 'x-twilio-signature': signature },
    };
    expect(check(sent)).toBe('signed');
    expect(check({ ...sent, body: body.replace('1"}', '2"}') })).toBe('refused');
    const bare = twilioSdk.getExpectedTwilioSignature('test-token', url, {});
    expect(check({ ...sent, url, headers: { ...headers, 'x-twilio-signature': bare } })).toBe('refused');
  });
});

describe('SignalWire', () => {
  const signed = (sent: Sent, key: string, fields: Record<string, string | string[]>): Sent => {
    const signature = signalWireSdk.getExpectedTwilioSignature(key, sent.url, fields);
    return { ...sent, headers: { ...sent.headers, 'x-signalwire-signature': signature } };
  };
  const check = (sent: Sent) => dialects.twilio.check(arrived(sent), ['PSK_test'], now);

  test('signs any form as its package does', () => {
    fc.assert(
      fc.property(params, (fields) => {
        const sent = sentOf(wellFormed(fields), '?s=1');
        expect(check(signed(sent, 'PSK_test', wellFormed(fields)))).toBe('signed');
        expect(check(signed(sent, 'other', wellFormed(fields)))).toBe('refused');
      }),
    );
  });
});

describe('Plivo', () => {
  const check = (sent: Sent) => dialects.plivo.check(arrived(sent), ['test-token'], now);
  const judged = ({ method, url, headers }: Sent, fields: Record<string, string>) =>
    plivoSdk.validateV3Signature(
      method,
      url,
      headers['x-plivo-signature-v3-nonce']!,
      'test-token',
      headers['x-plivo-signature-v3']!,
      fields,
    );

  test('signs any form and query, as its package judges', () => {
    // Its package encodes UTF-8 twice and has a reader of queries of its own: so these are plain.
    const plain = fc.dictionary(fc.stringMatching(/^[A-Za-z_]{1,8}$/), fc.stringMatching(/^[ -~]{0,12}$/), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(plain, plain, (fields, asked) => {
        const query = new URLSearchParams(asked).toString();
        const sent = plivoSigned(sentOf(fields, query === '' ? '' : `?${query}`), 'test-token');
        expect(judged(sent, fields)).toBe(true);
        expect(check(sent)).toBe('signed');
        expect(check({ ...sent, body: `${sent.body}&zz=1` })).toBe('refused');
      }),
    );
  });

  test('may send several signatures, of which one is enough', () => {
    const sent = plivoSigned(sentOf({ CallUUID: '1' }), 'test-token');
    const several = `AAAA, ${sent.headers['x-plivo-signature-v3']},BBBB`;
    expect(check({ ...sent, headers: { ...sent.headers, 'x-plivo-signature-v3': several } })).toBe('signed');
    const { 'x-plivo-signature-v3': own, ...others } = sent.headers;
    // Of a sub-account: the main account's.
    expect(check({ ...sent, headers: { ...others, 'x-plivo-signature-ma-v3': own! } })).toBe('signed');
  });

  test('signs a nonce, which cannot be changed or left out', () => {
    const sent = plivoSigned(sentOf({ CallUUID: '1' }), 'test-token');
    const { 'x-plivo-signature-v3-nonce': _, ...others } = sent.headers;
    expect(check({ ...sent, headers: others })).toBe('refused');
    expect(check({ ...sent, headers: { ...others, 'x-plivo-signature-v3-nonce': '1' } })).toBe('refused');
  });
});

describe('Telnyx', () => {
  afterEach(() => void vi.useRealTimers());

  test('signs as its package judges', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    for (const body of ['', 'CallSid=v3:abc&Digits=1', 'From=%2B14155550100&x=ü']) {
      const sent = telnyxSigned({ ...sentOf({}), body }, telnyxPublic[0], now);
      await new TelnyxWebhook(telnyxPublic[0]).verify(body, sent.headers);
      expect(dialects.telnyx.check(arrived(sent), [telnyxPublic[0]], now)).toBe('signed');
    }
  });

  test.each(['', 'not a key', 'AAAA', telnyxPublic[1]])('is not believed under another key: %j', (key) => {
    const sent = telnyxSigned(sentOf({ CallSid: 'v3:abc' }), telnyxPublic[0], now);
    expect(dialects.telnyx.check(arrived(sent), [key], now)).toBe('refused');
  });

  test.each([undefined, '', 'now', '1e9', '-1', '99999999999999'])('needs a moment: %j is refused', (at) => {
    const { headers, ...sent } = telnyxSigned(sentOf({ CallSid: 'v3:abc' }), telnyxPublic[0], now);
    const { 'telnyx-timestamp': _, ...others } = headers;
    const changed = { ...others, ...(at !== undefined && { 'telnyx-timestamp': at }) };
    expect(dialects.telnyx.check(arrived({ ...sent, headers: changed }), [telnyxPublic[0]], now)).toBe(
      'refused',
    );
  });
});

describe('Vonage', () => {
  const secret = 'vonage-signature-secret';
  const sent = () =>
    engines.vonage.presses({ digits: '1' }, 'https://ledger.example/v1/ivr/vonage/acme/f?s=1');
  const check = async (one: Sent) => await dialects.vonage.check(arrived(one), [secret], now);
  const withToken = (token: string): Sent => ({
    ...sent(),
    headers: { ...sent().headers, authorization: `Bearer ${token}` },
  });
  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

  test('signs as its package judges', async () => {
    const signed = await vonageSigned(sent(), secret, Date.now());
    expect(vonageSdk.verifySignature(signed.headers.authorization!.slice(7), secret)).toBe(true);
    expect(await dialects.vonage.check(arrived(signed), [secret], Date.now())).toBe('signed');
  });

  test('signs the body by its hash, which its package does not look at', async () => {
    const signed = await vonageSigned(sent(), secret, now);
    const swapped = { ...signed, body: signed.body.replace('"1"', '"0"') };
    expect(await check(swapped)).toBe('refused');
  });

  test('without a hash of the body, or a moment, is refused', async () => {
    const { payload_hash, iat } = claimsOf((await vonageSigned(sent(), secret, now)).headers.authorization!);
    const signs = (claims: Record<string, unknown>) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret));
    expect(await check(withToken(await signs({ payload_hash, iat })))).toBe('signed');
    for (const claims of [
      { iat },
      { payload_hash },
      { payload_hash: 1, iat },
      { payload_hash, iat: '1' },
      {},
    ]) {
      expect(await check(withToken(await signs(claims)))).toBe('refused');
    }
  });

  test('under `none`, RS256, or HS512 of the same secret is refused', async () => {
    const claims = claimsOf((await vonageSigned(sent(), secret, now)).headers.authorization!);
    expect(await check(withToken(new UnsecuredJWT(claims).encode()))).toBe('refused');
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rs256 = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    expect(await check(withToken(rs256))).toBe('refused');
    // A public key that was given as the secret, and a token that takes it for one.
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    expect(await dialects.vonage.check(arrived(withToken(rs256)), [pem], now)).toBe('refused');
    const long = secret.repeat(3);
    for (const [alg, verdict] of [
      ['HS256', 'signed'],
      ['HS512', 'refused'],
    ] as const) {
      const token = await new SignJWT(claims).setProtectedHeader({ alg }).sign(Buffer.from(long));
      expect(await dialects.vonage.check(arrived(withToken(token)), [long], now)).toBe(verdict);
    }
    // An empty secret signs nothing, though it is easily guessed.
    const [head, body] = rs256.split('.');
    const hs = createHmac('sha256', '').update(`${head}.${body}`).digest('base64url');
    expect(await check(withToken(`${head}.${body}.${hs}`))).toBe('refused');
  });

  test('beside the flow’s own secret as Bearer is unsigned, not refused', async () => {
    expect(await check(withToken('om_flow_0123456789'))).toBe('unsigned');
  });
});
