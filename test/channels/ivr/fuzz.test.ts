// Whatever arrives becomes facts, or a refusal that repeats nothing of it; no signature check throws.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { arrived, engines, platforms } from './engines.ts';
import type { Sent } from './signers.ts';

const bytes = fc.uint8Array({ maxLength: 200 }).map((list) => Buffer.from(list).toString('latin1'));
const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '');

describe.each(platforms)('%s', (name) => {
  const { read, check, answer } = dialects[name];
  const { begins, presses, fields } = engines[name];
  const next = `https://ledger.example/v1/ivr/${name}/acme/f?s=1`;
  const whole = [begins({}), presses({ digits: '1' }, next), presses({}, next)];

  /** A real request of which a part is replaced by anything. */
  const broken: fc.Arbitrary<Sent> = fc
    .record({ sent: fc.constantFrom(...whole), at: fc.nat(400), cut: fc.nat(20), junk: bytes, type })
    .map(({ sent, at, cut, junk, type }) => {
      const broken = (text: string) => text.slice(0, at) + junk + text.slice(at + cut);
      const [path, query] = sent.url.split('?');
      const url =
        query === undefined || sent.method === 'POST' ? sent.url : `${path}?${encodeURI(broken(query))}`;
      return { ...sent, url, body: broken(sent.body), headers: { ...sent.headers, 'content-type': type } };
    });
  const anything: fc.Arbitrary<Sent> = fc.record({
    method: fc.constantFrom('GET' as const, 'POST' as const),
    url: bytes.map((junk) => `${next}&${encodeURI(junk)}`),
    headers: type.map((one) => ({ 'content-type': one })),
    body: bytes,
  });

  test('reads anything, or refuses it in words of its own', () => {
    const marked = fc
      .oneof(broken, anything)
      .map((sent) => ({ ...sent, body: sent.body.replaceAll('+1415', '+1999') }));
    fc.assert(
      fc.property(marked, (sent) => {
        try {
          const facts = read(arrived(sent));
          expect(facts.call).toMatch(/^[\x21-\x7e]{1,128}$/);
          expect(facts.digits?.length ?? 0).toBeLessThanOrEqual(32);
          const reply = { lines: [], ended: true, result: 'gave_up', call: facts.call } as const;
          expect(typeof answer(reply, arrived(sent)).body).toBe('string');
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error;
          expect(['invalid', 'malformed']).toContain(error.code);
          expect(`${error.message}${JSON.stringify(error.faults)}`).not.toMatch(/1999|9876543210|254711/);
        }
      }),
      { numRuns: 300 },
    );
  });

  const headers = fc.record(
    Object.fromEntries(
      [
        'x-twilio-signature',
        'x-signalwire-signature',
        'x-twilio-webhooks-signature-settings',
        'x-plivo-signature-v3',
        'x-plivo-signature-v3-nonce',
        'telnyx-signature-ed25519',
        'telnyx-timestamp',
      ].map((header) => [header, bytes]),
    ),
  );
  const bearer = fc.oneof(
    bytes,
    fc
      .tuple(bytes, bytes, bytes)
      .map((parts) => parts.map((one) => Buffer.from(one).toString('base64url')).join('.')),
  );

  test('checks anything, believes none of it, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(broken, anything),
        headers,
        bearer,
        fc.array(bytes),
        async (sent, given, token, secrets) => {
          const request = {
            ...sent,
            headers: { ...sent.headers, ...given, authorization: `Bearer ${token}` },
          };
          expect(['unsigned', 'refused']).toContain(await check(arrived(request), secrets, 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('reads a body as long as it may be without a second look at it', () => {
    const many = `${fields.call}=c-1&${'x=1&'.repeat(200_000)}`;
    const deep = `{"${fields.call}":"c-1","x":${'['.repeat(100_000)}`;
    for (const [body, type] of [
      [many, 'application/x-www-form-urlencoded'],
      [deep, 'application/json'],
    ] as const) {
      const sent: Sent = { method: 'POST', url: next, headers: { 'content-type': type }, body };
      try {
        read(arrived(sent));
      } catch (error) {
        expect(error).toBeInstanceOf(LedgerError);
      }
    }
  });
});
