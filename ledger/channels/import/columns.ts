// Which column holds what: settled once for all rows of the same names. Must never take a row for a consent
// where a column that nobody named may say that the person said no.

import { LedgerError } from '../../core/error.ts';
import type { AskedKind, Judged } from './kinds.ts';
import {
  asksForNo,
  isBareStatus,
  isElsewhere,
  isOfAnotherMatter,
  mayNegate,
  speaksOfConsent,
  spelledAlike,
} from './names.ts';
import { type Columns, type ListField, listFields, type Shape, shapeColumns, shapeOf } from './shapes.ts';

/**
 * As the operator named them; an empty name says that there is no such column. Of the status it says that
 * each row of the list agreed: nothing else makes a consent of a row without one. `stop`: columns in which
 * anything but a no is one.
 */
export type Mapping = Readonly<Partial<Record<ListField, string>> & { stop?: readonly string[] }>;

export type Layout = { shape?: Shape | undefined; mapping: Mapping };

/** What the name of the status says of it. */
export type StatusName = {
  asksForNo?: true;
  /** Of an order or an account, as likely: nothing says that it is one of consent. */
  mayBeOfOrder?: true;
  /** A tick in it says yes. */
  isOfConsent?: true;
};

export type Settled = {
  fields: readonly (readonly [ListField, number])[];
  /** Further columns whose names are those of numbers, where nobody said which it is. */
  numbers: readonly number[];
  /** The columns that are asked beside the status. */
  besides: readonly { name: string; place: number; kind: AskedKind }[];
  /** The vendor's name of what the person was asked for. */
  about: number | undefined;
  status: StatusName;
  isStatusNamed: boolean;
};

type Wanted = ReadonlyMap<ListField, readonly string[]>;

/** Names of the columns of each field, spelled alike, the likeliest first. */
function wantedIn({ shape, mapping }: Layout): Wanted {
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

/**
 * Refuses names that cannot be a list of ours. Throws invalid; it lists the names there are, but none that
 * may be a person's.
 * @param mayLack a line of NDJSON leaves out what it does not say; a name twice in it is of an item
 * @param mayLackStatus of a row that says nothing, in a list whose other rows say it
 */
export function settle(
  names: readonly string[],
  judged: readonly Judged[],
  layout: Layout,
  { mayLack = false, mayLackStatus = false } = {},
): Settled {
  const { shape, mapping } = layout;
  // What such a column says, nobody can tell any more.
  const damaged = judged.findIndex((one) => one.isDamaged);
  if (damaged !== -1)
    throw refused(
      'status',
      `The name of column ${damaged + 1} has lost letters: save the list as UTF-8.`,
      names,
    );
  const wanted = wantedIn(layout);
  const spelled = names.map((name, at) => judged[at]!.spelled || spelledAlike(name));
  const placeOf = (some: readonly string[]) =>
    some.map((name) => spelled.indexOf(name)).find((place) => place !== -1);
  checkMapping(names, spelled, mapping, mayLack);
  const looked = new Set([...wanted.values()].flat());
  const isItem = (at: number) => mayLack && names.indexOf(names[at]!) !== at && !names[at]!.includes('.');
  const twice = spelled.findIndex(
    (name, at) => looked.has(name) && spelled.indexOf(name) !== at && !isItem(at),
  );
  if (twice !== -1) throw refused('number', `Two columns are called ${shown(names[twice]!)}.`, names);
  const fields = listFields.flatMap((field) => {
    const place = placeOf(wanted.get(field)!);
    return place === undefined ? [] : [[field, place] as const];
  });
  const has = new Map(fields);
  const likely = shape === undefined ? shapeOf(spelled) : undefined;
  const otherShape = likely === undefined ? '' : ` If ${likely} has exported it, say so: --shape ${likely}.`;
  if (!has.has('number'))
    throw refused('number', 'No column is known to hold the numbers.', names, '', otherShape);
  const { needs, about, passedOver = [], stops = [] } = shapeColumns(shape);
  const said = has.get('status');
  if (said === undefined && mapping.status !== '' && mapping.stop === undefined && !mayLackStatus) {
    const fault = `No column is known to hold the status. ${needs?.status ?? ''}`.trimEnd();
    // Of people who were asked about e-mail or SMS nobody is to be told to say that they agreed to WhatsApp.
    const mayHaveAgreed = shape === undefined && !judged.some(({ isConsentElsewhere }) => isConsentElsewhere);
    throw refused('status', fault, names, '', otherShape + (mayHaveAgreed ? allAgreed : ''));
  }
  if (said === has.get('number'))
    throw refused(
      'status',
      `The column ${shown(names[said!]!)} cannot hold the numbers and the status.`,
      names,
    );
  // What is a stop by one name must not be a consent by another.
  const both = (mapping.stop ?? []).find((name) => {
    const place = placeOf([spelledAlike(name)]);
    return place !== undefined && [has.get('number'), said].includes(place);
  });
  if (both !== undefined)
    throw refused('stop', `The column ${shown(both)} cannot hold the stops and be another column.`, names);
  const aboutAt = about && placeOf(about.map(spelledAlike));
  if (about !== undefined && aboutAt === undefined)
    throw refused('status', `There is no column ${shown(about[0]!)}. ${needs?.status ?? ''}`, names);
  if (said !== undefined) checkStatus(names[said]!, names, mapping);
  const isStatusNamed = said !== undefined && (shape !== undefined || mapping.status !== undefined);
  const isUnsaid = shape === undefined && mapping.status === undefined;
  const asked = [...(mapping.stop ?? []), ...stops].map(spelledAlike);
  const over = passedOver.map(spelledAlike);
  const besides = names.flatMap((name, place) => {
    const { kind, isConsentElsewhere } = judged[place]!;
    if (place === has.get('number') || place === said || place === aboutAt) return [];
    if (asked.includes(spelled[place]!)) return [{ name, place, kind: 'stop' as const }];
    if (over.includes(spelled[place]!)) return [];
    if (fields.some(([, at]) => at === place)) return [{ name, place, kind: 'other' as const }];
    // Beside consent to another channel a status that nobody named may be of that one.
    if (isConsentElsewhere && isUnsaid && mapping.stop === undefined)
      throw refused('status', 'A column that was not named may say who said no.', names, name);
    return kind === 'elsewhere' || kind === 'address' ? [] : [{ name, place, kind }];
  });
  const numbers =
    mapping.number === undefined ? wanted.get('number')!.map((name) => spelled.indexOf(name)) : [];
  return {
    numbers: numbers.filter((place) => place !== -1 && place !== has.get('number')),
    ...{ fields, besides, about: aboutAt, isStatusNamed },
    status: said === undefined ? {} : statusName(names[said]!, isStatusNamed),
  };
}

function checkMapping(
  names: readonly string[],
  spelled: readonly string[],
  mapping: Mapping,
  mayLack: boolean,
): void {
  for (const [field, named] of Object.entries(mapping) as [string, string | readonly string[]][]) {
    const missing = [named].flat().find((name) => name !== '' && !spelled.includes(spelledAlike(name)));
    if (missing !== undefined && (field === 'number' || !mayLack))
      throw refused(field, `There is no column ${missing}.`, names);
  }
}

function checkStatus(said: string, names: readonly string[], mapping: Mapping): void {
  if (asksForNo(said)) return;
  const instead = 'call the column by what its yes says, such as whatsapp_consent, and map that';
  if (mayNegate(said))
    throw refused(
      'status',
      `A yes in the column may mean that there is no consent: ${instead}.`,
      names,
      said,
    );
  if (mapping.status !== undefined && (isElsewhere(said) || isOfAnotherMatter(said)))
    throw refused(
      'status',
      `By its name a yes in the column is one to something else than messages in WhatsApp. If people were asked about those: ${instead}.`,
      names,
      said,
    );
}

function statusName(name: string, isNamed: boolean): StatusName {
  if (asksForNo(name)) return { asksForNo: true };
  if (isBareStatus(name)) return isNamed ? {} : { mayBeOfOrder: true };
  return speaksOfConsent(name) ? { isOfConsent: true } : {};
}

const allAgreed = ' Where each row of the list agreed, say so: --all-agreed, or all_agreed in the terms.';

/** @param doubted the column that it is about */
function refused(
  field: string,
  fault: string,
  names: readonly string[],
  doubted = '',
  otherwise = '',
): LedgerError {
  // A list without a first line of names begins with a person's.
  const isPersons = names.some(isOfPerson);
  const columns = names.map((name, at) => (isPersons ? `(column ${at + 1})` : shown(name))).join(', ');
  const why = doubted === '' || isPersons ? fault : `${fault} It is ${shown(doubted)}.`;
  const detail = `${why} There are: ${columns}. Name one with --map ${field}=…${
    field === 'status' ? ', and leave out columns that say nothing of this' : ''
  }.${otherwise}`;
  return new LedgerError('invalid', detail, {
    faults: [{ pointer: `/${field}`, rule: 'column', detail: why }],
  });
}

/** Holds an address or the digits of a number: no name of a column. */
export const isOfPerson = (name: string): boolean => /(?:\p{Nd}\P{Nd}*){5}|@/u.test(name.normalize('NFKC'));

const shown = (name: string): string => (name.length > 60 ? '(a long name)' : JSON.stringify(name.trim()));

/** Of a row that is no consent and may be a stop: somebody must look, and send the stop if it is one. */
export const mayBeStop = 'may_be_stop';

/** Of a row that is no consent because of what stands in this column. */
export const doubtOf = (name: string, place: number): { rule: string; detail: string } => ({
  rule: mayBeStop,
  detail: `Column ${isOfPerson(name) ? place + 1 : shown(name)} may say that the person said no.`,
});
