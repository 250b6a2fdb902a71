// Does an undo undo something? It names an opt-in of the same person that precedes it in the log and that can
// be undone, and repeats that opt-in's terms. The audit does not verify that the page's own key signed it:
// the ledger did so before it made the record, and the entry commits to it.

import type { OptInRecord, OptOutRecord } from '../consent/record.ts';
import { isUndoOf } from '../consent/undo.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** @param optIns the person's opt-ins before this record, by id */
export function auditUndo(
  record: OptOutRecord,
  optIns: ReadonlyMap<string, OptInRecord>,
  where: string,
  report: Report,
): void {
  if (record.undoes === undefined) return;
  const optIn = optIns.get(record.undoes.record);
  if (optIn?.undoable !== true && optIn?.retractable !== true)
    report(finding('sealed_record', 'undoes_nothing', where));
  else if (!isUndoOf(record, optIn)) report(finding('sealed_record', 'undoes_otherwise', where));
}
