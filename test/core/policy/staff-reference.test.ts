import { describe, expect, test } from 'vitest';
import { isPlainReference, isSameReference } from '../../../ledger/core/policy/staff-reference.ts';

describe('two references are of one person', () => {
  test.each([
    ['staff-7', 'STAFF 07'],
    ['staff-7', 'ｓｔａｆｆ－７'],
    ['staff-7', 'staff-\u0667'],
    ['staff-7', 'st\u200baff\u00ad-7\u202c'],
    ['staff-7', '\u0455t\u0430ff-7'],
    ['acp-7', '\u0430\u0441\u0440-7'],
    ['AP-7', '\u0391\u03a1-7'],
    ['andré-1', 'andre\u0301-1'],
    ['andré-1', 'andre-1'],
    ['desk-10', 'desk-1O'],
    ['desk-10', 'desk-lo'],
    ['DESK-I', 'desk-1'],
    ['desk-i', 'desk-|'],
    ['łódź-4', 'lodz-4'],
    ['staff-7', 'staff-7\u20dd'],
    ['staff-7', 'sta\u1ab0ff-7\u1dc4'],
    ['STRASSE-4', 'strasse-4'],
    ['straße-4', 'strasse-4'],
    ['staff-7', 'sta\u0192\u0192-7'],
    ['staff-7', 's\u0167aff-7'],
    ['staff-7', '\u017ftaff-7'],
  ])('%s and %s', (one, other) => {
    expect(isSameReference(one, other)).toBe(true);
  });
});

describe('two references are of two', () => {
  test.each([
    ['staff-7', 'staff-8'],
    ['staff-7', 'staff-70'],
    ['staff-7', 'clerk-7'],
    ['агент-7', 'агент-9'],
    ['केंद्र-4', 'केंद्रे-4'],
    ['店-7', '局-7'],
  ])('%s and %s', (one, other) => {
    expect(isSameReference(one, other)).toBe(false);
  });
});

test.each([
  'staff-7',
  'агент-7',
  'A-агент',
  'سهم-۷',
  'می\u200cخواهم-7',
  'केंद्र-4',
  '店A-7',
  '직원B-2',
  'Ａ-1',
  'łódź-4',
  'phương-4',
  'ștefan-4',
  'Straße-4',
  'ħobż-4',
  'Əli-7',
])('%s shows what it is', (reference) => {
  expect(isPlainReference(reference)).toBe(true);
});

test.each([
  '\u0455taff-7',
  'st\u03b1ff',
  '\u202e7-ffats',
  '\u2067staff-7',
  '\ua731taff',
  '\u0251gent',
  '\u023ftaff-7',
  's\u01adaff-7',
  'staff-\u01bc',
  '\u13da\u13a2',
])('%j does not', (reference) => {
  expect(isPlainReference(reference)).toBe(false);
});
