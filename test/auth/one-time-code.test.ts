import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  codeMac,
  digitCode,
  findMessageCode,
  messageCode,
  numberMac,
} from '../../ledger/auth/one-time-code.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';

const keys: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 1)) }];
const other: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 2)) }];
const challenges = Array.from({ length: 2000 }, (_, n) => `challenge-${n}`);

describe('a code for a message', () => {
  test('is made of symbols nobody mistakes for another', () => {
    for (const challenge of challenges) {
      expect(messageCode(keys, challenge)).toMatch(/^OPT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    }
  });

  test('is another for another challenge and under another secret, and the same for the same', () => {
    expect(new Set(challenges.map((challenge) => messageCode(keys, challenge))).size).toBe(2000);
    expect(messageCode(other, 'c')).not.toBe(messageCode(keys, 'c'));
    expect(messageCode(keys, 'c')).toBe(messageCode(keys, 'c'));
  });

  test('uses every symbol in every place', () => {
    const codes = challenges.map((challenge) => messageCode(keys, challenge));
    for (const place of [4, 7, 9, 12]) expect(new Set(codes.map((code) => code[place])).size).toBe(32);
  });

  test.for([
    ['OPT-7K4M-92QX', 'OPT-7K4M-92QX'],
    ['Hello! opt-7k4m-92qx (Fresh Produce)', 'OPT-7K4M-92QX'],
    ['OPT 7K4M 92QX', 'OPT-7K4M-92QX'],
    ['OPT-OK4M-9ILX', 'OPT-0K4M-911X'],
    ['OPT-AAAA-BBBB and OPT-CCCC-DDDD', 'OPT-AAAA-BBBB'],
  ] as const)('is found in %s', ([text, code]) => {
    expect(findMessageCode(text)).toBe(code);
  });

  test.for([
    '',
    'STOP',
    'OPT',
    'OPT-7K4M',
    'OPT-7K4M-92QXX',
    'ADOPT-7K4M-92QX',
    'OPT-7K4M-92Q!',
    'opt out please',
  ])('is not found in “%s”', (text) => {
    expect(findMessageCode(text)).toBeUndefined();
  });
});

describe('a code to type in', () => {
  test('has six digits, also where it begins with zeros', () => {
    const codes = challenges.map((challenge) => digitCode(keys, challenge));
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1980);
  });

  test('tells nothing of the code for a message', () => {
    expect(digitCode(other, 'c')).not.toBe(digitCode(keys, 'c'));
  });
});

describe('what is kept', () => {
  test('is 32 bytes bound to the secret, to whose code it is, and to the code', () => {
    const kept = codeMac(keys, 'fresh-produce', 'OPT-7K4M-92QX');
    expect(kept).toHaveLength(32);
    for (const another of [
      codeMac(other, 'fresh-produce', 'OPT-7K4M-92QX'),
      codeMac(keys, 'other-shop', 'OPT-7K4M-92QX'),
      codeMac(keys, 'fresh-produce', 'OPT-7K4M-92QY'),
      numberMac(keys, 'OPT-7K4M-92QX'),
    ]) {
      expect(another.equals(kept)).toBe(false);
    }
  });

  test('of a number is the same for all businesses', () => {
    expect(numberMac(keys, '+14155550101')).toEqual(numberMac(keys, '+14155550101'));
    expect(numberMac(keys, '+14155550101').equals(numberMac(keys, '+14155550102'))).toBe(false);
  });
});
