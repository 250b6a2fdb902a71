// One row of a list: what it says of one person. It is a consent, a stop, or nothing.
//
// A stop is heard in whatever form it is written; a consent in the few words that mean one. A blank says
// nothing, and so does "never subscribed": neither grants, and neither stops. Any other word grants nothing.

import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { normalizeConsenting, normalizeNumber } from '../../core/subject/identifier.ts';
import { unwrapped } from '../../core/subject/written-number.ts';
import { spelledAlike } from './names.ts';
import { isNoAnswer, isNoNo } from './no-answer.ts';
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
  if (said === 'grant' && row.mayBeOfOrder === true && ofOrders.has(spelledAlike(cells.status ?? '')))
    return { kind: 'refused', line, ...unsureStatus };
  if (said === 'nothing') return { kind: 'blank', line, ...saysNothing };
  if (said === 'unknown') return { kind: 'refused', line, ...unknownStatus };
  // A stop is heard under either reading of a number; whose consent it is, nobody may guess.
  const person = personIn(cells, callingCode, said === 'grant' ? normalizeConsenting : normalizeNumber);
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
const unsureStatus = {
  rule: 'status',
  detail: 'A status of that word may be of an order. Where it is of consent, map it: --map status=status.',
};
const unknownPurpose = { rule: 'unknown_purpose', detail: 'The row names a purpose that there is not.' };
const tooLong = { rule: 'too_long', detail: 'What the row says of the consent is too long to be kept.' };

const grants = new Set(
  [
    ...['subscribed', 'subscribe', 'opt in', 'opted in', 're opt in', 'yes', 'y', 'true', '1', 'on'],
    ...['granted', 'grant', 'given', 'active', 'confirmed', 'agreed', 'accepted', 'consented', 'consent'],
    ...['ja', 'oui', 'sí', 'sì', 'si', 'sim', 'haan', 'हाँ', 'हां', 'ya', 'evet', 'نعم'],
  ].map(spelledAlike),
);

/** What orders, accounts and coupons are as well. */
const ofOrders = new Set(['given', 'active', 'confirmed', 'accepted', '1', 'on']);

/** Beside a word that means yes: any other sign may turn it round, as in `-1`, `!yes` or `yes?`. */
const plainly =
  /^(?:[✓✔☑✅√\s]|\ufe0f)*["'‘“«]?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\s_.!"'’”»–-]*[\p{L}\p{M}\p{N}.!"'’”»])?$/u;

function statusOf(cell: string | undefined): 'grant' | 'stop' | 'nothing' | 'unknown' {
  if (cell === undefined) return 'grant';
  const spelled = spelledAlike(cell);
  const written = cell
    .normalize('NFKC')
    .replaceAll(/(?!\ufe0f)\p{Cf}/gu, '')
    .trim();
  if (grants.has(spelled)) return plainly.test(written) ? 'grant' : 'unknown';
  if (isNoAnswer(cell)) return 'nothing';
  return speaksOfNo(cell) ? 'stop' : 'unknown';
}

/** Under a name such as `Opted out` whatever stands there is a stop: a tick, a day, why they left. */
const noIn = (cell = ''): 'stop' | 'nothing' => (isNoNo(cell) ? 'nothing' : 'stop');

type Named = { given: string; number: string };
type Unnamed = { rule: string; detail: string };

function personIn(
  { number: cell = '' }: Cells,
  callingCode: string | undefined,
  normalize: typeof normalizeNumber,
): Named | Unnamed {
  const given = international(cell, callingCode);
  const number = normalize(given);
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
