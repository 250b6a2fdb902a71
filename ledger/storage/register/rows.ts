// A row of the register and its columns. Rows go in as one JSON document, which Postgres takes apart: an
// array for each column, with arrays in some of them, costs more on both sides.

import type { Facets } from '../../core/register/facets.ts';
import type { RegisterRow } from '../../operations/register/store.ts';

type Line = Omit<Facets, 'index' | 'submitted_by'> & {
  idx: number;
  business: string;
  submitter: string | undefined;
  submitter_id: string | undefined;
};

/** With all columns, as `json_to_recordset` reads it. */
export const documentOf = (rows: readonly RegisterRow[]): string => JSON.stringify(rows.map(lineOf));

const lineOf = ({ index, submitted_by, ...facets }: RegisterRow): Line => ({
  ...facets,
  idx: index,
  submitter: submitted_by?.by,
  submitter_id: submitted_by?.id,
});

/** As core/when.ts writes moments. */
const asMoment = (column: string) =>
  `to_char(r.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;

/** SQL: each column by which an answer is made, under the name of its facet. */
export const facetColumns = `
  r.idx as index, r.record, r.business, r.subject, r.kind, r.channel, r.system, r.entry_point, r.entry, r.purposes, r.notice,
  r.version, r.locale, r.grade, r.packs, r.jurisdiction, r.submitter, r.submitter_id, r.test, r.unread,
  ${asMoment('occurred_at')}, ${asMoment('recorded_at')}, ${asMoment('valid_until')}`;

export type FacetRow = { [Column in keyof Omit<RegisterRow, 'submitted_by' | 'test'>]-?: unknown } & {
  submitter: string | null;
  submitter_id: string | null;
  test: boolean;
};

/** A row as it is, changed by hand or not. */
export function rowIn({ submitter, submitter_id, test, ...columns }: FacetRow): RegisterRow {
  const facets = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return {
    ...(facets as RegisterRow),
    ...((submitter !== null || submitter_id !== null) && {
      submitted_by: { by: submitter ?? '', id: submitter_id ?? '' } as NonNullable<Facets['submitted_by']>,
    }),
    ...(test && { test }),
  };
}
