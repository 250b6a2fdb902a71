// One row of a list: what it says of one person. It is a consent, a stop, or nothing.
//
// A stop is heard in whatever form it is written; a consent in the few words that mean one. A blank says
// nothing, and so does "never subscribed": neither grants, and neither stops. Any other word grants nothing.

import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { asciiDigits } from '../../core/subject/notation.ts';
import { mentionsStop } from '../sms/said.ts';
import { inStops } from './besides.ts';
import { mayBeStop } from './columns.ts';
import { holdsContact } from './contact.ts';
import { isNoAnswer } from './no-answer.ts';
import { consentingIn, type Read, stoppingAtHome, stoppingIn } from './number-cell.ts';
import { speaksOfNo } from './refusals.ts';
import type { Besides, Cells, TableRow } from './table.ts';
import { isYes, mayBeOfOrder } from './yes-answer.ts';

/** What the row says of how the consent came about: kept, and never trusted. */
export type Claimed = { collected_at?: string; collected_via?: string; wording?: string };

type Person = { line: number; purposes?: readonly Purpose[] } & Read;
type Unheard = { line: number; rule: string; detail: string };

export type ListRow =
  /** `ways`: by what way the person came, where the row says so. `dropped`: what of it is not kept. */
  | ({ kind: 'grant'; claimed: Claimed; ways?: readonly string[]; dropped?: readonly string[] } & Person)
  /** `purposes` absent: all. */
  | ({ kind: 'stop' } & Person)
  | ({ kind: 'blank' } & Unheard)
  /** A stop of somebody, and nobody can tell of whom. */
  | ({ kind: 'unheard' } & Unheard)
  | ({ kind: 'refused' } & Unheard);

/** Characters of what is kept as it stands. */
const claimedMax = { collected_at: 64, collected_via: 200, wording: 4000 } as const;

export type Codes = {
  /** Of numbers that have no calling code, as the list's sender says; without it such a number is refused. */
  callingCode?: string | undefined;
  /** Of the business's own country: where nobody says more, it is asked for stops alone. */
  homeCode?: string | undefined;
};

/** What a row says: one thing, but for a stop of a number that may mean two people. */
export function readRow(row: TableRow, { callingCode, homeCode }: Codes = {}): ListRow[] {
  const { line } = row;
  if ('rule' in row) {
    const { isBlank, rule, detail } = row;
    return [{ kind: isBlank === true ? 'blank' : 'refused', line, rule, detail }];
  }
  const { cells, besides = {} } = row;
  const said = saidOf(row, besides);
  if (said === 'stop') return stopsOf(row, { callingCode, homeCode });
  if (said === 'nothing') return [{ kind: 'blank', line, ...saysNothing }];
  if (said !== 'grant') return [{ kind: 'refused', line, ...said }];
  const person = consentingIn(cells.number ?? '', callingCode);
  if ('rule' in person) return [{ kind: 'refused', line, ...person }];
  if (row.numbers?.some((other) => !isOf(person, other, callingCode)))
    return [{ kind: 'refused', line, ...severalNumbers }];
  const purposes = grantedPurposes(cells.purposes);
  if (purposes !== undefined && 'rule' in purposes) return [{ kind: 'refused', line, ...purposes }];
  const claimed = claimedIn(cells);
  if (claimed === 'too_long') return [{ kind: 'refused', line, ...tooLong }];
  // Judged as it stands, also where it is not kept.
  const ways = [claimed.collected_via, ...(besides.ways ?? [])].filter((one) => one !== undefined);
  const { kept, dropped } = withoutContacts(claimed, person.number);
  return [
    {
      ...{ kind: 'grant', line, ...person, claimed: kept },
      ...(purposes && { purposes }),
      ...(ways.length > 0 && { ways }),
      ...(dropped.length > 0 && { dropped }),
    },
  ];
}

/** A no beats a yes, wherever in the row it stands. */
function saidOf(
  { cells: { status }, asksForNo, mayBeOfOrder: isDoubted, isOfConsent }: Exclude<TableRow, Unheard>,
  { saysNo, doubt }: Besides,
): 'grant' | 'stop' | 'nothing' | { rule: string; detail: string } {
  if (saysNo === true) return 'stop';
  if (asksForNo === true) {
    const here = inStops(status ?? '');
    return here === 'doubt' ? stillIn : here;
  }
  if (status === undefined || isYes(status, isOfConsent === true)) {
    if (status !== undefined && isDoubted === true && mayBeOfOrder(status)) return unsureStatus;
    return doubt ?? 'grant';
  }
  if (isNoAnswer(status)) return doubt ?? 'nothing';
  if (speaksOfNo(status)) return 'stop';
  // END, fin: an ordinary word of one language, or a stop among other words.
  return mentionsStop(status) ? stopStatus : unknownStatus;
}

/** Of each number in it: nobody says which one is the person's in WhatsApp. */
function stopsOf({ line, cells, numbers = [] }: Exclude<TableRow, Unheard>, codes: Codes): ListRow[] {
  const read = [cells.number ?? '', ...numbers].map((cell) => stoppingAtHome(cell, codes));
  const people = new Map(read.flatMap((one) => ('rule' in one ? [] : one)).map((one) => [one.number, one]));
  return [
    ...[...people.values()].map((one) => ({
      ...{ kind: 'stop' as const, line, ...one, ...stoppedPurposes(cells.purposes) },
    })),
    ...read.flatMap((one) => ('rule' in one ? [{ kind: 'unheard' as const, line, ...one }] : [])),
  ];
}

function isOf({ number }: Read, cell: string, callingCode: string | undefined): boolean {
  const read = stoppingIn(cell, callingCode);
  // Written without its code, as beside the whole one it may be.
  const digits = asciiDigits(cell).replaceAll(/\D/g, '').replace(/^0+/, '');
  return 'rule' in read ? number.endsWith(digits) : read.some((one) => one.number === number);
}

const saysNothing = { rule: 'no_answer', detail: 'The row says neither yes nor no.' };
const unknownStatus = { rule: 'status', detail: 'The status is no word that means yes.' };
const stopStatus = {
  rule: mayBeStop,
  detail: 'The status may be a word to stop. Where it is one, call it unsubscribed, or post an opt-out.',
};
const stillIn = {
  rule: mayBeStop,
  detail: 'The column asks for a no, and the word in it says the contrary.',
};
const unsureStatus = {
  rule: 'status',
  detail: 'A status of that word may be of an order. Where it is of consent, map it: --map status=status.',
};
const severalNumbers = {
  rule: 'number/several',
  detail:
    'Several columns hold numbers, which are not one. Say whose the consent is: --map number=…, or leave the others out.',
};
const unknownPurpose = { rule: 'unknown_purpose', detail: 'The row names a purpose that there is not.' };
/** A list of purposes that is left empty would give every one of them. */
const noPurpose = {
  rule: 'purposes/empty',
  detail: 'Its `purposes` name none. Only a row without them is of all purposes of the notice.',
};
const tooLong = { rule: 'too_long', detail: 'What the row says of the consent is too long to be kept.' };

function purposesIn(cell = ''): readonly (Purpose | undefined)[] {
  const named = cell.split(/[,;|]+/).flatMap((one) => {
    const spelled = one.trim().toLowerCase();
    if (spelled === '') return [];
    const whole = purposeSchema.safeParse(spelled.replaceAll(/[\s-]+/g, '_'));
    return whole.success
      ? [whole.data]
      : spelled.split(/\s+/).map((part) => purposeSchema.safeParse(part).data);
  });
  return [...new Set(named)];
}

function grantedPurposes(cell: string | undefined) {
  if (cell === undefined) return undefined;
  if (!/[\p{L}\p{N}]/u.test(cell)) return noPurpose;
  const named = purposesIn(cell);
  return named.includes(undefined) ? unknownPurpose : (named as readonly Purpose[]);
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

/** Digits that are a moment, in seconds. */
const unixTime = /^1\d{9}(?:\.\d+)?$/;

/** What holds an address or a number is not kept; where it came from is judged all the same. */
function withoutContacts(claimed: Claimed, number: string): { kept: Claimed; dropped: string[] } {
  const told = Object.entries(claimed) as [keyof Claimed, string][];
  const dropped = told.filter(
    ([field, text]) => holdsContact(text, number) && !(field === 'collected_at' && unixTime.test(text)),
  );
  const kept = Object.fromEntries(told.filter((one) => !dropped.includes(one)));
  return { kept, dropped: dropped.map(([field]) => field) };
}
