// Records a no: the person was asked and pressed the key for it. Where consent to these purposes stands, the
// no ends it: consent under any name of the person, as it is found here, and under this number, as the commit
// finds it. A yes of the same moment either comes after the no, or is ended by it.

import type { Spend } from '../../auth/spend.ts';
import { sha256Hex } from '../../core/canonical.ts';
import type { Decline, OptOut } from '../../core/consent/command.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { isAgreed } from '../../core/consent/standing.ts';
import { askText } from '../../core/flow/played.ts';
import { findPerson } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { optOutDraft, recordOptOut, type Stopping } from './record-consent.ts';

/**
 * A repeated one gets the first answer.
 * @param asStop in place of `once` where the no becomes an opt-out: nothing else refuses a stop
 */
export async function recordDecline(
  ledger: Stopping,
  command: Decline,
  once?: Spend,
  asStop = once,
): Promise<Answer> {
  const { business, number, identifiers, source, submission } = command;
  const person = { kind: 'number' as const, value: number };
  const found = await findPerson(ledger, business, person);
  const { flow } = submission;
  const stop: OptOut = {
    ...{ kind: 'opt_out', channel: 'ivr', purposes: flow.purposes },
    ...{ business, identifiers, person, source, submission },
  };
  if (found.person !== undefined && isAgreed(found.person.state, flow, found.logTime))
    return recordOptOut(ledger, stop, asStop);
  const outcome = await ledger.sequencer.submit({
    business,
    owner: ownerOf(ledger, business, person),
    record: draftOf(command),
    ...(once && { spend: once }),
    ifAgreed: { record: optOutDraft(ledger, stop), ...(asStop && { spend: asStop }) },
  });
  return answerOf(ledger, outcome);
}

function draftOf({
  business,
  identifiers,
  number,
  locale,
  submission,
  source,
  evidence,
}: Decline): RecordDraft {
  const { flow } = submission;
  const spoken = askText(flow, locale, number);
  return {
    v: 2,
    kind: 'declined',
    business,
    source,
    purposes: flow.purposes,
    scope: flow.scope,
    identifiers: [...identifiers],
    channel: 'ivr',
    notice: { ...flow.notice, locale },
    flow: { id: flow.id, version: flow.version },
    text: { spoken },
    text_sha256: sha256Hex(spoken),
    authority: 'any',
    evidence,
    submitted_by: { by: 'flow', id: flow.id },
  };
}
