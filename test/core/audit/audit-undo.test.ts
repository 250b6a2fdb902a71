// A tick that its page took back: the record that says so must mean a tick of this person, as it was.

import { expect, test } from 'vitest';
import { anna, bela, type SampleLedger, sampleLedger } from './sample-ledger.ts';

/** A ledger in which Bela has ticked on a page, at index 9, and what the audit says after one change. */
async function findingsAfter(change: (ledger: SampleLedger) => void): Promise<string[]> {
  const ledger = sampleLedger();
  ledger.optIn(bela, ledger.publish(), { undoable: true });
  change(ledger);
  return ledger.audit();
}

test('a tick that its page took back has no finding, also twice, or after a withdrawal', async () => {
  expect(await findingsAfter((ledger) => ledger.undo(bela, 9))).toEqual([]);
  const twiceAndLate = (ledger: SampleLedger) => {
    ledger.undo(bela, 9);
    ledger.optOut(bela);
    ledger.undo(bela, 9);
  };
  expect(await findingsAfter(twiceAndLate)).toEqual([]);
});

test.for([
  ['a moment it was not given at', { granted_at: '2025-01-01T00:00:00.000Z' }, 'undoes_otherwise'],
  ['another scope', { scope: ['call' as const] }, 'undoes_otherwise'],
  ['a record that is not there', { record: '01980000-0000-7000-8000-000000000000' }, 'undoes_nothing'],
] as const)('an undo of %s is found', async ([, changes, rule]) => {
  const findings = await findingsAfter((ledger) => {
    const { record } = ledger.rows.sealed[9]!;
    const undoes = { record, granted_at: '2026-01-01T00:00:00.000Z', scope: ['message' as const] };
    ledger.undo(bela, 9, { undoes: { ...undoes, ...changes } as never });
  });
  expect(findings).toEqual([expect.stringContaining(`sealed_record/${rule} index 10`)]);
});

test('an undo of more purposes than were ticked is found', async () => {
  const findings = await findingsAfter((ledger) => ledger.undo(bela, 9, { purposes: ['marketing'] }));
  expect(findings).toEqual([expect.stringContaining('sealed_record/undoes_otherwise index 10')]);
});

test('an undo of another person’s tick, or of what was more than a tick, is found', async () => {
  const foreign = await findingsAfter((ledger) => ledger.undo(anna, 9));
  expect(foreign).toEqual([expect.stringContaining('sealed_record/undoes_nothing index 10')]);
  const pressed = await findingsAfter((ledger) => ledger.undo(bela, 2));
  expect(pressed).toEqual([expect.stringContaining('sealed_record/undoes_nothing index 10')]);
});
