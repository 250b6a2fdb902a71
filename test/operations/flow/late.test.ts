// Taking back what a caller heard is not recorded, whatever has become of the row of the call meanwhile.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findCall, type KeptState, keepCall } from '../../../ledger/operations/flow/kept-call.ts';
import { undo } from '../../../ledger/operations/flow/late.ts';
import { ledger, useClockedNode } from '../clocked-node.ts';
import { shop } from '../commands.ts';

useClockedNode();

const caller = '+919876543210';
const nothing = { lines: [], ended: true, result: 'not_recorded' } as const;
const attempt = { mark: 'ours', caller, over: 1 };

/** The row after this attempt's step, or after what came in its place. @returns what `undo` made of it */
async function undone(over: Omit<Partial<KeptState>, 'said'> & { result: KeptState['said']['result'] }) {
  const { result, ...rest } = over;
  const name = { business: shop.business, dialect: 'json', flow: 'orders', call: randomUUID() };
  const state = { at: 'ended', locale: 'en', wrong: 0, repeats: 0, number: 'caller' } as const;
  const said = { lines: [], ended: true, result };
  const kept: KeptState = { version: 1, isSigned: true, state, step: 2, caller, said, ...rest };
  expect(await keepCall(ledger, name, kept, undefined)).toBe(true);
  const taken: string[] = [];
  const granted = {
    record: async () => 'a-record',
    takeBack: async (record: string) => void taken.push(record),
  };
  expect(await undo(ledger, name, nothing, granted, attempt)).toBeUndefined();
  return { isTakenBack: taken.length === 1, says: (await findCall(ledger, name))!.said.result };
}

const gone = { isTakenBack: true, says: 'not_recorded' };

test('a row that this attempt has kept, though nobody told it so, says no more that it is recorded', async () => {
  expect(await undone({ result: 'recorded', mark: 'ours' })).toEqual(gone);
});

test('so does the row before, which the attempt never moved', async () => {
  expect(await undone({ result: 'going_on', step: 1 })).toEqual(gone);
});

test.each([
  ['another attempt', 'theirs'],
  ['an answer that its caller has heard again', undefined],
])('what is recorded by the row of %s stands', async (_, mark) => {
  const stands = { isTakenBack: false, says: 'recorded' };
  expect(await undone({ result: 'recorded', ...(mark && { mark }) })).toEqual(stands);
});

test.each(['declined', 'withdrawn'] as const)('a row that says %s since goes on saying so', async (says) => {
  expect(await undone({ result: says, step: 4 })).toEqual({ isTakenBack: false, says });
});

test('of a caller who has hung up, and of another caller under the same id, the row stays', async () => {
  expect(await undone({ result: 'gave_up', step: 4 })).toEqual({ isTakenBack: true, says: 'gave_up' });
  const other = { result: 'recorded', mark: 'ours', caller: '+919876543211' } as const;
  expect(await undone(other)).toEqual({ isTakenBack: true, says: 'recorded' });
});
