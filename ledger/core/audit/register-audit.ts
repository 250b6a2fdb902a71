// Is the register what the records say? Lists, exports and retention read it, and not the records: a row that
// is lacking hides a record from an auditor, and one that was changed misleads one.
//
// It may lag behind the log. What it says that it has, it must have.

import { isDeepStrictEqual } from 'node:util';
import { type DayCount, type DaySort, sortsOf } from '../register/day-counts.ts';
import { type Facets, facetsOf } from '../register/facets.ts';
import type { Report } from './audit-log.ts';
import { Cursor, type Pages } from './cursor.ts';
import { finding, type RuleOf, range } from './finding.ts';
import type { OpenedRow, SealedRow } from './opened-row.ts';

type StoredFacets = Facets & { readonly business: string };

export type RegisterUnderAudit = {
  /** By index. */
  readonly rows: Pages<StoredFacets>;
  /** Up to where it is whole. */
  readonly through: number;
  /** What it has beyond, by `first`; `past` is the first entry that is not in it. */
  readonly ranges: readonly { readonly first: number; readonly past: number }[];
  readonly days: readonly DayCount[];
};

export class RegisterAudit {
  readonly #under: RegisterUnderAudit;
  readonly #report: Report;
  readonly #rows: Cursor<StoredFacets>;
  readonly #counts = new Map<string, { day: string; count: number }>();
  #range = 0;
  #run: { rule: RuleOf<'register'>; first: number; last: number } | undefined;

  constructor(under: RegisterUnderAudit, report: Report) {
    this.#under = under;
    this.#report = report;
    this.#rows = new Cursor(under.rows);
  }

  /** The next record in log order. */
  async row(sealed: SealedRow, opened: OpenedRow): Promise<void> {
    const { index } = sealed;
    await this.#leftOver(index);
    const isThere = (await this.#rows.peek())?.index === index;
    const stored = isThere ? await this.#rows.take() : undefined;
    const expected = expectedOf(sealed, opened);
    if (index < this.#under.through) {
      this.#count(sealed.business, opened.kind === 'opened' ? expected : (stored ?? expected));
    }
    if (stored === undefined) {
      if (this.#isFilled(index)) this.#found('missing', index);
    } else if (!this.#isFilled(index)) this.#found('unsaid', index);
    else if (!isSame(stored, expected, opened.kind)) this.#found('differs', index);
  }

  /** @param size of the log */
  async finish(size: number): Promise<void> {
    await this.#leftOver(Number.POSITIVE_INFINITY);
    this.#tell();
    const reach = Math.max(this.#under.through, ...this.#under.ranges.map(({ past }) => past));
    if (reach > size) this.#report(finding('register', 'ahead', range('size', reach, reach)));
    this.#compareCounts();
  }

  /** Rows before this index are of no record. */
  async #leftOver(index: number): Promise<void> {
    for (let next = await this.#rows.peek(); next !== undefined && next.index < index; ) {
      this.#found('unexpected', next.index);
      await this.#rows.take();
      next = await this.#rows.peek();
    }
  }

  /** Indexes come in order. */
  #isFilled(index: number): boolean {
    const { through, ranges } = this.#under;
    while (this.#range < ranges.length && ranges[this.#range]!.past <= index) this.#range += 1;
    const next = ranges[this.#range];
    return index < through || (next !== undefined && next.first <= index);
  }

  /** What is wrong with many in a row is one finding. */
  #found(rule: RuleOf<'register'>, index: number): void {
    if (this.#run?.rule === rule && this.#run.last === index - 1) this.#run.last = index;
    else {
      this.#tell();
      this.#run = { rule, first: index, last: index };
    }
  }

  #tell(): void {
    if (this.#run === undefined) return;
    const { rule, first, last } = this.#run;
    this.#report(finding('register', rule, range('index', first, last)));
    this.#run = undefined;
  }

  #count(business: string, facets: Facets): void {
    for (const sort of sortsOf(business, facets)) {
      const key = keyOf(sort);
      const known = this.#counts.get(key);
      if (known === undefined) this.#counts.set(key, { day: sort.day, count: 1 });
      else known.count += 1;
    }
  }

  /** Without what is gone, exactly as many as there are. How many are gone is nothing that rows can say. */
  #compareCounts(): void {
    const wrong = new Set<string>();
    for (const { count, gone, ...sort } of this.#under.days) {
      const key = keyOf(sort);
      const due = this.#counts.get(key)?.count ?? 0;
      this.#counts.delete(key);
      if (count - gone !== due || gone < 0) wrong.add(sort.day);
    }
    for (const { day } of this.#counts.values()) wrong.add(day);
    for (const day of wrong) this.#report(finding('register', 'count_differs', `day ${day}`));
  }
}

function expectedOf(sealed: SealedRow, opened: OpenedRow): StoredFacets {
  const { business } = sealed;
  if (opened.kind === 'false') return { ...facetsOf(sealed, undefined), business };
  const read = opened.kind === 'opened' ? { kind: 'known' as const, record: opened.record } : opened;
  return { ...facetsOf(sealed, read), business };
}

/**
 * Of a record that this release cannot read whole, only what it can: the node that wrote the row may have
 * known more.
 */
function isSame(stored: StoredFacets, expected: StoredFacets, kind: OpenedRow['kind']): boolean {
  if (kind === 'opened') return isDeepStrictEqual(stored, expected);
  const known = Object.entries(expected).filter(([name]) => name !== 'unread');
  return known.every(([name, value]) => isDeepStrictEqual(stored[name as keyof StoredFacets], value));
}

const keyOf = ({
  business,
  day,
  kind,
  channel,
  purpose,
  locale,
  notice,
  version,
  entry_point,
  entry,
  grade,
  test,
}: DaySort): string =>
  JSON.stringify([
    ...[business, day, kind, channel, purpose, locale, notice, version],
    ...[entry_point, entry, grade, test],
  ]);
