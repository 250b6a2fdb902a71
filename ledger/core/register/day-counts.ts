// Under which sorts a record counts on the day that it was recorded: once under no purpose, and once under
// each that it names. The database counts by itself (storage/register); the audit holds its counts against
// these.

import type { Facets } from './facets.ts';

export type DaySort = {
  business: string;
  /** UTC, as `2026-03-01`. */
  day: string;
  kind: string;
  channel: string;
  /** '': the record itself. */
  purpose: string;
  locale: string;
  notice: string;
  /** 0: none. */
  version: number;
  entry_point: string;
  entry: string;
  grade: string;
  test: boolean;
};

/** `gone`: of these, erased or pruned since. */
export type DayCount = DaySort & { count: number; gone: number };

/** None of a record that could not be read: no day is known. */
export function sortsOf(business: string, facets: Facets): DaySort[] {
  const {
    recorded_at,
    kind = '',
    channel = '',
    purposes = [],
    locale = '',
    notice = '',
    version = 0,
  } = facets;
  if (recorded_at === undefined) return [];
  const { entry_point = '', entry = '', grade = '', test = false } = facets;
  const day = recorded_at.slice(0, 10);
  return [...new Set(['', ...purposes])].map((purpose) => {
    return {
      ...{ business, day, kind, channel, purpose, locale, notice, version },
      ...{ entry_point, entry, grade, test },
    };
  });
}
