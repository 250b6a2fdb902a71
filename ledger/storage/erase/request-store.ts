// Who asked to be erased: one row a subject, bound by a MAC. A row that is not as the ledger wrote it is as
// if it were not there, and the next request is written over it: else an attacker with the database could
// have a person erased who never asked, or keep one from asking.

import { type Cells, isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import { toMoment } from '../../core/when.ts';
import type { ErasureRequest, ErasureRequestStore, WaitingOf } from '../../operations/erase/store.ts';
import type { Database } from '../database/connection.ts';
import { isGoneMeanwhile } from './gone-meanwhile.ts';

const table = 'erasure_requests';

type Row = Cells & {
  request: string;
  business: string;
  subject: string;
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
    request, business, subject, proof, reason, refused_by, mac,
    to_char(asked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as asked_at,
    to_char(refused_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as refused_at`;

  const believed = (row: Row | undefined): ErasureRequest | undefined =>
    row !== undefined && isKept(macs, table, row) ? requestOf(row) : undefined;

  const rowOf = async (subject: string): Promise<Row | undefined> =>
    (await sql<Row[]>`select ${columns} from erasure_requests where subject = ${subject}::uuid`)[0];

  const rowNamed = async (business: string, request: string): Promise<Row | undefined> =>
    (
      await sql<Row[]>`
        select ${columns} from erasure_requests
        where request = ${request}::uuid and business = ${business}`
    )[0];

  async function insert(asked: ErasureRequest): Promise<boolean> {
    const { request, business, subject, proof, askedAt } = asked;
    const { count } = await sql`
      insert into erasure_requests (request, business, subject, proof, asked_at, mac)
      values (${request}::uuid, ${business}, ${subject}::uuid, ${proof}, ${askedAt}::timestamptz,
        ${rowMac(macs, table, cellsOf(asked))})
      on conflict do nothing`;
    return count === 1;
  }

  /** Over the row as it was read; false where another has changed it meanwhile. */
  async function write(over: Row, is: ErasureRequest): Promise<boolean> {
    const { request, business, proof, askedAt, refused } = is;
    const { count } = await sql`
      update erasure_requests set request = ${request}::uuid, business = ${business}, proof = ${proof},
        asked_at = ${askedAt}::timestamptz, refused_at = ${refused?.at ?? null}::timestamptz,
        reason = ${refused?.reason ?? null}, refused_by = ${refused?.by ?? null},
        mac = ${rowMac(macs, table, cellsOf(is))}
      where subject = ${over.subject}::uuid and mac = ${over.mac}`;
    return count === 1;
  }

  return {
    async ask(asked) {
      try {
        for (;;) {
          const row = await rowOf(asked.subject);
          const before = believed(row);
          if (before !== undefined && !isMore(asked, before)) return before;
          if (row === undefined ? await insert(asked) : await write(row, asked)) return asked;
        }
      } catch (error) {
        if (isGoneMeanwhile(error)) return undefined;
        throw error;
      }
    },

    ofSubject: async (subject) => believed(await rowOf(subject)),

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

/**
 * Asked once more after a refusal, it waits again; the same message delivered again is no other. And a
 * message shows more than the page.
 */
const isMore = (asked: ErasureRequest, { refused, proof, askedAt }: ErasureRequest): boolean =>
  refused === undefined
    ? proof === 'page' && asked.proof === 'message'
    : toMoment(refused.at) < toMoment(asked.askedAt) && toMoment(askedAt) !== toMoment(asked.askedAt);

const cellsOf = ({ request, business, subject, proof, askedAt, refused }: ErasureRequest): Cells => ({
  ...{ request, business, subject, proof, asked_at: toMoment(askedAt) },
  refused_at: refused === undefined ? null : toMoment(refused.at),
  ...{ reason: refused?.reason ?? null, refused_by: refused?.by ?? null },
});

const requestOf = (row: Row): ErasureRequest => ({
  ...{ request: row.request, business: row.business, subject: row.subject, proof: row.proof },
  askedAt: row.asked_at,
  ...(row.refused_at !== null && {
    refused: { at: row.refused_at, reason: row.reason ?? '', by: row.refused_by ?? '' },
  }),
});
