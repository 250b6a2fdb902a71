// Records a no: the person was asked and pressed the key for it. Where consent to these purposes stands, the
// no ends it.

import type { Spend } from '../../auth/spend.ts';
import { sha256Hex } from '../../core/canonical.ts';
import type { Decline } from '../../core/consent/command.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { Flow } from '../../core/flow/flow.ts';
import { askText } from '../../core/flow/played.ts';
import { findPerson } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { recordOptOut, type Stopping } from './record-consent.ts';

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
  if (found.person !== undefined && isAllowed(found.person.state, flow, found.logTime)) {
    const stop = { kind: 'opt_out' as const, channel: 'ivr' as const, purposes: flow.purposes };
    return recordOptOut(ledger, { ...stop, business, identifiers, person, source, submission }, asStop);
  }
  const outcome = await ledger.sequencer.submit({
    business,
    owner: ownerOf(ledger, business, person),
    record: draftOf(command),
    ...(once && { spend: once }),
  });
  return answerOf(ledger, outcome);
}

/** Whether something of it is allowed, or would be once a doubt is settled. */
const isAllowed = (state: ConsentState, { purposes, scope }: Flow, now: string): boolean =>
  purposes.some((purpose) =>
    scope.some((one) =>
      ['granted', 'suspended', 'unjudgeable'].includes(standing(state, purpose, one, now).kind),
    ),
  );

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
