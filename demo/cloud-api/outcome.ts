// The outcome of an accepted message: it reaches the person, or fails with one of Meta's codes. This is
// decided at delivery, long after the answer to the sender.

import type { Failure } from './graph-error.ts';
import type { Message } from './message.ts';
import { isWindowOpen, type Person } from './people.ts';
import type { Template } from './template.ts';

export type Outcome = { kind: 'delivered'; person: Person } | { kind: 'failed'; code: Failure };

export function outcomeOf(
  { recipient_identity_key_hash: expected }: Pick<Message, 'recipient_identity_key_hash'>,
  template: Template | undefined,
  person: Person | undefined,
  { account, sender, now }: { account: string; sender: string; now: Date },
): Outcome {
  if (!person?.onWhatsApp) return failed(131_026);
  // Another person may hold the number now, and the sender has asked not to write to them.
  if (expected !== undefined && expected !== person.identityKeyHash) return failed(137_000);
  if (template === undefined) {
    return isWindowOpen(person, sender, now) ? { kind: 'delivered', person } : failed(131_047);
  }
  const isStopped = template.category === 'MARKETING' && person.stoppedOffers.has(account);
  return isStopped ? failed(131_050) : { kind: 'delivered', person };
}

const failed = (code: Failure): Outcome => ({ kind: 'failed', code });
