import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MacContext, type MacKey, mac, macIs, macUnder } from '../../ledger/core/mac.ts';

const keyOf = (version: number): MacKey => ({
  version,
  key: createSecretKey(Buffer.alloc(32, version)),
});
const [first, second] = [keyOf(1), keyOf(2)];
const made = mac([first], 'message-id/v1', 'one', 'other');

describe('a MAC', () => {
  test('is HMAC-SHA256 of what it is for and of each part after its length', () => {
    const input = 'optmark/message-id/v1\0\0\0\0\x03one\0\0\0\x05other';
    expect(made).toEqual(createHmac('sha256', Buffer.alloc(32, 1)).update(input).digest());
    expect(macUnder(Buffer.alloc(32, 1), 'message-id/v1', 'one', 'other')).toEqual(made);
  });

  test('is the same of a text and of its bytes, whatever language it is in', () => {
    const text = 'ऑर्डर 📦';
    expect(mac([first], 'spent-request/v1', Buffer.from(text))).toEqual(
      mac([first], 'spent-request/v1', text),
    );
  });

  test('for one purpose is none for another', () => {
    const contexts: MacContext[] = ['nonce/v1', 'spent-key/v1', 'spent-request/v1', 'kept-row/v1'];
    const macs = contexts.map((context) => mac([first], context, 'same').toString('hex'));
    expect(new Set(macs).size).toBe(contexts.length);
  });

  test('is another for every other list of parts, wherever one ends and the next begins', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\0', '"', '👍') }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        const given = mac([first], 'spent-key/v1', ...one);
        expect(macIs([first], given, 'spent-key/v1', ...other)).toBe(isSame);
      }),
    );
  });

  test('in a link is cut to 16 bytes, and a whole one is refused there', () => {
    const cut = mac([first], 'person-link/v1', 'head');
    const input = 'optmark/person-link/v1\0\0\0\0\x04head';
    const whole = createHmac('sha256', Buffer.alloc(32, 1)).update(input).digest();
    expect(cut).toEqual(whole.subarray(0, 16));
    expect(macIs([first], cut, 'person-link/v1', 'head')).toBe(true);
    expect(macIs([first], whole, 'person-link/v1', 'head')).toBe(false);
  });
});

describe('while a key is being replaced', () => {
  test('MACs are made under the current one', () => {
    expect(mac([second, first], 'nonce/v1', 'one')).toEqual(mac([second], 'nonce/v1', 'one'));
    expect(mac([second, first], 'nonce/v1', 'one')).not.toEqual(mac([first], 'nonce/v1', 'one'));
  });

  test('what is found again by its MAC is found: a nonce spent before the replacement stays spent', () => {
    expect(mac([second, first], 'spent-key/v1', 'nonce', 'one')).toEqual(
      mac([first], 'spent-key/v1', 'nonce', 'one'),
    );
    expect(mac([second, first], 'message-id/v1', 'one', 'other')).toEqual(made);
  });

  test('MACs under the one before are accepted as long as it is kept', () => {
    expect(macIs([second, first], made, 'message-id/v1', 'one', 'other')).toBe(true);
    expect(macIs([second], made, 'message-id/v1', 'one', 'other')).toBe(false);
  });
});

test('what is no MAC at all is refused, and nothing is thrown', () => {
  for (const given of [Buffer.alloc(0), made.subarray(1), Buffer.concat([made, made]), Buffer.alloc(32)]) {
    expect(macIs([first], given, 'message-id/v1', 'one', 'other')).toBe(false);
  }
});
