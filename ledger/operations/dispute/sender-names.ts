// Every sender that a business has or had. One that was ended has no row any more, but its messages are
// evidence still: the log says that it was there.

import { readRow } from '../../core/audit/opened-row.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { Records } from '../record/store.ts';
import type { SenderStore } from '../setup/store.ts';

export type SenderNames = Keys<'master'> &
  Records<'perhapsSetup'> & { senders: Pick<SenderStore, 'ofBusiness'> };

/** Meta's ids of them, those that send now first. */
export async function senderNamesOf(ledger: SenderNames, business: string): Promise<string[]> {
  const names = new Set(
    (await ledger.senders.ofBusiness(business)).map(({ phoneNumberId }) => phoneNumberId),
  );
  for await (const stored of inTurns(await ledger.records.perhapsSetup(business))) {
    // What does not open is a finding of `verify`, and hides no other sender.
    const read = readRow(stored, ledger.keys.master);
    if (read?.kind !== 'known') continue;
    const { record } = read;
    if (record.kind === 'setup_changed' && record.thing === 'sender') names.add(record.name);
  }
  return [...names];
}
