// --test: a business, a site or a key to try things out with. It is said when the thing is made, and never
// again.

import { UsageError } from './command.ts';

/** Options of a change that are known only to be refused with a reason. */
export const fixedTest = { test: { type: 'boolean' }, 'no-test': { type: 'boolean' } } as const;

export function refuseTestChange(values: {
  test?: boolean | undefined;
  'no-test'?: boolean | undefined;
}): void {
  if (values.test !== undefined || values['no-test'] !== undefined)
    throw new UsageError('--test is fixed at creation: make another one');
}

/** Behind a line of a list. */
export const testMark = ({ test }: { test?: boolean | undefined }): string => (test === true ? '  test' : '');
