// One page of the register and its total, in the snapshot of a transaction.
//
// The log's order is the order of `recorded_at`, so a range of these moments becomes a range of indexes, and
// every question is "which rows, in the order of idx, between two": each index of the table ends in idx.
//
// The statements are planned each time, by the values that are asked for: a kind of record may be every other
// one or one in a million. A statement for each mixture of filters would fill the server's memory, prepared.

import { LedgerError } from '../../core/error.ts';
import { everyPurpose } from '../../core/register/facets.ts';
import { listed } from '../../core/register/filter.ts';
import type { RegisterAsked, RegisterFound } from '../../operations/register/store.ts';
import { DatabaseError, type Sql } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';
import { type FacetRow, facetColumns, rowIn } from './rows.ts';
import { askedOfDays, sumIn } from './sum.ts';

/** Longest that one statement may take, milliseconds. */
const mostMs = 20_000;

/** SQLSTATE: query_canceled. */
const overStatementTime = '57014';

type Bounds = { from: number; to: number };

/** @throws LedgerError unavailable: the question is too wide for the time that a statement may take */
export const findIn = (sql: Sql, asked: RegisterAsked, statementMs?: number): Promise<RegisterFound> =>
  withinTime(sql, () => pageIn(sql, asked), statementMs);

/** In the transaction of `sql`, until its end. */
export async function withinTime<Found>(
  sql: Sql,
  look: () => Promise<Found>,
  statementMs = mostMs,
): Promise<Found> {
  await sql.unsafe(
    `set local plan_cache_mode = force_custom_plan; set local statement_timeout = ${statementMs}`,
  );
  try {
    return await look();
  } catch (error) {
    const isOver = error instanceof DatabaseError && error.sqlstate === overStatementTime;
    throw isOver ? tooWide(statementMs) : error;
  }
}

function tooWide(statementMs: number): LedgerError {
  const detail =
    `The register took longer than ${statementMs / 1000} seconds over this question: ask for a shorter time, one kind ` +
    'of record, one notice or one person.';
  return new LedgerError('unavailable', detail, {
    retryAfter: 30,
    faults: [{ pointer: '', rule: 'too_wide', detail }],
  });
}

async function pageIn(sql: Sql, asked: RegisterAsked): Promise<RegisterFound> {
  const { business, filter, newestFirst, limit, at, after } = asked;
  const treeSize = after?.treeSize ?? at ?? (await throughIn(sql));
  const bounds = await boundsOf(sql, filter, treeSize);
  const question = new Question(asked, behind(bounds, newestFirst, after?.index));
  const rows = await sql.unsafe<FacetRow[]>(
    `select ${facetColumns} from register r where ${question.where}
     order by r.idx ${newestFirst ? 'desc' : 'asc'} limit ${question.value(limit + 1)}`,
    question.values,
  );
  const [unread] = await sql<{ count: number }[]>`
    select count(*) as count from register where business = ${business} and unread is not null and idx < ${treeSize}`;
  const total = after === undefined ? await totalIn(sql, asked, bounds, unread!.count) : undefined;
  return {
    treeSize,
    rows: rows.map((row) => {
      const { business: _, ...facets } = rowIn(row);
      return facets;
    }),
    ...(total !== undefined && { total }),
    unread: unread!.count,
  };
}

/** Up to which entry the register is whole. */
export async function throughIn(sql: Sql): Promise<number> {
  const [row] = await sql<{ through: number }[]>`select through from register_head where id = 1`;
  return row?.through ?? 0;
}

/**
 * The days say the same at a fraction of the cost: whole days of UTC, as they are at the end of what is
 * whole. What they have too much or too little of, at the cut ends and behind an earlier size, is counted,
 * and so is what is of no day.
 */
async function totalIn(sql: Sql, asked: RegisterAsked, bounds: Bounds, unread: number): Promise<number> {
  const { from, to } = bounds;
  const filter = askedOfDays(asked);
  if (filter === undefined) return countIn(sql, asked, bounds);
  const days = await boundsOf(sql, filter, await throughIn(sql));
  const lacking = [
    { from, to: Math.min(days.from, to) },
    { from: Math.max(days.to, from), to },
  ];
  const spare = [
    { from: days.from, to: Math.min(from, days.to) },
    { from: Math.max(to, days.from), to: days.to },
  ];
  const length = [...lacking, ...spare].reduce((sum, one) => sum + Math.max(0, one.to - one.from), 0);
  if (length >= to - from) return countIn(sql, asked, bounds);
  const ofDays = (some: Bounds) => countIn(sql, asked, some, 'r.recorded_at is not null');
  let sum = await sumIn(sql, asked.business, filter);
  if (unread > 0) sum += await countIn(sql, asked, bounds, 'r.recorded_at is null');
  for (const one of lacking) sum += await ofDays(one);
  for (const one of spare) sum -= await ofDays(one);
  return sum;
}

async function countIn(sql: Sql, asked: RegisterAsked, bounds: Bounds, also = 'true'): Promise<number> {
  if (bounds.from >= bounds.to) return 0;
  const { where, values } = new Question(asked, bounds);
  const [row] = await sql.unsafe<{ total: number }[]>(
    `select count(*) as total from register r where ${where} and ${also}`,
    values,
  );
  return row!.total;
}

/** What is left behind the last row of the page before. */
function behind({ from, to }: Bounds, newestFirst: boolean, index: number | undefined): Bounds {
  if (index === undefined) return { from, to };
  return newestFirst ? { from, to: Math.min(to, index) } : { from: Math.max(from, index + 1), to };
}

async function boundsOf(
  sql: Sql,
  { from, to, time = 'recorded_at' }: RegisterAsked['filter'],
  treeSize: number,
): Promise<Bounds> {
  if (time !== 'recorded_at') return { from: 0, to: treeSize };
  return {
    from: from === undefined ? 0 : await firstSince(sql, from, treeSize),
    to: to === undefined ? treeSize : Math.min(treeSize, await firstSince(sql, to, treeSize)),
  };
}

async function firstSince(sql: Sql, moment: string, treeSize: number): Promise<number> {
  const [row] = await sql<{ idx: number }[]>`
    select idx from register where recorded_at >= ${moment}::timestamptz order by recorded_at, idx limit 1`;
  return row?.idx ?? treeSize;
}

/** What rows must be, as SQL. What is asked for is in `values`, never in the text. */
class Question {
  readonly values: Value[] = [];
  readonly where: string;

  constructor(asked: RegisterAsked, { from, to }: Bounds) {
    this.where = [
      ...this.#conditions(asked),
      `r.idx >= ${this.value(from)} and r.idx < ${this.value(to)}`,
    ].join(' and ');
  }

  value(value: Value): string {
    return `$${this.values.push(value)}`;
  }

  *#conditions({ business, filter, subjects }: RegisterAsked): Generator<string> {
    const { from, to, time, test, subject, submitted_by, version, purpose, pack } = filter;
    yield `r.business = ${this.value(business)}`;
    yield test === 'include' ? 'r.test in (false, true)' : `r.test = ${this.value(test === 'only')}`;
    if (subjects !== undefined) yield `r.subject = any(${this.value(subjects)}::uuid[])`;
    if (subject !== undefined) yield `r.subject = ${this.value(subject)}`;
    for (const column of ['kind', 'channel', 'notice', 'locale', 'grade', 'entry_point', 'entry'] as const) {
      const asked = filter[column];
      if (asked !== undefined) yield this.#isOneOf(`r.${column}`, listed<string>(asked));
    }
    if (version !== undefined) yield `r.version = ${this.value(version)}`;
    if (purpose !== undefined)
      yield `r.purposes && ${this.value([...listed<string>(purpose), everyPurpose])}::text[]`;
    if (pack !== undefined) yield this.#isUnder(listed(pack));
    if (submitted_by?.by !== undefined) yield `r.submitter = ${this.value(submitted_by.by)}`;
    if (submitted_by?.id !== undefined) yield `r.submitter_id = ${this.value(submitted_by.id)}`;
    if (time !== 'occurred_at') return;
    if (from !== undefined) yield `r.occurred_at >= ${this.value(from)}::timestamptz`;
    if (to !== undefined) yield `r.occurred_at < ${this.value(to)}::timestamptz`;
  }

  /** With one word alone the rows of an index are in the order of idx. */
  #isOneOf(column: string, words: readonly string[]): string {
    const [word] = words;
    return words.length === 1
      ? `${column} = ${this.value(word!)}`
      : `${column} = any(${this.value(words)}::text[])`;
  }

  #isUnder(packs: readonly string[]): string {
    const words = `${this.value(packs)}::text[]`;
    return `exists (select from unnest(r.packs) p where p = any(${words}) or split_part(p, '@', 1) = any(${words}))`;
  }
}
