// Free answers, held against what people wrote. Windows are no records, and when a webhook was taken is known
// only to within its delivery: so what must have been open, and what cannot have been, is said from what the
// people did.

import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import type { Inbound } from './crowd.ts';
import { nameOf } from './linked-people.ts';
import type { AskedMessage } from './run.ts';

/** Meta says when somebody wrote in whole seconds. */
const writtenAt = ({ at }: Inbound): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** By the tree that judged. */
export type Windows = {
  /** Under which names the person may have written; as linked-people.ts writes them. */
  names: ReadonlySet<string>;
  /** The last withdrawal of everything that was in force. */
  stop: ConsentRecord | undefined;
  /** The last word that somebody else may have the number. */
  suspension: ConsentRecord | undefined;
};

/** What is wrong with the answer to a free message; undefined where nothing is. */
export function windowFault(
  message: AskedMessage,
  inbound: readonly Inbound[],
  { names: theirs, stop, suspension }: Windows,
): string | undefined {
  const written = inbound.filter(({ names, sender }) => {
    return sender === message.sender && names.some(({ kind, value }) => theirs.has(nameOf(kind, value)));
  });
  const isClosedBy = (closing: ConsentRecord | undefined) => (one: Inbound) =>
    closing !== undefined && closing.recorded_at >= writtenAt(one);
  if (message.kind === 'sent') {
    const isOpen = (one: Inbound) => !isClosedBy(stop)(one) && !isClosedBy(suspension)(one);
    const open = written.some((one) => one.at <= message.endedAt && isOpen(one));
    return open ? undefined : 'nobody had written, or they had stopped since';
  }
  const known = written.filter(({ takenAt }) => takenAt !== undefined && takenAt <= message.startedAt);
  const reason = message.reasons.join();
  if (reason === 'no_service_window') return known.length === 0 ? undefined : 'they had written';
  const closing = { withdrawn: stop, suspended_until_confirmed: suspension }[reason];
  if (closing === undefined) return `denied for ${reason}`;
  return closing.id === message.record && known.every(isClosedBy(closing)) ? undefined : 'not in force';
}
