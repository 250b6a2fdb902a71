// Who asked to be erased: one row a person, bound by a MAC. A row that is not as the ledger wrote it is as
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

  /** One that was asked by a name before there was a subject is found by the subject's names. */
  const rowOf = async (
    { subject = null, business = null }: { subject?: string | null; business?: string | null },
    tags: readonly Buffer[],
  ): Promise<Row | undefined> =>
    (
      await sql<Row[]>`
        select ${columns} from erasure_requests
        where subject = ${subject}::uuid or (business = ${business} and tag = any(${tags}::bytea[]))
          or (business, tag) in (select business, tag from identifier_tags where subject = ${subject}::uuid)
        order by request limit 1`
    )[0];

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

  /** Over the row as it was read; false where another has changed it meanwhile. */
  async function write(over: Row, is: ErasureRequest): Promise<boolean> {
    const { request, business, subject = null, name, proof, askedAt, refused } = is;
    const { count } = await sql`
      update erasure_requests set request = ${request}::uuid, business = ${business},
        subject = ${subject}::uuid, tag = ${name?.tag ?? null}, sealed = ${name?.sealed ?? null},
        proof = ${proof},
        asked_at = ${askedAt}::timestamptz, refused_at = ${refused?.at ?? null}::timestamptz,
        reason = ${refused?.reason ?? null}, refused_by = ${refused?.by ?? null},
        mac = ${rowMac(macs, table, cellsOf(is))}
      where request = ${over.request}::uuid and mac = ${over.mac}`;
    return count === 1;
  }

  return {
    async ask(asked, tags = []) {
      try {
        for (;;) {
          const row = await rowOf(asked, tags);
          const before = believed(row);
          if (before !== undefined && !isMore(asked, before)) return before;
          // Whose it is stays: another row may have the other name of this person.
          const { subject: _, name: __, ...said } = asked;
          const is = { ...said, ...whose(before ?? asked) };
          if (row === undefined ? await insert(is) : await write(row, is)) return is;
        }
      } catch (error) {
        if (isGoneMeanwhile(error)) return undefined;
        throw error;
      }
    },

    ofSubject: async (subject) => believed(await rowOf({ subject }, [])),

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
