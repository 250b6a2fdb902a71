// One tap on the person's own page: consent ends, at once.
//
//   record   what that record granted. Where only a page vouched for the number, that one tick is taken back, as the page
//            could (taking-back.ts): anybody could have ticked for a stranger, and must not silence them
//   person   what was agreed under one notice, in all its versions, or everything
//
// The second tap of the same button is the first one again: the button's name is spent. A later opt-in is another record,
// gives the button another name, and can be stopped anew.

import { type Spend, spend } from '../auth/spend.ts';
import type { OptInRecord, Undone } from '../core/consent/record.ts';
import { undoneBy } from '../core/consent/undo.ts';
import type { Purpose } from '../core/notice/purpose.ts';
import type { Ledger } from './ledger.ts';
import type { OpenedLink } from './open-link.ts';
import { type Agreed, agreedPerNotice, recordsOf } from './page/person-records.ts';
import { type Answer, answerOf } from './record/receipt.ts';
import { spentAt, takingBack } from './taking-back.ts';

/** `notice`: only what was agreed under it; a link to a record knows only its own. Undefined: nothing of it was agreed. */
export async function stopByLink(
  ledger: Ledger,
  opened: OpenedLink,
  notice: string | undefined,
): Promise<Answer | undefined> {
  if (opened.link.kind === 'record') return stop(ledger, opened, stopOfRecord(ledger, opened.optIn));
  const records = await recordsOf(ledger, opened);
  const agreed = agreedPerNotice(records);
  if (notice === undefined)
    return stop(ledger, opened, stopOfEverything(ledger, agreed[0]?.optIn ?? opened.optIn));
  const asked = agreed.find(({ optIn }) => optIn.notice.id === notice);
  return asked && stop(ledger, opened, stopOf(ledger, asked));
}

/** When the button of this link to a record was tapped, ISO 8601; undefined if it was not. */
export const stoppedByLink = (ledger: Ledger, { business, id }: OptInRecord): Promise<string | undefined> =>
  spentAt(ledger, business, tapOn(ledger, id));

type Stop = { spend: Spend; purposes?: readonly Purpose[]; undoes?: Undone };

const stopOfRecord = (ledger: Ledger, optIn: OptInRecord): Stop => {
  const { id, purposes } = optIn;
  if (optIn.undoable !== true) return { spend: tapOn(ledger, id), purposes };
  return { spend: takingBack(ledger, id), purposes, undoes: undoneBy(optIn) };
};
/** The purposes are part of the name: a tap that ended fewer is another one. */
const stopOf = (ledger: Ledger, { optIn, purposes }: Agreed): Stop => {
  return { spend: tapOn(ledger, ['person', optIn.id, ...purposes.toSorted()].join('\0')), purposes };
};
const stopOfEverything = (ledger: Ledger, { id }: OptInRecord): Stop => ({
  spend: tapOn(ledger, `everything\0${id}`),
});

const tapOn = (ledger: Ledger, button: string): Spend => spend(ledger.keys.nonces, 'link', button, 'stop');

async function stop(
  ledger: Ledger,
  { link, stored, optIn }: OpenedLink,
  { spend: spent, purposes, undoes }: Stop,
): Promise<Answer> {
  const outcome = await ledger.sequencer.submit({
    business: stored.business,
    owner: { kind: 'subject', subject: stored.subject },
    record: {
      v: 1,
      kind: 'opt_out',
      business: stored.business,
      source: { system: 'link' },
      ...(purposes !== undefined && { purposes: [...purposes] }),
      ...(undoes !== undefined && { undoes }),
      identifiers: optIn.identifiers,
      channel: 'web',
      submitted_by: { by: 'link', id: link.record },
    },
    spend: spent,
  });
  return answerOf(ledger, outcome);
}
