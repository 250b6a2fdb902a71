import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../ledger/core/error.ts';
import { UnverifiedBytes } from '../../ledger/http/unverified-bytes.ts';

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
    const bytes = new UnverifiedBytes(10, 6);
    bytes.hold('a').add(6);
    const other = bytes.hold('b');
    other.add(4);
    expect(codeOf(() => other.add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold(undefined).add(1))).toEqual(refused);
  });

  test('of one network are let in up to its share, whatever others hold', () => {
    const bytes = new UnverifiedBytes(10, 6);
    const [one, two] = [bytes.hold('a'), bytes.hold('a')];
    one.add(3);
    two.add(3);
    expect(codeOf(() => one.add(1))).toEqual(refused);
    expect(codeOf(() => bytes.hold('b').add(4))).toBeUndefined();
  });

  test('of this machine have no share but all', () => {
    const bytes = new UnverifiedBytes(10, 6);
    expect(codeOf(() => bytes.hold(undefined).add(10))).toBeUndefined();
  });

  test('make room when it is known what they are, once', () => {
    const bytes = new UnverifiedBytes(10, 6);
    const [one, other] = [bytes.hold('a'), bytes.hold('a')];
    one.add(6);
    one.release();
    one.release();
    other.add(6);
    expect(codeOf(() => other.add(1))).toEqual(refused);
  });

  test('that were refused hold nothing', () => {
    const bytes = new UnverifiedBytes(10, 6);
    const held = bytes.hold('a');
    expect(codeOf(() => held.add(7))).toEqual(refused);
    expect(codeOf(() => held.add(6))).toBeUndefined();
  });
});
