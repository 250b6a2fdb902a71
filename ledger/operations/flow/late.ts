// A consent of which its caller was told that it is not recorded: its commit ended after the answer had left,
// or the store was lost before the call was kept, or in the midst of the commit, so that only a look at the
// store says whether it was kept. The call says "not recorded" from then on, and the ledger takes back this
// one consent: what the person agreed to before it, or elsewhere, stays. A stop, and a no, are kept: a caller
// who said so loses nothing by it.
//
// Where another delivery of the same key press has kept the call first, or the caller has pressed again, that
// one has told its caller what is recorded, and it stands. A node that ends before the consent is taken back
// leaves one of which its caller knows nothing. So does a caller behind as many others as can be taken back
// (ticks.ts): those allow the same.

import { setTimeout as sleep } from 'node:timers/promises';
import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import { LedgerError } from '../../core/error.ts';
import { CommitUnknown } from '../append/log-store.ts';
import { type Recording, recordOptOut } from '../consent/record-consent.ts';
import { takingBack } from '../consent/taking-back.ts';
import { type CallName, type Calls, findCall, keepCall, type Said } from './kept-call.ts';

/** `record`: its id; undefined: nothing was recorded, as far as can be seen. `takeBack` may be repeated. */
export type Granted = {
  record: () => Promise<string | undefined>;
  takeBack: (record: string) => Promise<void>;
};

/** Whether nobody can tell if a failed commit was kept. */
export const isUnsure = (failure: unknown): boolean =>
  failure instanceof LedgerError && failure.cause instanceof CommitUnknown;

/**
 * How long the ledger tries, milliseconds; and how long it waits from one try to the next, longer each time.
 * A commit whose connection broke may still end after the first look.
 */
const triesMs = 60 * 60 * 1000;
const waitMs = { first: 250, longest: 30_000 };

/**
 * @param said that nothing is recorded
 * @param isSaid whether the call says that it is, though its caller has not heard so
 * @returns why the last try failed, if it did
 */
export async function undo(
  ledger: Calls,
  name: CallName,
  said: Said,
  { record, takeBack }: Granted,
  isSaid: boolean,
): Promise<unknown> {
  let failure: unknown;
  for (let [passed, wait] = [0, waitMs.first]; passed < triesMs; passed += wait) {
    try {
      failure = undefined;
      const granted = await record();
      if (granted !== undefined) {
        if (await saysNothing(ledger, name, said, isSaid)) await takeBack(granted);
        return undefined;
      }
    } catch (cause) {
      failure = cause;
    }
    await sleep(wait, undefined, { ref: false });
    wait = Math.min(wait * 2, waitMs.longest);
  }
  return failure;
}

/** Has the call say so from now on. @returns false: another answer has told its caller what is in force */
async function saysNothing(ledger: Calls, name: CallName, said: Said, isSaid: boolean): Promise<boolean> {
  for (;;) {
    const kept = await findCall(ledger, name);
    // Gone with its hour, so that nobody can ask what it said.
    if (kept === undefined) return true;
    if ((kept.said.result === 'recorded') !== isSaid) return kept.said.result === said.result;
    const state = { ...kept.state, at: 'ended' as const };
    if (await keepCall(ledger, name, { ...kept, state, said, step: kept.step + 1 }, kept.step)) return true;
  }
}

export async function takeBack(
  ledger: Recording,
  { business, number, identifiers, channel, source, submission }: OptIn,
  record: string,
): Promise<void> {
  const stored = await ledger.records.byId(record);
  if (stored === undefined) return;
  const optIn = openRecord(ledger, stored).record as OptInRecord;
  // An undo would end nothing, and the log would say that it had.
  if (optIn.retractable !== true) return;
  const person = { kind: 'number', value: number } as const;
  const undoes = undoneBy(optIn);
  const undo = { kind: 'opt_out', channel, business, identifiers, person, source, submission } as const;
  await recordOptOut(ledger, { ...undo, purposes: optIn.purposes, undoes }, takingBack(ledger, record));
}
