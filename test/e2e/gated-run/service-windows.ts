// Free answers, held against what people wrote. Windows are no records, and when a webhook was taken is known only to
// within its delivery: so what must have been open, and what cannot have been, is said from what the people did.

import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import type { Inbound } from './crowd.ts';
import type { AskedMessage } from './run.ts';

/** Meta says when somebody wrote in whole seconds. */
const writtenAt = ({ at }: Inbound): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/**
 * What is wrong with the answer to a free message; undefined where nothing is.
 * @param stop the withdrawal of everything that was in force at the tree that judged
 */
export function windowFault(
  message: AskedMessage,
  inbound: readonly Inbound[],
  stop: ConsentRecord | undefined,
): string | undefined {
  const written = inbound.filter(({ person, sender }) => {
    return person === message.person && sender === message.sender;
  });
  const isClosedBy = (one: Inbound) => stop !== undefined && stop.recorded_at >= writtenAt(one);
  if (message.kind === 'sent') {
    const open = written.some((one) => one.at <= message.endedAt && !isClosedBy(one));
    return open ? undefined : 'nobody had written, or they had stopped since';
  }
  // Known before the question: by this name or by another of theirs.
  const known = written.filter(({ takenAt, isNamedAs }) => {
    return takenAt !== undefined && takenAt <= message.startedAt && isNamedAs.includes(message.to.kind);
  });
  switch (message.reasons.join()) {
    case 'no_service_window':
      return known.length === 0 ? undefined : 'they had written';
    case 'withdrawn':
      return stop?.id === message.record && known.every(isClosedBy) ? undefined : 'no such stop was in force';
    default:
      return `denied for ${message.reasons.join()}`;
  }
}
