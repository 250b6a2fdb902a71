// A consent whose commit has ended after its caller was told that nothing is recorded. The call says so from
// then on, and the ledger takes back this one consent: what the person agreed to before it, or elsewhere,
// stays. A stop, and a no, are kept: a caller who said so loses nothing by it.
//
// Where another delivery of the same key press has kept the call first, that one has told its caller what is
// recorded, and it stands. A crash before the consent is taken back leaves one of which its caller knows
// nothing. So does a caller behind as many others as can be taken back (ticks.ts): those allow the same.

import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import { type Recording, recordOptOut } from '../consent/record-consent.ts';
import { takingBack } from '../consent/taking-back.ts';
import { type CallName, type Calls, findCall, keepCall, type Said } from './kept-call.ts';

/**
 * Where the answer left while the call was being kept.
 * @param said that nothing is recorded
 */
export async function tellLate(
  ledger: Calls,
  name: CallName,
  said: Said,
  retract: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const kept = await findCall(ledger, name);
    if (kept !== undefined && kept.said.result !== 'recorded') return;
    // Gone with its hour, so that nobody can ask what it said.
    if (kept === undefined) break;
    if (await keepCall(ledger, name, { ...kept, said, step: kept.step + 1 }, kept.step)) break;
  }
  await retract();
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
