// Records a no: the person was asked and pressed the key for it, or wrote it. Where consent to these purposes
// stands, the no ends it: consent under any name of the person, as it is found here, and under this number,
// as the commit finds it. A yes of the same moment either comes after the no, or is ended by it.

import type { Spend } from '../../auth/spend.ts';
import { sha256Hex } from '../../core/canonical.ts';
import type { Decline, OptOut } from '../../core/consent/command.ts';
import { wordsOf } from '../../core/consent/record/words.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { isAgreed } from '../../core/consent/standing.ts';
import type { Draft } from '../append/draft.ts';
import { findPerson } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { flowIn, optOutDraft, recordOptOut, type Stopping, submitterOf } from './record-consent.ts';

/**
 * A repeated one gets the first answer.
 * @param asStop in place of `once` where the no becomes an opt-out: nothing else refuses a stop
 */
export async function recordDecline(
  ledger: Stopping,
  command: Decline,
  once?: Spend,
  asStop = once,
  sole: Draft['sole'] = [],
): Promise<Answer> {
  const { business, number, identifiers, source, submission, terms, channel } = command;
  const person = { kind: 'number' as const, value: number };
  const found = await findPerson(ledger, business, person);
  const stop: OptOut = {
    ...{ kind: 'opt_out', channel, purposes: terms.purposes },
    ...{ business, identifiers, person, source, submission },
  };
  if (found.person !== undefined && isAgreed(found.person.state, terms, found.logTime))
    return recordOptOut(ledger, stop, asStop);
  const outcome = await ledger.sequencer.submit({
    business,
    owner: ownerOf(ledger, business, person),
    record: draftOf(command),
    ...(once && { spend: once }),
    sole,
    ifAgreed: { record: optOutDraft(ledger, stop), ...(asStop && { spend: asStop }) },
  });
  return answerOf(ledger, outcome);
}

function draftOf({ business, identifiers, locale, terms, text, submission, source, ...shown }: Decline) {
  return {
    v: 2,
    kind: 'declined',
    business,
    source,
    purposes: terms.purposes,
    scope: terms.scope,
    identifiers: [...identifiers],
    channel: shown.channel,
    notice: { ...terms.notice, locale },
    ...flowIn(submission),
    text,
    text_sha256: sha256Hex(wordsOf(text)),
    authority: 'any',
    evidence: shown.evidence,
    submitted_by: submitterOf(submission),
  } satisfies RecordDraft;
}
