// Which records are stops: the append queue keeps room for them, and no limit or key refuses one.

import type { RecordDraft } from '../consent/record.ts';
import { isPromotional } from './template.ts';

/**
 * A record that makes the gate allow less. While it waits, messages go out without consent, so the ledger
 * never refuses it.
 */
export function isStop(record: RecordDraft): boolean {
  switch (record.kind) {
    case 'opt_out':
    case 'objected':
    case 'suspended':
    case 'identifier_changed':
      return true;
    case 'template_changed':
      return [record.category, record.announced?.category].some(
        (one) => one !== undefined && isPromotional(one),
      );
    default:
      return false;
  }
}
