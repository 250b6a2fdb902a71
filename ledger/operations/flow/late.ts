// A consent of which its caller was told that it is not recorded: its commit ended after the answer had left,
// or the store was lost before the call was kept, or in the midst of the commit, so that only a look at the
// store says whether it was kept. The call says "not recorded" from then on, and the ledger takes back this
// one consent: what the person agreed to before it, or elsewhere, stays. A stop, and a no, are kept: a caller
// who said so loses nothing by it.
//
// Where another delivery of the same key press has kept the call first, or the caller has pressed again, that
// one has told its caller what is recorded, and it stands: each attempt leaves its mark in the row, until an
// answer is given again. A node that ends in order tries once more first; one that is killed before the
// consent is taken back leaves one of which its caller knows nothing. So does a caller behind as many others
// as can be taken back (ticks.ts): those allow the same.

import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import { LedgerError } from '../../core/error.ts';
import { CommitUnknown } from '../append/log-store.ts';
import { type Recording, recordOptOut } from '../consent/record-consent.ts';
import { takingBack } from '../consent/taking-back.ts';
import { type CallName, type Calls, findCall, keepCall, type Said } from './kept-call.ts';
import type { Undoing } from './undoing.ts';

/** `record`: its id; undefined: nothing was recorded, as far as can be seen. `takeBack` may be repeated. */
export type Granted = {
  record: () => Promise<string | undefined>;
  takeBack: (record: string) => Promise<void>;
};

/** Whether nobody can tell if a failed commit was kept. */
export const isUnsure = (failure: unknown): boolean =>
  failure instanceof LedgerError && failure.cause instanceof CommitUnknown;

/**
 * How long the ledger tries, milliseconds: less than a call is kept; and how long it waits from one try to
 * the next, longer each time. A commit whose connection broke may still end after the first look.
 */
const triesMs = 50 * 60 * 1000;
const waitMs = { first: 250, longest: 30_000 };

/** Whose attempt it was: its mark in the row of the call, whose call, and the step that it was to follow. */
export type Attempt = { mark: string; caller: string | undefined; over: number };

/**
 * @param said that nothing is recorded
 * @returns why the last try failed, if it did
 */
export async function undo(
  ledger: Calls & { undoing: Undoing },
  name: CallName,
  said: Said,
  { record, takeBack }: Granted,
  attempt: Attempt,
): Promise<unknown> {
  const now = () => ledger.world.now().getTime();
  const end = now() + triesMs;
  let failure: unknown;
  let isLast = false;
  for (let wait = waitMs.first; !isLast && now() < end; wait = Math.min(wait * 2, waitMs.longest)) {
    isLast = ledger.undoing.isEnding;
    try {
      failure = undefined;
      const granted = await record();
      if (granted !== undefined) {
        if (await saysNothing(ledger, name, said, attempt)) await takeBack(granted);
        return undefined;
      }
    } catch (cause) {
      failure = cause;
    }
    if (!isLast) await ledger.undoing.pause(wait);
  }
  return failure;
}

/**
 * Has the call say so from now on, unless its caller has done something else since.
 * @returns false: another answer has told its caller what is in force
 */
async function saysNothing(ledger: Calls, name: CallName, said: Said, attempt: Attempt): Promise<boolean> {
  for (;;) {
    const kept = await findCall(ledger, name);
    if (kept === undefined || kept.caller !== attempt.caller) return true;
    if (kept.mark !== attempt.mark && kept.step !== attempt.over)
      return !tellsWhatStands.has(kept.said.result);
    const state = { ...kept.state, at: 'ended' as const };
    const next = { ...kept, state, said, mark: attempt.mark, step: kept.step + 1 };
    if (await keepCall(ledger, name, next, kept.step)) return true;
  }
}

const tellsWhatStands: ReadonlySet<Said['result']> = new Set(['recorded', 'declined', 'withdrawn']);

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
