// Who only tries things out is known for as long as a batch is planned, however many others a node has met.

import { expect, test } from 'vitest';
import { TestHands } from '../../../ledger/operations/append/test-hands.ts';

const by = (id: string) => ({ business: 'shop', submitted_by: { by: 'key' as const, id } });

/** As a commit does: what is asked for is found. */
function commit(hands: TestHands, ids: readonly string[]): void {
  const asked = hands.unmet(ids.map(by));
  hands.meet(
    asked,
    asked.map((one) => ({ ...one, columns: { test: one.name === 'trying' } })),
  );
}

test('a test key stays one in the commit in which a node has met too many to remember', () => {
  const hands = new TestHands();
  commit(hands, ['trying']);
  commit(
    hands,
    Array.from({ length: 10_050 }, (_, i) => `key-${i}`),
  );
  for (let again = 0; again < 2; again += 1) {
    commit(hands, ['trying', 'key-1']);
    expect(hands.isTest(by('trying'))).toBe(true);
    expect(hands.isTest(by('key-1'))).toBe(false);
  }
});
