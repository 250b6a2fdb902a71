// One row of a list: what it says of one person. It is a consent, a stop, or nothing.
//
// A stop is heard in whatever form it is written; a consent in the few words that mean one. A blank says
// nothing, and so does "never subscribed": neither grants, and neither stops. Any other word grants nothing.

import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { normalizeNumber } from '../../core/subject/identifier.ts';
import { unwrapped } from '../../core/subject/written-number.ts';
import { spelledAlike } from './columns.ts';
import { speaksOfNo } from './refusals.ts';
import type { Cells, TableRow } from './table.ts';

/** What the row says of how the consent came about: kept, and never trusted. */
export type Claimed = { collected_at?: string; collected_via?: string; wording?: string };

type Person = { line: number; given: string; number: string; purposes?: readonly Purpose[] };

export type ListRow =
  | ({ kind: 'grant'; claimed: Claimed } & Person)
  /** `purposes` absent: all. */
  | ({ kind: 'stop' } & Person)
  | { kind: 'blank'; line: number; rule: string; detail: string }
  | { kind: 'refused'; line: number; rule: string; detail: string };

/** Characters of what is kept as it stands. */
const claimedMax = { collected_at: 64, collected_via: 200, wording: 4000 } as const;

/** @param callingCode of numbers that have none; without it such a number is refused */
export function readRow(row: TableRow, { callingCode }: { callingCode?: string | undefined } = {}): ListRow {
  const { line } = row;
  if ('rule' in row) return { kind: 'refused', ...row };
  const { cells } = row;
  const said = row.asksForNo === true ? noIn(cells.status) : statusOf(cells.status);
  if (said === 'nothing') return { kind: 'blank', line, ...saysNothing };
  if (said === 'unknown') return { kind: 'refused', line, ...unknownStatus };
  const person = personIn(cells, callingCode);
  if ('rule' in person) return { kind: 'refused', line, ...person };
  if (said === 'stop') return { kind: 'stop', line, ...person, ...stoppedPurposes(cells.purposes) };
  const purposes = grantedPurposes(cells.purposes);
  if (purposes === 'unknown') return { kind: 'refused', line, ...unknownPurpose };
  const claimed = claimedIn(cells);
  if (claimed === 'too_long') return { kind: 'refused', line, ...tooLong };
  return { kind: 'grant', line, ...person, ...(purposes && { purposes }), claimed };
}

const saysNothing = { rule: 'no_answer', detail: 'The row says neither yes nor no.' };
const unknownStatus = { rule: 'status', detail: 'The status is no word that means yes.' };
const unknownPurpose = { rule: 'unknown_purpose', detail: 'The row names a purpose that there is not.' };
const tooLong = { rule: 'too_long', detail: 'What the row says of the consent is too long to be kept.' };

const grants = new Set(
  [
    ...['subscribed', 'subscribe', 'opt in', 'opted in', 're opt in', 'yes', 'y', 'true', '1', 'on'],
    ...['granted', 'grant', 'given', 'active', 'confirmed', 'agreed', 'accepted', 'consented', 'consent'],
    ...['ja', 'oui', 'sí', 'sì', 'si', 'sim', 'haan', 'हाँ', 'हां', 'ya', 'evet', 'نعم'],
  ].map(spelledAlike),
);

/** No act of the person: they were never asked, or did not answer. */
const nothings = new Set(
  [
    ...['', 'no', 'n', 'false', '0', 'off', 'none', 'null', 'na', 'unknown', 'pending', 'unconfirmed'],
    ...['never', 'never subscribed', 'not subscribed', 'not opted in', 'not opted out', 'not given'],
    ...['no consent', 'not consented', 'inactive', 'expired', 'bounced'],
    ...['nein', 'non', 'não', 'nao', 'nee', 'nahin', 'nahi', 'नहीं', 'tidak', 'hayır', 'hayir'],
  ].map(spelledAlike),
);

function statusOf(cell: string | undefined): 'grant' | 'stop' | 'nothing' | 'unknown' {
  if (cell === undefined) return 'grant';
  const spelled = spelledAlike(cell);
  if (grants.has(spelled)) return 'grant';
  if (nothings.has(spelled)) return 'nothing';
  return speaksOfNo(cell) ? 'stop' : 'unknown';
}

/** Under a name such as `Opted out` a yes is a stop, as is the day of it; a no is none, and no consent. */
function noIn(cell = ''): ReturnType<typeof statusOf> {
  const isDay = /(?:\d\D*){4}/.test(cell) && /[1-9]/.test(cell);
  const said = statusOf(cell);
  return said === 'grant' || (said === 'unknown' && isDay) ? 'stop' : said;
}

type Named = { given: string; number: string };
type Unnamed = { rule: string; detail: string };

function personIn({ number: cell = '' }: Cells, callingCode: string | undefined): Named | Unnamed {
  const given = international(cell, callingCode);
  const number = normalizeNumber(given);
  return number.kind === 'number'
    ? { given, number: number.e164 }
    : { rule: `number/${number.rule}`, detail: number.detail };
}

/** A number as it is dialled at home, where the operator says of which country those are. */
function international(cell: string, callingCode: string | undefined): string {
  const bare = unwrapped(cell);
  if (callingCode === undefined || /^[\s(]*(?:\+|00)/.test(bare)) return cell;
  const digits = bare.replaceAll(/\D/g, '');
  // Of some countries a 0 is part of the number; where none is possible so, it is the one dialled before it.
  const whole = `+${callingCode}${digits}`;
  return normalizeNumber(whole).kind === 'number' ? whole : `+${callingCode}${digits.replace(/^0/, '')}`;
}

function purposesIn(cell: string | undefined): readonly (Purpose | undefined)[] {
  const named = (cell ?? '').split(/[,;|]+/).flatMap((one) => {
    const spelled = one.trim().toLowerCase();
    if (spelled === '') return [];
    const whole = purposeSchema.safeParse(spelled.replaceAll(/[\s-]+/g, '_'));
    return whole.success
      ? [whole.data]
      : spelled.split(/\s+/).map((part) => purposeSchema.safeParse(part).data);
  });
  return [...new Set(named)];
}

function grantedPurposes(cell: string | undefined): readonly Purpose[] | undefined | 'unknown' {
  const named = purposesIn(cell);
  if (named.includes(undefined)) return 'unknown';
  return named.length === 0 ? undefined : (named as readonly Purpose[]);
}

/** Where one of them cannot be read, the person is stopped altogether. */
function stoppedPurposes(cell: string | undefined): { purposes?: readonly Purpose[] } {
  const named = purposesIn(cell);
  return named.length === 0 || named.includes(undefined) ? {} : { purposes: named as readonly Purpose[] };
}

function claimedIn(cells: Cells): Claimed | 'too_long' {
  const claimed: Claimed = {};
  for (const [field, most] of Object.entries(claimedMax) as [keyof Claimed, number][]) {
    const cell = cells[field];
    if (!cell) continue;
    if (cell.length > most) return 'too_long';
    claimed[field] = cell;
  }
  return claimed;
}
