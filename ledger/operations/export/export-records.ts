// The records that a filter finds, as one file that is true at one size of the log. Rows are opened page by
// page as their reader takes them, and nothing of an export is kept: a broken one goes on behind any of its
// rows. The export is recorded before its first byte is sent.

import { createHash } from 'node:crypto';
import type { Principal } from '../../auth/scope.ts';
import type { RevealReason } from '../../core/consent/record/of-business.ts';
import { invalid } from '../../core/error.ts';
import { type ExportFormat, type ExportPlace, formatCursor } from '../../core/export/asked.ts';
import { consentKinds, leftOutKinds } from '../../core/export/json-ld.ts';
import { type SampleAsked, Sampler, seedOf } from '../../core/export/sample.ts';
import type { Facets } from '../../core/register/facets.ts';
import { asOneQuestion, listed, type RegisterFilter } from '../../core/register/filter.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { noteAccess } from '../history/read-history.ts';
import type { Records } from '../record/store.ts';
import { findInTurn, namingNone, personOf, type Registered, reach, subjectsOf } from '../register/query.ts';
import type { RegisterFound } from '../register/store.ts';
import { type Bundling, bundleWriter } from './write-bundle.ts';
import { type Describing, jsonLdWriter } from './write-json-ld.ts';
import { tableWriter } from './write-table.ts';
import type { ExportFacts, FoundRow, Writer } from './writer.ts';

export type Exporting = Registered & Records<'at' | 'firstOf'> & Bundling & Describing;

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
  /** With `treeSize`, and neither cursor nor limit. */
  sample?: SampleAsked | undefined;
};

export type Export = {
  mediaType: string;
  fileName: string;
  /** How many records the filter finds. */
  total: number;
  /** Throws where a page cannot be read; the file then has no last row. */
  pieces: AsyncGenerator<string>;
};

/** Records in a piece: some hundred kilobytes. */
const rowsPerPiece = 500;

export async function exportRecords(
  ledger: Exporting,
  principal: Principal,
  asked: ExportAsked,
): Promise<Export> {
  const { business } = principal;
  const { person, format, zone = 'UTC', reason, cursor, limit = Number.POSITIVE_INFINITY } = asked;
  const filter = filterFor(asked);
  const subjects = person && (await subjectsOf(ledger, business, person));
  const at = cursor?.treeSize ?? asked.treeSize;
  await reach(ledger.register, cursor === undefined ? '/tree_size' : '/cursor', at);
  const seed = asked.sample && (await seedAt(ledger, at, asked.sample));
  const question = { business, filter, subjects, newestFirst: false };
  const first = await findInTurn(ledger.register.store, {
    ...{ ...question, at },
    limit: cursor === undefined ? Math.min(rowsPerPiece, limit) : 1,
  });
  const { treeSize, total = 0, unread } = first;

  const sample = seed && { size: asked.sample!.size, seed: seed.toString('hex') };
  const what = {
    ...{ format, zone, ...namingNone({ filter, subjects }) },
    ...(cursor && { after: cursor.index }),
    ...(sample && { sample }),
  };
  const of = await personOf(ledger, business, { filter, subjects }, first.rows);
  const access = { filter: what, tree_size: treeSize, total, ...(reason && { reason }) };
  await noteAccess(ledger, principal, 'export', of, access);

  const find = (after: number, most: number) =>
    findInTurn(ledger.register.store, { ...question, after: { treeSize, index: after }, limit: most }, true);
  const whole = pagesOf(find, cursor === undefined ? first : cursor.index, limit);
  const pages = seed === undefined ? whole : drawnFrom(whole, new Sampler(seed, asked.sample!.size));
  const facts = { business, filter: what, treeSize, total, unread };
  const leftOut = async () => {
    // Who asks for kinds asks for none of these: filterFor.
    if (asked.filter.kind !== undefined) return 0;
    const others = { ...question, filter: { ...filter, kind: [...leftOutKinds] }, at: treeSize, limit: 1 };
    return (await findInTurn(ledger.register.store, others)).total ?? 0;
  };
  const writer = await writerOf(ledger, asked, facts, leftOut);
  return {
    mediaType: writer.mediaType,
    fileName: `${business}-${treeSize}.${writer.extension}`,
    total,
    pieces: written(writer, facts, foundIn(ledger, business, pages)),
  };
}

/** Throws invalid where this format cannot hold what is asked for. */
function filterFor({ filter, format, reason }: ExportAsked): RegisterFilter {
  if (format === 'bundle' && reason === undefined)
    throw invalid('/reason', 'needs_reason', 'A bundle holds whole records, and so whose they are: say why.');
  if (format !== 'json-ld') return filter;
  const { kind = consentKinds, ...others } = filter;
  const known: readonly string[] = consentKinds;
  if (listed(kind).some((one) => !known.includes(one)))
    throw invalid('/kind', 'no_consent', `A consent record is made of: ${consentKinds.join(', ')}.`);
  return { kind: asOneQuestion(kind), ...others };
}

async function writerOf(
  ledger: Exporting,
  { format, zone = 'UTC', reason, bom = false }: ExportAsked,
  facts: ExportFacts,
  leftOut: () => Promise<number>,
): Promise<Writer> {
  const style = { treeSize: facts.treeSize, zone, reveals: reason !== undefined };
  switch (format) {
    case 'bundle':
      return bundleWriter(ledger, facts);
    case 'json-ld':
      return jsonLdWriter(ledger, facts, style, await leftOut());
    case 'csv':
    case 'ndjson':
      return tableWriter(ledger, facts, { ...style, format, bom });
  }
}

/** Throws invalid where no checkpoint of that size was signed: none was seen. */
async function seedAt(
  { log }: Exporting,
  size: number | undefined,
  { phrase }: SampleAsked,
): Promise<Buffer> {
  const checkpoint = size === undefined ? undefined : await log.checkpointAt(size);
  if (checkpoint === undefined)
    throw invalid('/tree_size', 'no_checkpoint', 'The log has signed no checkpoint of this size.');
  return seedOf(checkpoint.root, phrase);
}

/** All pages are looked at first: any record may be of the sample. */
async function* drawnFrom(pages: AsyncIterable<Page<Facets>>, sampler: Sampler): AsyncGenerator<Page> {
  for await (const { rows } of pages) for (const row of rows) sampler.add(row);
  const indexes = sampler.drawn();
  for (let at = 0; at === 0 || at < indexes.length; at += rowsPerPiece) {
    const rows = indexes.slice(at, at + rowsPerPiece).map((index) => ({ index }));
    yield { rows, isMore: false };
  }
}

type Page<Row = { index: number }> = { rows: readonly Row[]; isMore: boolean };

/** @param start the first page, or behind which row to begin */
async function* pagesOf(
  find: (after: number, most: number) => Promise<RegisterFound>,
  start: RegisterFound | number,
  limit: number,
): AsyncGenerator<Page<Facets>> {
  let left = limit;
  let found = typeof start === 'number' ? await find(start, Math.min(rowsPerPiece, left)) : start;
  for (;;) {
    const most = Math.min(rowsPerPiece, left);
    const rows = found.rows.slice(0, most);
    const isMore = found.rows.length > most;
    left -= rows.length;
    yield { rows, isMore };
    if (!isMore || left === 0) return;
    found = await find(rows.at(-1)!.index, Math.min(rowsPerPiece, left));
  }
}

type Found = { rows: FoundRow[]; isMore: boolean };

async function* foundIn(
  ledger: Records<'at'>,
  business: string,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Found> {
  for await (const { rows: places, isMore } of pages) {
    const indexes = places.map(({ index }) => index);
    const stored = new Map((await ledger.records.at(indexes)).map((one) => [one.index, one]));
    const rows = indexes.map((index): FoundRow => {
      const found = stored.get(index);
      // A person may be erased while this is read.
      if (found === undefined) return { index, row: 'gone' };
      // The register was changed by hand: nothing of another business is shown.
      return found.business === business ? { index, stored: found } : { index, row: 'unreadable' };
    });
    yield { rows, isMore };
  }
}

async function* written(
  writer: Writer,
  { treeSize }: ExportFacts,
  pages: AsyncIterable<Found>,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let { head } = writer;
  let sent = 0;
  let goesOn: string | undefined;
  for await (const { rows, isMore } of pages) {
    sent += rows.length;
    goesOn = isMore ? formatCursor({ treeSize, index: rows.at(-1)!.index }) : undefined;
    const piece = head + (await writer.page(rows));
    head = '';
    hash.update(piece);
    if (piece !== '') yield piece;
  }
  const last = writer.end({ sent, ...(goesOn && { cursor: goesOn }) }, (text) =>
    hash.update(text).digest('hex'),
  );
  yield last;
}
