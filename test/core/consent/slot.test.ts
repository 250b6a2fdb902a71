import { describe, expect, test } from 'vitest';
import {
  everyPurpose,
  liftableKey,
  parseLiftable,
  parseSlot,
  slotKey,
  slotKeys,
} from '../../../ledger/core/consent/slot.ts';
import { type Purpose, purposes } from '../../../ledger/core/notice/purpose.ts';

const scopes = ['message', 'call'] as const;

describe('the name of a slot', () => {
  test('is another for every purpose and scope, and is read back as these two', () => {
    const keys = slotKeys(purposes, scopes);
    expect(new Set(keys).size).toBe(purposes.length * scopes.length);
    const read = keys.map(parseSlot);
    expect(read).toEqual(purposes.flatMap((purpose) => scopes.map((scope) => ({ purpose, scope }))));
  });

  test('is the purpose itself for messages: stored states say so', () => {
    expect(slotKey({ purpose: 'marketing', scope: 'message' })).toBe('marketing');
    expect(slotKey({ purpose: 'marketing', scope: 'call' })).toBe('marketing:call');
  });

  test('of a purpose that another release has added is read all the same', () => {
    const added = 'delivery_chat' as Purpose;
    for (const scope of scopes) {
      const slot = { purpose: added, scope };
      expect(parseSlot(slotKey(slot))).toEqual(slot);
    }
  });
});

test.each([...purposes, everyPurpose] as const)(
  'what a stop told by WhatsApp ends is read back: %s',
  (ends) => {
    for (const kind of ['thread', 'preferences'] as const) {
      const key = liftableKey({ kind, ends });
      expect(key).toBe(`${kind}/${ends}`);
      expect(parseLiftable(key)).toEqual({ kind, ends });
    }
  },
);
