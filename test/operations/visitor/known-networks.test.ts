import { describe, expect, test } from 'vitest';
import { KnownNetworks } from '../../../ledger/operations/visitor/known-networks.ts';
import { Clock } from '../clock.ts';

const minute = 60_000;

describe('a network that something genuine came from', () => {
  test('is known, and no other is', () => {
    const known = new KnownNetworks(new Clock(), 10, minute);
    known.remember('203.0.113.0/24');
    expect(known.has('203.0.113.0/24')).toBe(true);
    expect(known.has('198.51.100.0/24')).toBe(false);
  });

  test('is forgotten where nothing more comes, and not a moment earlier', () => {
    const clock = new Clock();
    const known = new KnownNetworks(clock, 10, minute);
    known.remember('a');
    clock.pass(minute - 1);
    expect(known.has('a')).toBe(true);
    clock.pass(1);
    expect(known.has('a')).toBe(false);
  });

  test('goes on being known where more comes', () => {
    const clock = new Clock();
    const known = new KnownNetworks(clock, 10, minute);
    known.remember('a');
    clock.pass(minute - 1);
    known.remember('a');
    clock.pass(minute - 1);
    expect(known.has('a')).toBe(true);
  });

  test('is forgotten before those that were heard from since, where no more may be kept', () => {
    const known = new KnownNetworks(new Clock(), 2, minute);
    for (const network of ['a', 'b', 'a', 'c']) known.remember(network);
    expect(['a', 'b', 'c'].map((network) => known.has(network))).toEqual([true, false, true]);
  });
});
