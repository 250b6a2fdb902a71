// CSV and NDJSON: a line for each record.

import { readRow } from '../../core/audit/opened-row.ts';
import { clockOf } from '../../core/export/local-time.ts';
import { type ExportRow, type RowStyle, rowOf, rowOfLacking } from '../../core/export/row.ts';
import { type TableFormat, tables } from '../../core/export/table.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { ExportFacts, FoundRow, Writer } from './writer.ts';

type Asked = Omit<RowStyle, 'local'> & { format: TableFormat; bom: boolean };

export function tableWriter(
  ledger: Keys<'master'>,
  facts: ExportFacts,
  { format, bom, ...asked }: Asked,
): Writer {
  const { business, filter, treeSize, total, unread } = facts;
  const { head, line, ...kind } = tables[format];
  const style = { ...asked, local: clockOf(asked.zone) };
  return {
    ...kind,
    head: head({ bom }),
    async page(rows) {
      let lines = '';
      for await (const row of inTurns(rows)) lines += line(exportRow(ledger, business, row, style));
      return lines;
    },
    end({ sent, cursor }, hashed) {
      const about = { business, filter: JSON.stringify(filter), tree_size: treeSize, total, unread, sent };
      return line({ row: 'end', ...about, sha256: hashed(''), ...(cursor && { cursor }) });
    },
  };
}

export function exportRow(
  { keys: { master } }: Keys<'master'>,
  business: string,
  found: FoundRow,
  style: RowStyle,
): ExportRow {
  if ('row' in found) return rowOfLacking({ ...found, business }, style);
  return rowOf(found.stored, readRow(found.stored, master), style);
}
