// What of a place in the log still stands after restores.

import { describe, expect, test } from 'vitest';
import { cutsOf, keptOf } from '../../../ledger/core/feed/cut.ts';

const named = (n: number, upTo?: number) => ({
  origin: n === 1 ? 'ledger.example/log' : `ledger.example/log/${n}`,
  vkey: '',
  ...(upTo !== undefined && { upTo }),
});

test('of a log that was never restored every place stands', () => {
  expect(keptOf(cutsOf([named(1)]), { next: 9, name: 1 })).toBe(9);
});

describe('where a restore took back what was told', () => {
  const cuts = cutsOf([named(1, 100), named(2, 150), named(4)]);

  test.each([
    ['below the cut it stands', { next: 99, name: 1 }, 99],
    ['above it ends there', { next: 120, name: 1 }, 100],
    ['under the next name, below its own cut', { next: 120, name: 2 }, 120],
    ['under the next name, above its own cut', { next: 180, name: 2 }, 150],
    ['under the newest name', { next: 180, name: 4 }, 180],
    // All that was recorded under it was lost: it parted from this log where the name before it ended.
    ['under a name that the log lost', { next: 180, name: 3 }, 150],
  ])('%s', (_, place, kept) => expect(keptOf(cuts, place)).toBe(kept));

  test('an earlier cut holds for every name before it', () => {
    const twice = cutsOf([named(1, 100), named(2, 80), named(3)]);
    expect(keptOf(twice, { next: 120, name: 1 })).toBe(80);
    expect(keptOf(twice, { next: 120, name: 2 })).toBe(80);
  });
});
