// Who asked to be erased: one row a person, bound by a MAC. A row that is not as the ledger wrote it is as
// if it were not there, and the next request is written over it: else an attacker with the database could
// have a person erased who never asked, or keep one from asking.

import { type Cells, isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import { toMoment } from '../../core/when.ts';
import type { ErasureRequest, ErasureRequestStore, WaitingOf } from '../../operations/erase/store.ts';
import { type Database, DatabaseError } from '../database/connection.ts';
import { isGoneMeanwhile } from './gone-meanwhile.ts';

const table = 'erasure_requests';
/** SQLSTATE: there is another row of this person. */
const uniqueViolation = '23505';

type Row = Cells & {
  request: string;
  business: string;
  subject: string | null;
  tag: Buffer | null;
  sealed: Buffer | null;
  proof: ErasureRequest['proof'];
  asked_at: string;
  refused_at: string | null;
  reason: string | null;
  refused_by: string | null;
  mac: Buffer;
};

export function createErasureRequestStore(
  { sql }: Pick<Database, 'sql'>,
  macs: MacKeys,
): ErasureRequestStore {
  const columns = sql.part`
    request, business, subject, tag, sealed, proof, reason, refused_by, mac,
    to_char(asked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as asked_at,
    to_char(refused_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as refused_at`;

  const believed = (row: Row | undefined): ErasureRequest | undefined =>
    row !== undefined && isKept(macs, table, row) ? requestOf(row) : undefined;

  /**
   * One that was asked by a name before there was a subject is found by the subject's names. One of another
   * subject is not, also where that asked from a number which this person has by now: who is next to have a
   * number must neither answer for the former holder nor be kept from asking. Its own row first.
   */
  const rowsOf = (
    { subject = null, business = null }: { subject?: string | null; business?: string | null },
    tags: readonly Buffer[],
  ): Promise<Row[]> => sql<Row[]>`
    select ${columns} from erasure_requests
    where subject = ${subject}::uuid
      or (subject is null and business = ${business} and tag = any(${tags}::bytea[]))
      or (subject is null
        and (business, tag) in (select business, tag from identifier_tags where subject = ${subject}::uuid))
    order by subject nulls last, request`;

  /** The one that stands: one that waits, before one that was refused. */
  const standing = (rows: readonly Row[]): { row: Row; request: ErasureRequest } | undefined => {
    const all = rows.flatMap((row) => {
      const request = believed(row);
      return request === undefined ? [] : [{ row, request }];
    });
    return all.find(({ request }) => request.refused === undefined) ?? all[0];
  };

  const rowNamed = async (business: string, request: string): Promise<Row | undefined> =>
    (
      await sql<Row[]>`
        select ${columns} from erasure_requests
        where request = ${request}::uuid and business = ${business}`
    )[0];

  async function insert(asked: ErasureRequest): Promise<boolean> {
    const { request, business, subject = null, name, proof, askedAt } = asked;
    const { count } = await sql`
      insert into erasure_requests (request, business, subject, tag, sealed, proof, asked_at, mac)
      values (${request}::uuid, ${business}, ${subject}::uuid, ${name?.tag ?? null}, ${name?.sealed ?? null},
        ${proof}, ${askedAt}::timestamptz, ${rowMac(macs, table, cellsOf(asked))})
      on conflict do nothing`;
    return count === 1;
  }

  /** Over the row as it was read; false where another changed it meanwhile, or is this person's. */
  async function write(over: Row, is: ErasureRequest): Promise<boolean> {
    const { request, business, subject = null, name, proof, askedAt, refused } = is;
    try {
      const { count } = await sql`
        update erasure_requests set request = ${request}::uuid, business = ${business},
          subject = ${subject}::uuid, tag = ${name?.tag ?? null}, sealed = ${name?.sealed ?? null},
          proof = ${proof},
          asked_at = ${askedAt}::timestamptz, refused_at = ${refused?.at ?? null}::timestamptz,
          reason = ${refused?.reason ?? null}, refused_by = ${refused?.by ?? null},
          mac = ${rowMac(macs, table, cellsOf(is))}
        where request = ${over.request}::uuid and mac = ${over.mac}`;
      return count === 1;
    } catch (error) {
      if (error instanceof DatabaseError && error.sqlstate === uniqueViolation) return false;
      throw error;
    }
  }

  return {
    async ask(asked, tags = []) {
      try {
        for (;;) {
          const rows = await rowsOf(asked, tags);
          const before = standing(rows);
          if (before !== undefined) {
            if (!isMore(asked, before.request)) return before.request;
            // Whose it is stays: another row may have the other name of this person.
            const { subject: _, name: __, ...said } = asked;
            const is = { ...said, ...whose(before.request) };
            if (await write(before.row, is)) return is;
            continue;
          }
          for (const row of rows) if (await write(row, asked)) return asked;
          if (await insert(asked)) return asked;
        }
      } catch (error) {
        if (isGoneMeanwhile(error)) return undefined;
        throw error;
      }
    },

    ofSubject: async (subject) => standing(await rowsOf({ subject }, []))?.request,

    find: async (business, request) => believed(await rowNamed(business, request)),

    async list(business, after, limit) {
      const rows = await sql<Row[]>`
        select ${columns} from erasure_requests
        where business = ${business} and refused_at is null
          and request > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
        order by request limit ${limit + 1}`;
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const requests = rows.slice(0, limit).flatMap((row) => believed(row) ?? []);
      return { requests, ...(last && { next: last.request }) };
    },

    async waiting() {
      // Counted as they stand: the list leaves out what was changed by hand.
      return sql<WaitingOf[]>`
        select business, count(*) as count, max(request::text) as newest from erasure_requests
        where refused_at is null group by business order by business`;
    },

    async refuse(business, request, refused) {
      for (;;) {
        const row = await rowNamed(business, request);
        const before = believed(row);
        if (row === undefined || before === undefined || before.refused !== undefined) return before;
        const is = { ...before, refused };
        if (await write(row, is)) return is;
      }
    },
  };
}

const whose = ({ subject, name }: Pick<ErasureRequest, 'subject' | 'name'>) => ({
  ...(subject !== undefined && { subject }),
  ...(name !== undefined && { name }),
});

/**
 * Asked once more after a refusal, it waits again; the same message delivered again is no other. And a
 * message shows more than the page.
 */
const isMore = (asked: ErasureRequest, { refused, proof, askedAt }: ErasureRequest): boolean =>
  refused === undefined
    ? proof === 'page' && asked.proof === 'message'
    : toMoment(refused.at) < toMoment(asked.askedAt) && toMoment(askedAt) !== toMoment(asked.askedAt);

const cellsOf = ({ request, business, subject, name, proof, askedAt, refused }: ErasureRequest): Cells => ({
  ...{ request, business, subject: subject ?? null, tag: name?.tag ?? null, sealed: name?.sealed ?? null },
  ...{ proof, asked_at: toMoment(askedAt) },
  refused_at: refused === undefined ? null : toMoment(refused.at),
  ...{ reason: refused?.reason ?? null, refused_by: refused?.by ?? null },
});

const requestOf = (row: Row): ErasureRequest => ({
  ...{ request: row.request, business: row.business, proof: row.proof },
  ...(row.subject !== null && { subject: row.subject }),
  ...(row.tag !== null && row.sealed !== null && { name: { tag: row.tag, sealed: row.sealed } }),
  askedAt: row.asked_at,
  ...(row.refused_at !== null && {
    refused: { at: row.refused_at, reason: row.reason ?? '', by: row.refused_by ?? '' },
  }),
});
