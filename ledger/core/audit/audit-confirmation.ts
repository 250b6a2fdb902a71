// Does a confirmation confirm something? It names an opt-in of the same person that precedes it in the log,
// of a grade that can be confirmed, and repeats that opt-in's terms and number. The audit cannot repeat the
// person's proof: the entry commits to what was recorded of it.

import { isConfirmable, isConfirmationOf } from '../consent/confirmation.ts';
import type { ConfirmedRecord, OptInRecord } from '../consent/record.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** @param optIns the person's opt-ins before this record, by id */
export function auditConfirmation(
  record: ConfirmedRecord,
  optIns: ReadonlyMap<string, OptInRecord>,
  where: string,
  report: Report,
): void {
  const optIn = optIns.get(record.confirms);
  if (optIn === undefined || !isConfirmable(optIn)) {
    report(finding('sealed_record', 'confirms_nothing', where));
  } else if (!isConfirmationOf(record, optIn)) {
    report(finding('sealed_record', 'confirms_otherwise', where));
  }
}
