// A whole list, read as an import reads it: what each row says, or why the list is refused.

import type { Mapping } from '../../../ledger/channels/import/columns.ts';
import { listRows } from '../../../ledger/channels/import/list.ts';
import type { Shape } from '../../../ledger/channels/import/shapes.ts';
import { LedgerError } from '../../../ledger/core/error.ts';

export const number = '+14155550101';

/** Of each row its kind; of a list that is refused, the field in doubt. */
export async function kindsIn(
  list: string,
  mapping: Mapping = {},
  shape?: Shape,
): Promise<string | string[]> {
  const kinds: string[] = [];
  try {
    for await (const rows of listRows(bytesOf(list), { mapping, shape }))
      kinds.push(...rows.map(({ kind }) => kind));
  } catch (error) {
    if (error instanceof LedgerError) return `refused ${error.faults?.[0]?.pointer}`;
    throw error;
  }
  return kinds;
}

/** All that is said of a list that is refused; '' of one that is not. */
export async function refusalOf(list: string): Promise<string> {
  try {
    for await (const _ of listRows(bytesOf(list), { mapping: {} }));
  } catch (error) {
    return JSON.stringify([error, (error as Error).message]);
  }
  return '';
}

async function* bytesOf(list: string) {
  yield Buffer.from(list);
}

export const csvOf = (row: Readonly<Record<string, string>>): string =>
  [Object.keys(row), Object.values(row)]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
    .join('\n');

/** The same row in either form. */
export const bothForms = (row: Readonly<Record<string, string>>): string[] => [
  csvOf(row),
  JSON.stringify(row),
];
