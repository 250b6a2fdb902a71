// Counts as a CSV: a line for each, with the zone of its day and the size of the log that it is true at, and
// a last one by which a reader knows that the file is whole.

import { csvLine } from '../export/csv.ts';
import { actNames, type CountRow, countZone } from './counts.ts';

const labels = ['day', 'channel', 'purpose', 'locale', 'notice', 'version', 'entry_point', 'entry'] as const;
const columns = ['row', ...labels, ...actNames, 'zone', 'tree_size', 'rows'] as const;

type Line = { [Column in (typeof columns)[number]]?: string | number | undefined };

const lineOf = (line: Line): string => csvLine(columns.map((column) => String(line[column] ?? '')));

export function countTable(counts: readonly CountRow[], treeSize: number): string {
  const at = { zone: countZone, tree_size: treeSize };
  const lines = counts.map((row) => lineOf({ row: 'count', ...row, ...at }));
  return [csvLine(columns), ...lines, lineOf({ row: 'end', ...at, rows: lines.length })].join('');
}
