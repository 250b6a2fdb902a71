// Counts as a CSV: a line for each, with the zone of its day and the size of the log that it is true at, and
// a last one by which a reader knows that the file is whole. What nobody can prove says so in its own line.

import { csvLine } from '../export/csv.ts';
import { actNames, type CountRow, countZone } from './counts.ts';
import type { TallyRows } from './tally.ts';

const labels = [
  ...(['day', 'channel', 'purpose', 'locale', 'notice', 'version', 'entry_point', 'entry', 'grade'] as const),
] as const;
const columns = [
  ...(['row', 'provable', ...labels, ...actNames] as const),
  ...(['rule', 'times', 'zone', 'tree_size', 'rows'] as const),
] as const;

type Line = { [Column in (typeof columns)[number]]?: string | number | undefined };

const lineOf = (line: Line): string => csvLine(columns.map((column) => String(line[column] ?? '')));

type Counted = { counts: readonly CountRow[]; tree_size: number; unproven: TallyRows };

export function countTable({ counts, tree_size, unproven: { refused, shown } }: Counted): string {
  const zone = countZone;
  const lines = [
    ...counts.map((row) => lineOf({ row: 'count', provable: 'yes', ...row, zone, tree_size })),
    ...refused.map(({ count: times, ...row }) =>
      lineOf({ row: 'refused', provable: 'no', ...row, times, zone }),
    ),
    ...shown.map(({ count: times, ...row }) => lineOf({ row: 'shown', provable: 'no', ...row, times, zone })),
  ];
  return [csvLine(columns), ...lines, lineOf({ row: 'end', zone, tree_size, rows: lines.length })].join('');
}
