// Which column holds what: settled once for a list, from its names. Must never take a list for one of
// consents where a column that nobody named may say who said no.

import { LedgerError } from '../../core/error.ts';
import { asksForNo, isAnsweredByRow, isElsewhere, mayGovern, mayNegate, spelledAlike } from './names.ts';
import { isNoNo } from './no-answer.ts';
import { type Columns, type ListField, listFields, type Shape, shapeColumns } from './shapes.ts';
import { isDamaged } from './text.ts';

/**
 * As the operator named them; an empty name says that there is no such column. Of the status it says that
 * each row of the list agreed: nothing else makes a consent of a row without one.
 */
export type Mapping = Readonly<Partial<Record<ListField, string>>>;

/** Names of the columns of each field, spelled alike, the likeliest first. */
export type Wanted = ReadonlyMap<ListField, readonly string[]>;

export function wantedColumns(shape: Shape | undefined, mapping: Mapping): Wanted {
  const { columns } = shapeColumns(shape);
  return new Map(
    listFields.map((field) => {
      const named = mapping[field];
      const names: readonly string[] =
        named === undefined ? ((columns as Columns)[field] ?? []) : named === '' ? [] : [named];
      return [field, names.map(spelledAlike)];
    }),
  );
}

/** A column that nobody named: the less the operator said of the status, the more of them are doubted. */
function isDoubted(name: string, status: string | undefined): boolean {
  if (status === undefined) return mayGovern(name);
  return status === '' && !isElsewhere(name) && mayGovern(name);
}

/** The name of the column that holds the status, as it is written. */
export function statusColumn(names: readonly string[], wanted: Wanted): string | undefined {
  const there = new Map(names.map((name) => [spelledAlike(name), name]));
  return wanted
    .get('status')!
    .map((name) => there.get(name))
    .find((name) => name !== undefined);
}

/** Throws where the cell of a column that asks for a no may be one. */
export type CheckRow = (cellOf: (place: number) => string) => void;

/**
 * Refuses names that cannot be a list of ours. Throws invalid; it lists the names there are, but none that
 * may be a person's.
 * @param mayLeaveOut the status: of a row that says nothing, in a list whose other rows say it
 * @returns what refuses a row: a list may well have a `stop_date` that is blank for all who agreed
 */
export function checkColumns(
  names: readonly string[],
  wanted: Wanted,
  shape: Shape | undefined,
  mapping: Mapping,
  mayLeaveOut = false,
): CheckRow {
  // What such a column says, nobody can tell any more.
  const damaged = names.findIndex((name) => isDamaged(name));
  if (damaged !== -1)
    throw refused(
      'status',
      `The name of column ${damaged + 1} has lost letters: save the list as UTF-8.`,
      names,
    );
  const there = new Set(names.map(spelledAlike));
  const has = (field: ListField) => wanted.get(field)!.some((name) => there.has(name));
  for (const [field, name] of Object.entries(mapping)) {
    if (name !== '' && !there.has(spelledAlike(name)))
      throw refused(field, `There is no column ${name}.`, names);
  }
  const twice = names.find(
    (name, i) =>
      [...wanted.values()].flat().includes(spelledAlike(name)) &&
      names.findIndex((other) => spelledAlike(other) === spelledAlike(name)) !== i,
  );
  if (twice !== undefined) throw refused('number', `Two columns are called ${shown(twice)}.`, names);
  if (!has('number')) throw refused('number', 'No column is known to hold the numbers.', names);
  const { needs, passedOver = [] } = shapeColumns(shape);
  if (!has('status') && mapping.status !== '' && !mayLeaveOut)
    throw refused('status', `No column is known to hold the status. ${needs?.status ?? ''}`.trimEnd(), names);
  const said = statusColumn(names, wanted);
  if (said !== undefined && !asksForNo(said) && mayNegate(said))
    throw refused('status', 'A yes in the column may mean that there is no consent.', names, said);
  // The vendor's names say which of its columns is about WhatsApp; a business adds columns of its own, and
  // one of them may say no.
  const status = shape !== undefined && has('status') ? 'of the vendor' : mapping.status;
  const read = new Set([...wanted.values()].map((some) => some.find((name) => there.has(name))));
  for (const name of passedOver) read.add(spelledAlike(name));
  const unread = names.filter((name) => !read.has(spelledAlike(name)));
  const mayHaveSaidNo = (name: string): LedgerError =>
    refused('status', 'A column that was not named may say who said no.', names, name);
  const doubted = unread.find((name) => !isAnsweredByRow(name) && isDoubted(name, status));
  if (doubted !== undefined) throw mayHaveSaidNo(doubted);
  const asked = unread.filter(isAnsweredByRow).map((name) => [name, names.indexOf(name)] as const);
  return (cellOf) => {
    for (const [name, place] of asked) if (!isNoNo(cellOf(place))) throw mayHaveSaidNo(name);
  };
}

/** @param doubted the column that it is about */
function refused(field: string, fault: string, names: readonly string[], doubted = ''): LedgerError {
  // A list without a first line of names begins with a person's.
  const isOfPerson = names.some((name) => /(?:\p{Nd}\P{Nd}*){5}|@/u.test(name.normalize('NFKC')));
  const columns = names.map((name, at) => (isOfPerson ? `(column ${at + 1})` : shown(name))).join(', ');
  const why = doubted === '' || isOfPerson ? fault : `${fault} It is ${shown(doubted)}.`;
  const detail = `${why} There are: ${columns}. Name one with --map ${field}=…${
    field === 'status'
      ? ', and leave out columns that say nothing of this. Where each row of the list agreed, say so: --all-agreed, or all_agreed in the terms'
      : ''
  }.`;
  return new LedgerError('invalid', detail, {
    faults: [{ pointer: `/${field}`, rule: 'column', detail: why }],
  });
}

const shown = (name: string): string => (name.length > 60 ? '(a long name)' : JSON.stringify(name.trim()));
