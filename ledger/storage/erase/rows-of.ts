// A person's rows in each table, as schema/personal-data.ts lists them: what an erasure deletes, and what its
// preview counts. So a table that is added there is erased without another line.

import { getTableColumns, getTableName } from 'drizzle-orm';
import type { Value } from '../database/parameter.ts';
import { personalData } from '../schema/personal-data.ts';
import * as tables from '../schema/tables.ts';

/** What finds the rows of a person. */
export type Handles = {
  subjects: readonly string[];
  tags: readonly Buffer[];
  /** Of the messages that were sent to them through the ledger. */
  sent: readonly { sender: string; permit: string; message: Buffer | null }[];
};

/** @param from the number of its first parameter */
type Condition = { where: (from: number) => string; values: (handles: Handles) => unknown[] };

/** The conditions of one table. A row is the person's where any of them holds. */
export type RowsOf = { table: string; any: readonly Condition[] };

type Made = (column: string, type: string, isShared: boolean) => Condition;

const conditions: Record<string, Made> = {
  subject: (column) => ({
    where: (from) => `"${column}" = any($${from}::uuid[])`,
    values: ({ subjects }) => [subjects],
  }),
  tag: (column, type, isShared) => ({
    where: (from) => {
      if (type !== 'bytea[]') return `"${column}" = any($${from}::bytea[])`;
      const isTheirs = `"${column}" && $${from}::bytea[]`;
      return isShared ? `${isTheirs} and "${column}" <@ $${from}::bytea[]` : isTheirs;
    },
    values: ({ tags }) => [tags],
  }),
  // Of the same sender: another business can name a permit of ours in its own messages.
  permit: (column) => ({
    where: (from) =>
      `(sender, "${column}") in (select * from unnest($${from}::text[], $${from + 1}::uuid[]))`,
    // Where Meta's id of the message is known, its MAC finds the rows, along an index.
    values: ({ sent }) =>
      columnsOf(
        sent.filter(({ message }) => message === null),
        'permit',
      ),
  }),
  message: (column) => ({
    where: (from) =>
      `(sender, "${column}") in (select * from unnest($${from}::text[], $${from + 1}::bytea[]))`,
    values: ({ sent }) =>
      columnsOf(
        sent.filter(({ message }) => message !== null),
        'message',
      ),
  }),
};

const columnsOf = (sent: Handles['sent'], column: 'permit' | 'message'): unknown[] => [
  sent.map(({ sender }) => sender),
  sent.map((one) => one[column]),
];

const listed = Object.entries(tables).map(([name, table]) => ({
  table,
  entry: personalData[name as keyof typeof personalData],
}));

/** Of every table from which an erasure deletes. */
export const rowsOf: readonly RowsOf[] = listed.flatMap(({ table, entry }) => {
  if ('none' in entry || entry.stays !== undefined || entry.stone !== undefined) return [];
  const types = new Map(Object.values(getTableColumns(table)).map((one) => [one.name, one.getSQLType()]));
  const any = Object.entries(entry.by).flatMap(([handle, columns]) =>
    columns.map((column: string) =>
      conditions[handle]!(column, types.get(column)!, entry.shared !== undefined),
    ),
  );
  return [{ table: getTableName(table), any }];
});

/** Those that can find a row of this person: of some columns there is no index. */
export function findings(
  { any }: RowsOf,
  handles: Handles,
): { where: Condition['where']; values: Value[] }[] {
  const given = any.map(({ where, values }) => ({ where, values: values(handles) as Value[] }));
  return given.filter(({ values: [first] }) => (first as unknown[]).length > 0);
}
