// The filter of the list of records: the address holds it, the question to the ledger and the command line
// are made of it, and nothing else is. No identifier of a person can come into it.

import { readsAsNumber } from '../ask/route.ts';
import { zoned } from '../parts/moment.ts';
import { channels, channelWord, grades, kinds, kindWord, purposes, purposeWord } from '../words/named.ts';

/** Words of which several may stand. */
const several = [
  'kind',
  'channel',
  'purpose',
  'notice',
  'locale',
  'grade',
  'pack',
  'entry_point',
  'entry',
] as const;
const single = ['version', 'from', 'to', 'time', 'subject', 'test'] as const;
export type Field = (typeof several)[number] | (typeof single)[number];

const entryPoints = [
  ...['checkout', 'profile', 'preferences', 'thank_you', 'order_mail', 'footer', 'form', 'poster', 'receipt'],
  ...['packaging', 'email_link', 'sms_link', 'app', 'ivr', 'agent'],
];

/** What may be chosen; a field that is not here is typed, or set by a link. */
export const choices: Partial<Record<Field, [value: string, word: string][]>> = {
  kind: Object.entries(kinds),
  channel: Object.entries(channels),
  purpose: Object.entries(purposes),
  grade: Object.entries(grades).map(([grade, { name }]) => [grade, `${grade}, ${name}`]),
  entry_point: entryPoints.map((one) => [one, one.replaceAll('_', ' ')]),
};
export const typed: Field[] = ['notice', 'locale', 'pack', 'entry'];

export type Filter = Partial<Record<Field, string[]>>;

export function filterIn(query: URLSearchParams): Filter {
  const found: Filter = {};
  for (const field of [...several, ...single]) {
    // What reads as a number of a person is no word of a filter, whoever put it into the address.
    const values = query
      .getAll(field)
      .filter((value) => value !== '' && (field === 'subject' || !readsAsNumber(value)));
    if (values.length > 0) found[field] = [...new Set(values)];
  }
  return found;
}

const isSeveral = (field: string): boolean => (several as readonly string[]).includes(field);

/** As the ledger is asked. */
export function asked(filter: Filter): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [field, values] of Object.entries(filter)) {
    body[field] = isSeveral(field) ? values : field === 'version' ? Number(values[0]) : values[0];
  }
  return body;
}

/** As an operator types it. */
export function options(filter: Filter): string {
  return Object.entries(filter)
    .map(([field, values]) => ` --${field.replaceAll('_', '-')} ${values.join(',')}`)
    .join('');
}

const worded: Partial<Record<Field, (value: string) => string>> = {
  kind: kindWord,
  channel: channelWord,
  purpose: purposeWord,
  entry_point: (value) => value.replaceAll('_', ' '),
  from: (value) => zoned(value),
  to: (value) => zoned(value),
  subject: (value) => `…${value.slice(-12)}`,
};

const wordOf = (field: Field, values: readonly string[]): string =>
  values.map((value) => worded[field]?.(value) ?? value).join(', ');

/** Test data is the whole page's, told by its bar. */
export const chips = (filter: Filter): [Field, string][] =>
  (Object.entries(filter) as [Field, string[]][])
    .filter(([field]) => field !== 'test')
    .map(([field, values]) => [field, wordOf(field, values)]);
