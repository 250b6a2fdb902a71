// The rows of an export as the lines of a file. Every file ends with a row of its own kind, which says how
// many there are and what their hash is: what breaks off is seen.

import type { ExportFormat } from './asked.ts';
import { csvLine } from './csv.ts';
import { type ExportRow, exportRowSchema } from './row.ts';

export type TableFormat = Extract<ExportFormat, 'csv' | 'ndjson'>;

/** How the lines of one format are written. */
type Table = {
  mediaType: string;
  extension: string;
  /** Before the first row. */
  head: (asked: { bom: boolean }) => string;
  line: (row: ExportRow) => string;
};

const columns = exportRowSchema.keyof().options;

export const tables: Readonly<Record<TableFormat, Table>> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: ({ bom }) => `${bom ? '\ufeff' : ''}${csvLine(columns)}`,
    line: (row) => csvLine(columns.map((column) => cellOf(row[column]))),
  },
  ndjson: {
    mediaType: 'application/x-ndjson',
    extension: 'ndjson',
    head: () => '',
    line: (row) => `${escaped(JSON.stringify(row, columns))}\n`,
  },
};

function cellOf(value: ExportRow[keyof ExportRow]): string {
  if (value === undefined) return '';
  // No semicolon: readers that split there would move all columns behind it.
  return Array.isArray(value) ? value.join('|') : String(value);
}

/** What would steer a terminal, or end a line for some readers; JSON means the same with it escaped. */
const steering = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (json: string): string =>
  json.replaceAll(steering, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
