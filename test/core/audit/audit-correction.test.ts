// A correction stands beside a record of the same person that came before it, or it is found.

import { expect, test } from 'vitest';
import { anna, bela, sampleLedger } from './sample-ledger.ts';
import { common } from './sample-records.ts';

const foundAt = (index: number) => expect.stringContaining(`sealed_record/corrects_nothing index ${index}`);

/** What the audit says once Bela has a correction of the record that is chosen; it stands at index 8. */
function findingsOf(corrects: (recordAt: (index: number) => string) => string): Promise<string[]> {
  const ledger = sampleLedger();
  ledger.ofPerson(bela, {
    ...common('corrected'),
    corrects: corrects((index) => ledger.rows.sealed[index]!.record),
    corrections: [{ field: 'external_id', is: 'C-1042' }],
    reason: 'found_in_review',
  });
  return ledger.audit();
}

test.for([2, 7])('a correction of the person’s own record at index %i has no finding', async (index) => {
  expect(await findingsOf((recordAt) => recordAt(index))).toEqual([]);
});

test.for([
  ['another person’s record', 1],
  ['a record of no person', 0],
] as const)('a correction of %s is found', async ([, index]) => {
  expect(await findingsOf((recordAt) => recordAt(index))).toEqual([foundAt(8)]);
});

test('a correction of what is not there and of a correction is found', async () => {
  expect(await findingsOf(() => '01980000-0000-7000-8000-000000000000')).toEqual([foundAt(8)]);
  const ledger = sampleLedger();
  const correction = (corrects: string) => ({
    ...common('corrected'),
    corrects,
    corrections: [{ field: 'external_id', is: 'C-1042' }],
    reason: 'found_in_review',
  });
  ledger.ofPerson(anna, correction(ledger.rows.sealed[1]!.record));
  ledger.ofPerson(anna, correction(ledger.rows.sealed[8]!.record));
  expect(await ledger.audit()).toEqual([foundAt(9)]);
});
