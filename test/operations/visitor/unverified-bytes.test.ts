import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import { UnverifiedBytes } from '../../../ledger/operations/visitor/unverified-bytes.ts';

const limits = { max: 20, share: 8, unknownMax: 10, unknownShare: 6, requests: 3 };
const unverified = () => new UnverifiedBytes(limits);
const unknown = (network: string) => ({ network, isKnown: false });
const known = (network: string) => ({ network, isKnown: true });

const codeOf = (work: () => void) => {
  try {
    work();
  } catch (error) {
    if (error instanceof LedgerError) return [error.code, error.retryAfter];
    throw error;
  }
  return undefined;
};
const refused = ['overloaded', 5];

describe('bytes nobody has vouched for', () => {
  test('are let in up to the limit of all, and to the byte', () => {
    const bytes = unverified();
    for (const network of ['a', 'b']) bytes.hold(known(network)).add(8);
    const third = bytes.hold(known('c'));
    third.add(4);
    expect(codeOf(() => third.add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold(undefined).add(1))).toEqual(refused);
  });

  test('of one network are let in up to its share, whatever others hold', () => {
    const bytes = unverified();
    const [one, two] = [bytes.hold(unknown('a')), bytes.hold(unknown('a'))];
    one.add(3);
    two.add(3);
    expect(codeOf(() => one.add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold(unknown('b')).add(4))).toBeUndefined();
  });

  test('of networks that are not known leave a part to those that are, however many they are', () => {
    const bytes = unverified();
    bytes.hold(unknown('a')).add(6);
    bytes.hold(unknown('b')).add(4);
    expect(codeOf(() => bytes.hold(unknown('c')).add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold(known('d')).add(8))).toBeUndefined();
  });

  test('of this machine have no share but all', () => {
    const bytes = unverified();
    expect(codeOf(() => bytes.hold(undefined).add(20))).toBeUndefined();
  });

  test('make room when it is known what they are, once', () => {
    const bytes = unverified();
    const [one, other] = [bytes.hold(unknown('a')), bytes.hold(unknown('a'))];
    one.add(6);
    one.release();
    one.release();
    other.add(6);
    expect(codeOf(() => other.add(1))).toEqual(refused);
  });

  test('that come after their release are refused, for nobody would give their room back', () => {
    const bytes = unverified();
    const late = bytes.hold(undefined);
    late.release();
    expect(codeOf(() => late.add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold(undefined).add(20))).toBeUndefined();
  });

  test('that were refused hold nothing', () => {
    const bytes = unverified();
    const held = bytes.hold(unknown('a'));
    expect(codeOf(() => held.add(7))).toEqual(refused);
    expect(codeOf(() => held.add(6))).toBeUndefined();
  });
});

test('a network has so many requests at once and no more, however little is in them', () => {
  const bytes = unverified();
  const [first] = [1, 2, 3].map(() => bytes.hold(unknown('a')));
  expect(codeOf(() => bytes.hold(known('a')))).toEqual(refused);
  expect(codeOf(() => bytes.hold(unknown('b')))).toBeUndefined();
  first!.release();
  expect(codeOf(() => bytes.hold(unknown('a')))).toBeUndefined();
});

test('whatever came and went in whatever order, all of the room is there in the end', () => {
  const network = fc.constantFrom('a', 'b', 'c');
  const request = fc.record({ network, isKnown: fc.boolean(), sizes: fc.array(fc.nat(9)) });
  fc.assert(
    fc.property(fc.array(request), (requests) => {
      const bytes = unverified();
      const held = requests.flatMap(({ sizes, ...source }) => {
        const holds: ReturnType<UnverifiedBytes['hold']>[] = [];
        codeOf(() => holds.push(bytes.hold(source)));
        for (const hold of holds) for (const size of sizes) codeOf(() => hold.add(size));
        return holds;
      });
      for (const { release } of held) release();
      for (const one of ['a', 'b']) bytes.hold(known(one)).add(limits.share);
      bytes.hold(unknown('c')).add(4);
      expect(codeOf(() => bytes.hold(undefined).add(1))).toEqual(refused);
    }),
  );
});
