// What a filter may name: each look is recorded with it for ever, so no word of it may be a person's number.

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
