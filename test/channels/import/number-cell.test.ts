// Where the operator says of which country the numbers are, no number is made of what is none.

import { describe, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';

const read = (number: string, status: string, callingCode: string) =>
  readRow({ line: 2, cells: { number, status } }, { callingCode }).map((one) =>
    'number' in one ? `${one.kind} ${one.number}` : one.kind,
  );

test.each([
  ['9.19877E+11', '91'],
  ['9.87654321E+9', '91'],
  ['7.9111E+09', '7'],
  ['2024-05-01', '91'],
  ['2024-05-01', '47'],
  ['ann4155550123@example.com', '1'],
  ['415555O0123', '1'],
  ['98765*43210', '91'],
  ['98765 43210 or 98765 43211', '91'],
  ['12345', '91'],
])('%j under %s is nobody’s consent, and a stop of it is never silent', (cell, code) => {
  expect(read(cell, 'yes', code)).toEqual(['refused']);
  expect(read(cell, 'unsubscribed', code)).toEqual(['unheard']);
});

test.each([
  ['98765 43210 ext 5', '91', '+919876543210'],
  ['９８７６５４３２１０', '91', '+919876543210'],
  ['098765 43210', '91', '+919876543210'],
  ['919876500044', '91', '+919876500044'],
  ['91 98765 00044', '91', '+919876500044'],
  ['447700900281', '44', '+447700900281'],
  ['447700900281', '91', '+447700900281'],
  ['14155550123', '91', '+14155550123'],
  ['07700 900281', '44', '+447700900281'],
])('%j under %s is %s', (cell, code, number) => {
  expect(read(cell, 'yes', code)).toEqual([`grant ${number}`]);
  expect(read(cell, 'unsubscribed', code)).toEqual([`stop ${number}`]);
});

describe('where nobody says of which country the numbers are', () => {
  const atHome = (number: string, status: string, homeCode?: string) =>
    readRow({ line: 2, cells: { number, status } }, { homeCode }).map((one) =>
      'number' in one ? `${one.kind} ${one.number}` : `${one.kind} ${one.rule}`,
    );

  test('a stop is read as one of the business’s own country, and a consent is not guessed about', () => {
    for (const cell of ['09876543210', '098765 43210']) {
      expect(atHome(cell, 'STOP', '91')).toEqual(['stop +919876543210']);
      expect(atHome(cell, 'yes', '91')).toEqual(['refused number/calling_code_missing']);
    }
  });

  test('without a country, or where it has no such number, the stop is told as unheard', () => {
    expect(atHome('09876543210', 'STOP')).toEqual(['unheard number/calling_code_missing']);
    expect(atHome('00', 'STOP', '91')).toEqual([expect.stringMatching(/^unheard /)]);
  });

  test('a number that says its country is read so, whatever the business’s is', () => {
    expect(atHome('+447700900281', 'STOP', '91')).toEqual(['stop +447700900281']);
  });
});

describe('a number that may be two people’s', () => {
  // A line in Aurich, and one in Stade whose calling code is written.
  test('is nobody’s consent, and its stop is of both', () => {
    expect(read('4941234567', 'yes', '49')).toEqual(['refused']);
    expect(read('4941234567', 'unsubscribed', '49')).toHaveLength(2);
  });
});
