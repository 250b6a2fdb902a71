// The head, the one row every append starts from, against the log as rebuilt.

import { emptyRoot, sameHash } from '../log/hash.ts';
import type { RebuiltLog, Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredHead = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly lastRecordedAt: string;
};

/**
 * @param origin the origin the log signs for
 * @param lastRecordedAt `recorded_at` of the last record, '' of an empty log; undefined where it was erased
 * or is unreadable
 */
export function auditHead(
  head: StoredHead,
  origin: string,
  { newest }: RebuiltLog,
  lastRecordedAt: string | undefined,
  report: Report,
): void {
  if (head.origin !== origin) report(finding('head', 'origin', 'head'));
  const signed = newest ?? { size: 0, root: emptyRoot() };
  if (head.size !== signed.size || !sameHash(head.root, signed.root)) {
    report(finding('head', 'differs', `head, checkpoint of size ${signed.size}`));
  }
  if (lastRecordedAt !== undefined && head.lastRecordedAt !== lastRecordedAt) {
    report(finding('head', 'recorded_at', 'head'));
  }
}
