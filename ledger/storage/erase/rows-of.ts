// A person's rows in each table, as schema/personal-data.ts lists them: what an erasure deletes, and what its
// preview counts. So a table that is added there is erased without another line.

import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Value } from '../database/parameter.ts';
import { personalData } from '../schema/personal-data.ts';
import * as tables from '../schema/tables.ts';

/** What finds the rows of a person. */
export type Handles = {
  business: string;
  subjects: readonly string[];
  tags: readonly Buffer[];
  /** Of the messages that were sent to them through the ledger. */
  sent: readonly { sender: string; permit: string; message: Buffer | null }[];
};

/** @param from the number of its first parameter */
type Condition = { where: (from: number) => string; values: (handles: Handles) => unknown[] };

/**
 * By what a row that was written after an erasure is known to be from before it: by the moment of what it
 * says, as SQL, or with the message that it is of. Or there is none: the commit alone writes such rows, or
 * they fall with their records or their subject.
 */
type Told = { moment: string } | 'with its message' | 'under the lock';

/** The conditions of one table. A row is the person's where any of them holds. */
export type RowsOf = { table: string; pgTable: PgTable; any: readonly Condition[]; told: Told };

type Made = (column: string, type: string, isShared: boolean, tagWhere: string) => Condition;

const conditions: Record<string, Made> = {
  subject: (column) => ({
    where: (from) => `"${column}" = any($${from}::uuid[])`,
    values: ({ subjects }) => [subjects],
  }),
  // Each business has tags of its own; where a row says otherwise, it is not this business's to delete.
  tag: (column, type, isShared, tagWhere) => ({
    where: (from) => {
      const own = `business = $${from + 1} and ${tagWhere}`;
      if (type !== 'bytea[]') return `"${column}" = any($${from}::bytea[]) and ${own}`;
      const isTheirs = `"${column}" && $${from}::bytea[] and ${own}`;
      return isShared ? `${isTheirs} and "${column}" <@ $${from}::bytea[]` : isTheirs;
    },
    values: ({ tags, business }) => [tags, business],
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

const toldIn: Partial<Record<keyof typeof personalData, Told>> = {
  sealedRecords: 'under the lock',
  subjects: 'under the lock',
  subjectLinks: 'under the lock',
  consentStates: 'under the lock',
  register: 'under the lock',
  messageStatuses: 'with its message',
  serviceWindows: { moment: 'last_inbound_at' },
  ownershipChallenges: { moment: 'created_at' },
  sends: { moment: 'judged_at' },
  reconfirmations: { moment: 'named_at' },
  webhookOutbox: { moment: 'received_at' },
  // An hour after the last request of the call; two days after the last message of the thread.
  ivrCalls: { moment: "ends_at - interval '1 hour'" },
  smsThreads: { moment: "ends_at - interval '48 hours'" },
  optInLinks: { moment: 'made_at' },
  pendingOptIns: { moment: 'submitted_at' },
  // One of a subject refers to its key, and falls with that.
  erasureRequests: { moment: 'asked_at' },
};

const listed = Object.entries(tables).map(([key, table]) => {
  const name = key as keyof typeof personalData;
  return { name, table, entry: personalData[name] };
});

/** Of every table from which an erasure deletes. */
export const rowsOf: readonly RowsOf[] = listed.flatMap(({ name, table, entry }) => {
  if ('none' in entry || entry.stays !== undefined || entry.stone !== undefined) return [];
  const types = new Map(Object.values(getTableColumns(table)).map((one) => [one.name, one.getSQLType()]));
  const any = Object.entries(entry.by).flatMap(([handle, columns]) =>
    columns.map((column: string) =>
      conditions[handle]!(column, types.get(column)!, entry.shared !== undefined, entry.tagWhere ?? 'true'),
    ),
  );
  const told = toldIn[name];
  if (told === undefined) throw new Error(`of ${name} it is not said which of its rows are late`);
  return [{ table: getTableName(table), pgTable: table, any, told }];
});

/** Those that can find a row of this person: of some columns there is no index. */
export function findings(
  { any }: Pick<RowsOf, 'any'>,
  handles: Handles,
): { where: Condition['where']; values: Value[] }[] {
  const given = any.map(({ where, values }) => ({ where, values: values(handles) as Value[] }));
  return given.filter(({ values: [first] }) => (first as unknown[]).length > 0);
}

/** Any of them, as SQL over `values`, which take theirs behind those that are there; undefined: none can. */
export function anyOf(one: Pick<RowsOf, 'any'>, handles: Handles, values: Value[]): string | undefined {
  const any = findings(one, handles).map(({ where, values: own }) => {
    const condition = where(values.length + 1);
    for (const value of own) values.push(value);
    return `(${condition})`;
  });
  return any.length === 0 ? undefined : `(${any.join(' or ')})`;
}
