// What was looked at, by one reader or by all: for the business, and for an auditor to take along. Each is an
// `accessed` record; the register finds them, and they are opened as their reader takes them. This look is
// one too.

import { createHash } from 'node:crypto';
import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import { csvLine } from '../../core/export/csv.ts';
import { type Reader, readersOf } from '../history/read-history.ts';
import { inTurns } from '../in-turn.ts';
import type { Records } from '../record/store.ts';
import { queryRegister, queryWholeRegister, type Registered, type RegisterPage } from '../register/query.ts';
import type { SetupStore } from '../setup/store.ts';

export type Looking = Registered & Records<'at'> & { setup: Pick<SetupStore, 'apiKeys' | 'people'> };

export type LooksAsked = {
  /** The id of a key or of a person in the console, or `cli`; absent: of every reader. */
  by?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type Look = {
  record: string;
  leaf_index: number;
  at: string;
  role: Reader['role'];
  /** The name of the key or of the person in the console, and its id. */
  name?: string;
  by: string;
  operation: string;
  /** Whose history, where it was one person's. */
  subject?: string;
  reason?: string;
  /** What was asked for, without names of people. */
  filter?: Record<string, unknown>;
  total?: number;
  tree_size?: number;
};

/** `complete_after`: of one reader, where there are looks that only the records tell to be theirs. */
type Reach = { complete_after?: string };
export type LooksPage = { looks: Look[] } & Omit<RegisterPage, 'records'> & Reach;

/** Releases before this list did not say in the register who looked. */
async function reachOf({ register }: Looking, business: string, { by }: LooksAsked): Promise<Reach> {
  const last = by === undefined ? undefined : await register.store.lastUnsignedLook(business);
  return last === undefined ? {} : { complete_after: last };
}

const queryOf = ({ by, from, to }: LooksAsked) => ({
  filter: {
    ...{ kind: 'accessed' as const, test: 'include' as const, from, to },
    ...(by !== undefined && { submitted_by: { id: by } }),
  },
});

export async function readLooks(
  ledger: Looking,
  principal: Principal,
  asked: LooksAsked,
  { limit, cursor }: { limit?: number | undefined; cursor?: string | undefined },
): Promise<LooksPage> {
  const { records, ...page } = await queryRegister(ledger, principal, { ...queryOf(asked), limit, cursor });
  const { business } = principal;
  return {
    looks: await opened(ledger, business, records),
    ...page,
    ...(await reachOf(ledger, business, asked)),
  };
}

export const looksFormats = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
};
export type LooksFormat = keyof typeof looksFormats;

/**
 * All of them, oldest first, as a file that is true at one size of the log. Its last row says how many rows
 * there are, how many of the log no reader could open, and the SHA-256 of all before it; without it the file
 * is not whole.
 */
export async function* writeLooks(
  ledger: Looking,
  principal: Principal,
  asked: LooksAsked,
  format: LooksFormat,
): AsyncGenerator<string> {
  const { head, line } = writers[format];
  const hash = createHash('sha256').update(head);
  let rows = 0;
  let size = 0;
  let unread = 0;
  let begun = head;
  const pages = queryWholeRegister(ledger, principal, { ...queryOf(asked), order: 'oldest', limit: 200 });
  for await (const { records, ...page } of pages) {
    const looks = await opened(ledger, principal.business, records);
    const piece = looks.map((look) => line({ row: 'look', ...look })).join('');
    hash.update(piece);
    rows += looks.length;
    size = page.tree_size;
    unread = page.unread;
    if (begun + piece !== '') yield begun + piece;
    begun = '';
  }
  const reach = await reachOf(ledger, principal.business, asked);
  yield line({ row: 'end', rows, tree_size: size, unread, ...reach, sha256: hash.digest('hex') });
}

type Row =
  | ({ row: 'look' } & Look)
  | ({ row: 'end'; rows: number; tree_size: number; unread: number; sha256: string } & Reach);

const columns = [
  ...(['row', 'at', 'role', 'name', 'by', 'operation', 'reason', 'subject', 'filter', 'total'] as const),
  ...(['tree_size', 'record', 'leaf_index', 'rows', 'unread', 'sha256', 'complete_after'] as const),
];

const cellOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const writers: Record<LooksFormat, { head: string; line(row: Row): string }> = {
  ndjson: { head: '', line: (row) => `${JSON.stringify(row)}\n` },
  csv: {
    head: csvLine(columns),
    line: (row) => csvLine(columns.map((column) => cellOf((row as Record<string, unknown>)[column]))),
  },
};

/** Those that are there still, in the order in which they were found. */
async function opened(
  ledger: Looking,
  business: string,
  places: readonly { index: number }[],
): Promise<Look[]> {
  const readerOf = await readersOf(ledger, business);
  const indexes = places.map(({ index }) => index);
  const stored = new Map((await ledger.records.at(indexes)).map((one) => [one.index, one]));
  const looks: Look[] = [];
  for await (const index of inTurns(indexes)) {
    const row = stored.get(index);
    // A row of the register that was changed by hand shows nothing of another business.
    const read = row?.business === business ? readRow(row, ledger.keys.master) : undefined;
    if (read?.kind !== 'known' || read.record.kind !== 'accessed') continue;
    const { id, recorded_at: at, access, subject } = read.record;
    const { by, operation, filter, total, tree_size, reason } = access;
    looks.push({
      ...{ record: id, leaf_index: index, at, ...readerOf(access), by, operation },
      ...(subject !== undefined && { subject }),
      ...(reason !== undefined && { reason }),
      ...(filter !== undefined && { filter }),
      ...(total !== undefined && { total }),
      ...(tree_size !== undefined && { tree_size }),
    });
  }
  return looks;
}
