// What a filter may name: each look is recorded with it for ever, so no word of it may be a person's number.
// And one question in several spellings is one: cursors are bound to it, and files name it.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filterFields } from '../../../ledger/core/register/filter.ts';

const filterSchema = z.strictObject(filterFields);
const refused = (submitted_by: unknown) =>
  filterSchema
    .safeParse({ submitted_by })
    .error?.issues.map((issue) => [issue.path.join('/'), 'params' in issue && issue.params?.['rule']]);

describe('who handed it in', () => {
  test.each([
    { by: 'sender', id: '102290129340398' },
    { by: 'sender', id: '10229012934039' },
    { by: 'sender', id: '1022901293403981' },
    { by: 'sender' },
    { by: 'key', id: 'crm' },
    { id: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55' },
  ])('is asked for as %j', (submitted_by) => {
    expect(refused(submitted_by)).toBeUndefined();
  });

  test.each([
    { by: 'sender', id: '4155550123' },
    { by: 'sender', id: '919876543210' },
    { by: 'sender', id: '1022901.2934039' },
    { by: 'sender', id: '1022901-2934039' },
    { by: 'key', id: '102290129340398' },
    { id: '102290129340398' },
  ])('is not asked for by what reads as a person’s number: %j', (submitted_by) => {
    expect(refused(submitted_by)).toEqual([['submitted_by/id', 'no_number']]);
  });
});

const id = '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55';

describe('one question', () => {
  test.each<[object, object]>([
    [{ kind: ['opt_in'] }, { kind: 'opt_in' }],
    [{ kind: ['opt_out', 'opt_in', 'opt_out'] }, { kind: ['opt_in', 'opt_out'] }],
    [{ kind: ['opt_in', 'opt_in'] }, { kind: 'opt_in' }],
    [{ purpose: ['*', 'alert_update'] }, { purpose: ['alert_update', '*'] }],
    [
      { notice: ['bb', 'aa'], pack: ['p', 'p'] },
      { notice: ['aa', 'bb'], pack: 'p' },
    ],
    [{ subject: id.toUpperCase() }, { subject: id }],
    [{ submitted_by: { id: id.toUpperCase(), by: 'key' } }, { submitted_by: { by: 'key', id } }],
    [{ from: '2026-03-01T05:30:00+05:30' }, { from: '2026-03-01T00:00:00.000Z' }],
    [{ time: 'recorded_at' }, {}],
  ])('is read from %j as from %j', (one, other) => {
    expect(JSON.stringify(filterSchema.parse(one))).toBe(JSON.stringify(filterSchema.parse(other)));
  });

  test('is read from fields in any order', () => {
    const fields = { kind: 'opt_in', channel: 'ivr', test: 'include', version: 1 } as const;
    const turned = Object.fromEntries(Object.entries(fields).reverse());
    expect(JSON.stringify(filterSchema.parse(turned))).toBe(JSON.stringify(filterSchema.parse(fields)));
  });

  test('keeps the case of an id that is no UUID', () => {
    expect(filterSchema.parse({ submitted_by: { id: 'Crm' } })).toEqual({ submitted_by: { id: 'Crm' } });
  });
});
