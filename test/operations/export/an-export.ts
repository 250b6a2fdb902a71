// An export of a test's ledger, as the text of its file and as its rows.

import type { Principal } from '../../../ledger/auth/scope.ts';
import {
  type ExportAsked,
  type Exporting,
  exportRecords,
} from '../../../ledger/operations/export/export-records.ts';

// biome-ignore lint/suspicious/noExplicitAny: a row as its reader sees it; the tests assert on its fields
export type Row = any;

export async function fileOf(
  ledger: Exporting,
  principal: Principal,
  asked: Partial<ExportAsked> = {},
): Promise<string> {
  const { pieces } = await exportRecords(ledger, principal, { filter: {}, format: 'ndjson', ...asked });
  let file = '';
  for await (const piece of pieces) file += piece;
  return file;
}

export const rowsIn = (file: string): Row[] =>
  file
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
