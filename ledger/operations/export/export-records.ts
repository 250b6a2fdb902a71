// The records that a filter finds, as one file that is true at one size of the log. Rows are opened page by
// page as their reader takes them, and nothing of an export is kept: a broken one goes on behind any of its
// rows. The export is recorded before its first byte is sent.

import { createHash } from 'node:crypto';
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import type { RevealReason } from '../../core/consent/record/of-business.ts';
import type { ExportFormat, ExportPlace } from '../../core/export/asked.ts';
import { clockOf } from '../../core/export/local-time.ts';
import { type ExportRow, type RowStyle, rowOf, rowOfGone } from '../../core/export/row.ts';
import { type Table, tables } from '../../core/export/table.ts';
import type { RegisterFilter } from '../../core/register/filter.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { noteAccess } from '../history/read-history.ts';
import type { Records } from '../record/store.ts';
import { findInTurn, namingNone, personOf, type Registered, reach, subjectsOf } from '../register/query.ts';
import type { RegisterFound } from '../register/store.ts';

export type Exporting = Registered & Records<'at' | 'firstOf'>;

export type ExportAsked = {
  filter: RegisterFilter;
  /** Whose records alone, under every name that Meta calls the same person. */
  person?: CanonicalIdentifier | undefined;
  format: ExportFormat;
  /** Of the local moments. */
  zone?: string | undefined;
  /** Without one no person is named. */
  reason?: RevealReason | undefined;
  treeSize?: number | undefined;
  cursor?: ExportPlace | undefined;
  limit?: number | undefined;
  bom?: boolean | undefined;
};

export type Export = {
  mediaType: string;
  fileName: string;
  /** Throws where a page cannot be read; the file then has no last row. */
  pieces: AsyncGenerator<string>;
};

/** Records in a piece: some hundred kilobytes. */
const rowsPerPiece = 500;
/** Rows opened in one turn of the event loop: some two milliseconds. */
const openedPerTurn = 16;

export async function exportRecords(
  ledger: Exporting,
  principal: Principal,
  asked: ExportAsked,
): Promise<Export> {
  const { business } = principal;
  const { filter, person, format, zone = 'UTC', reason, cursor, limit = Number.POSITIVE_INFINITY } = asked;
  const subjects = person && (await subjectsOf(ledger, business, person));
  const at = cursor?.treeSize ?? asked.treeSize;
  await reach(ledger.register, cursor === undefined ? '/tree_size' : '/cursor', at);
  const question = { business, filter, subjects, newestFirst: false };
  const first = await findInTurn(ledger.register.store, {
    ...{ ...question, at },
    limit: cursor === undefined ? Math.min(rowsPerPiece, limit) : 1,
  });
  const { treeSize, total = 0, unread } = first;

  const what = { format, zone, ...namingNone({ filter, subjects }), ...(cursor && { after: cursor.index }) };
  const of = await personOf(ledger, business, { filter, subjects }, first.rows);
  const listed = { filter: what, tree_size: treeSize, total, ...(reason && { reason }) };
  await noteAccess(ledger, principal, 'export', of, listed);

  const find = (after: number, most: number) =>
    findInTurn(ledger.register.store, { ...question, after: { treeSize, index: after }, limit: most });
  const table = tables[format];
  const style = { treeSize, zone, local: clockOf(zone), reveals: reason !== undefined };
  const end = {
    row: 'end',
    business,
    filter: JSON.stringify(what),
    tree_size: treeSize,
    total,
    unread,
  } as const;
  return {
    mediaType: table.mediaType,
    fileName: `${business}-${treeSize}.${table.extension}`,
    pieces: written(
      { table, bom: asked.bom === true, end },
      rowsOf(ledger, style, business, pagesOf(find, cursor === undefined ? first : cursor.index, limit)),
    ),
  };
}

type Page = { indexes: number[]; isMore: boolean };

/** @param start the first page, or behind which row to begin */
async function* pagesOf(
  find: (after: number, most: number) => Promise<RegisterFound>,
  start: RegisterFound | number,
  limit: number,
): AsyncGenerator<Page> {
  let left = limit;
  let found = typeof start === 'number' ? await find(start, Math.min(rowsPerPiece, left)) : start;
  for (;;) {
    const most = Math.min(rowsPerPiece, left);
    const indexes = found.rows.slice(0, most).map(({ index }) => index);
    const isMore = found.rows.length > most;
    left -= indexes.length;
    yield { indexes, isMore };
    if (!isMore || left === 0) return;
    found = await find(indexes.at(-1)!, Math.min(rowsPerPiece, left));
  }
}

type Rows = { rows: ExportRow[]; isMore: boolean };

async function* rowsOf(
  ledger: Records<'at'>,
  style: RowStyle,
  business: string,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Rows> {
  for await (const { indexes, isMore } of pages) {
    const stored = new Map((await ledger.records.at(indexes)).map((one) => [one.index, one]));
    const rows: ExportRow[] = [];
    for (const index of indexes) {
      if (rows.length % openedPerTurn === openedPerTurn - 1) await othersFirst();
      const found = stored.get(index);
      // A person may be erased while this is read.
      if (found === undefined) rows.push(rowOfGone({ index, business }, style));
      // The register was changed by hand: nothing of another business is shown.
      else if (found.business !== business)
        rows.push(rowOf({ index, record: '', subject: null, business }, undefined, style));
      else rows.push(rowOf(found, readRow(found, ledger.keys.master), style));
    }
    yield { rows, isMore };
  }
}

type Written = {
  table: Table;
  bom: boolean;
  end: Omit<ExportRow, 'sent' | 'sha256' | 'cursor'>;
};

async function* written({ table, bom, end }: Written, pages: AsyncIterable<Rows>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let head = table.head({ bom });
  let sent = 0;
  let goesOn: string | undefined;
  for await (const { rows, isMore } of pages) {
    sent += rows.length;
    goesOn = isMore ? rows.at(-1)!.cursor : undefined;
    const piece = head + rows.map(table.line).join('');
    head = '';
    hash.update(piece);
    if (piece !== '') yield piece;
  }
  yield table.line({ ...end, sent, sha256: hash.digest('hex'), ...(goesOn && { cursor: goesOn }) });
}
