// Which column holds what: settled once for a list, from its names. Must never take a list for one of
// consents where a column that nobody named may say who said no.

import { LedgerError } from '../../core/error.ts';
import { type Columns, type ListField, listFields, type Shape, shapeColumns } from './shapes.ts';

/** As the operator named them; an empty name says that there is no such column. */
export type Mapping = Readonly<Partial<Record<ListField, string>>>;

/** The name as it is compared: serializers and people write one name in many ways. */
export const spelledAlike = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

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

/** What may say that somebody said no. */
const maySayNo =
  /consent|optin|optout|opted|subscri|status|transactiontype|donot|dnd|unsub|withdraw|suppress|revoke/;

/**
 * Refuses names that cannot be a list of ours. Throws invalid; it lists the names there are, but none that
 * may be a person's.
 */
export function checkColumns(
  names: readonly string[],
  wanted: Wanted,
  shape: Shape | undefined,
  mapping: Mapping,
): void {
  const there = new Set(names.map(spelledAlike));
  const has = (field: ListField) => wanted.get(field)!.some((name) => there.has(name));
  for (const [field, name] of Object.entries(mapping)) {
    if (name !== '' && !there.has(spelledAlike(name))) throw refused(field, `${name} is no column`, names);
  }
  const twice = names.find(
    (name, i) =>
      [...wanted.values()].flat().includes(spelledAlike(name)) &&
      names.findIndex((other) => spelledAlike(other) === spelledAlike(name)) !== i,
  );
  if (twice !== undefined) throw refused('number', `two columns are called ${shown(twice, 0)}`, names);
  if (!has('number')) throw refused('number', 'no column is known to hold the numbers', names);
  if (has('status') || mapping.status === '') return;
  const { needs } = shapeColumns(shape);
  if (needs !== undefined) throw refused('status', `no column holds the status. ${needs.status}`, names);
  if (names.some((name) => maySayNo.test(spelledAlike(name))))
    throw refused('status', 'a column may say who said no, and none was named for it', names);
}

function refused(field: string, why: string, names: readonly string[]): LedgerError {
  const columns = names.map(shown).join(', ');
  const detail = `Of the columns ${why}. There are: ${columns}. Name one with --map ${field}=…${
    field === 'status' ? ', or --map status= where every row is a consent' : ''
  }.`;
  return new LedgerError('invalid', detail, { faults: [{ pointer: `/${field}`, rule: 'column', detail }] });
}

/** A list without a first line of names begins with a person's. */
const shown = (name: string, at: number): string =>
  /\d{5}|@/.test(name) || name.length > 60 ? `(column ${at + 1})` : JSON.stringify(name.trim());
