import { describe, expect, test } from 'vitest';
import { openOfSend, sealOfSend } from '../../../ledger/core/gate/sealed-send.ts';

const master = Buffer.alloc(32, 1);
const permit = '019aad2c-8a40-7d52-8c11-0f2a6c1b9e77';
const iv = Buffer.alloc(12, 3);
const text = Buffer.from('{"contacts":[{"wa_id":"14155550142"}]}');
const sealed = sealOfSend(master, permit, 'answer', iv, text);

describe('what is kept of a send', () => {
  test('opens to what was sealed', () => {
    expect(openOfSend(master, permit, 'answer', sealed)).toEqual(text);
  });

  test('shows no number', () => {
    expect(sealed.includes('4155550142')).toBe(false);
  });

  test.for([
    ['another send', master, permit.replace('77', '78'), 'answer', sealed],
    ['another part of the same send', master, permit, 'permit', sealed],
    ['another ledger', Buffer.alloc(32, 2), permit, 'answer', sealed],
    ['a shorter row', master, permit, 'answer', sealed.subarray(0, -1)],
    ['hardly a row', master, permit, 'answer', sealed.subarray(0, 20)],
  ] as const)('does not open as that of %s', ([, key, id, part, bytes]) => {
    expect(openOfSend(key, id, part, bytes)).toBeUndefined();
  });

  test('does not open with a single bit changed', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(openOfSend(master, permit, 'answer', changed)).toBeUndefined();
    }
  });
});
