// Whose call it is, and which number was keyed in: nothing is guessed that no one has said.

import { describe, expect, test } from 'vitest';
import { callerNumber, callerReadings, keyedNumber } from '../../../ledger/operations/flow/numbers.ts';

describe('the caller', () => {
  test.for([
    ['+919876543210', undefined, '+919876543210'],
    ['+919876543210', '1', '+919876543210'],
    ['00919876543210', undefined, '+919876543210'],
    ['9876543210', '91', '+919876543210'],
    ['09876543210', '91', '+919876543210'],
    ['919876543210', '91', '+919876543210'],
    ['4155550142', '1', '+14155550142'],
    // Possible in the flow's country too, where no number looks so.
    ['14155550171', '91', '+14155550171'],
    ['12025550123', '55', '+12025550123'],
    ['14155550123', '39', '+14155550123'],
  ] as const)('%s, where the flow says %s, is %s', ([given, code, number]) => {
    expect(callerNumber(given, code)).toBe(number);
  });

  test.for([
    ['9876543210', undefined],
    ['919876543210', undefined],
    [undefined, '91'],
    ['', '91'],
    ['anonymous', '91'],
    ['Restricted', undefined],
    ['+266696687', undefined],
    ['12', '91'],
    ['15125550123', '49'],
  ] as const)('%s, where the flow says %s, is nobody', ([given, code]) => {
    expect(callerNumber(given, code)).toBeUndefined();
  });
});

describe('a stop goes to', () => {
  test.for([
    ['+919876543210', '1', ['+919876543210']],
    ['15125550123', '49', ['+4915125550123', '+15125550123']],
    ['9876543210', '91', ['+919876543210']],
    ['14155550171', undefined, ['+14155550171']],
    ['anonymous', '91', []],
  ] as const)('%s, where the flow says %s: %o', ([given, code, numbers]) => {
    expect(callerReadings(given, code)).toEqual(numbers);
  });
});

describe('what is keyed in', () => {
  const of = (callingCode?: string, caller?: string) => ({ callingCode, caller });

  test.for([
    ['9876543210', of('91'), '+919876543210'],
    ['09876543210', of('91'), '+919876543210'],
    ['919876543210', of('91'), '+919876543210'],
    ['00919876543210', of('1'), '+919876543210'],
    ['9876543210', of(undefined, '+919876500000'), '+919876543210'],
    ['4155550142', of(undefined, '+14155550100'), '+14155550142'],
    ['919876543210', of(undefined, '+14155550100'), '+919876543210'],
    ['00919876543210', of(), '+919876543210'],
  ] as const)('%s is %o', ([digits, said, number]) => {
    expect(keyedNumber(digits, said)).toBe(number);
  });

  test.for([
    // One digit too few, or one too many, of a number that would be one of Switzerland's, or of Kenya's.
    ['415555014', of('1')],
    ['41555501422', of(undefined, '+14155550100')],
    ['41446681800', of('1')],
    ['254712345678', of('91')],
    ['446681800', of('1')],
    ['14155550171', of('91')],
    ['15125550123', of('49')],
  ] as const)('%s is no number of another country, where %o', ([digits, said]) => {
    expect(keyedNumber(digits, said)).toBeUndefined();
  });

  test('of another country is keyed in with 00, at its full length', () => {
    expect(keyedNumber('0041446681800', of('91'))).toBe('+41446681800');
    expect(keyedNumber('00254712345678', of('91'))).toBe('+254712345678');
  });

  test.for(['9876543210', '919876543210', '4155550142', '09876543210'])(
    '%s is none where nothing says which country’s',
    (digits) => expect(keyedNumber(digits, of())).toBeUndefined(),
  );

  test.for([['1'], [''], ['*'], ['12345678901234567890'], ['0000000000']] as const)(
    '%s is none',
    ([digits]) => {
      expect(keyedNumber(digits, of('91'))).toBeUndefined();
    },
  );
});
