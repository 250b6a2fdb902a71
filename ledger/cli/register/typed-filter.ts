// A filter of records as an operator types it, for each command that takes one.

import { text as textOf } from 'node:stream/consumers';
import { canonicalNumber } from '../../channels/server/number.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { UsageError } from '../frame/command.ts';

const wordNames = [
  'kind',
  'channel',
  'purpose',
  'notice',
  'locale',
  'grade',
  'pack',
  'entry-point',
  'entry',
] as const;
const otherNames = [
  'business',
  'version',
  'by',
  'by-id',
  'from',
  'to',
  'time',
  'test',
  'number',
  'subject',
] as const;
type Name = (typeof wordNames)[number] | (typeof otherNames)[number];

export const filterOptions = Object.fromEntries(
  [...wordNames, ...otherNames].map((name) => [name, { type: 'string' }]),
) as Record<Name, { type: 'string' }>;

export const filterHelp = `\
  --kind --channel --purpose --notice --locale --grade --pack --entry-point --entry
                 one word, or several with commas between: --kind opt_in,opt_out
  --version      of the notice
  --by, --by-id  who handed it in: key, site, link, sender, flow, staff or operator; and its id
  --from, --to   from a moment on, and before one (2026-03-01T09:30:00Z), by --time recorded_at or occurred_at
  --test         include, or only: records made to try things out, which are left out otherwise
  --number       of the person with this number alone; - reads it from standard input
  --subject      of one person, by the id that an answer gave`;

type Typed = Partial<Record<Name, string>>;

/** As a request would have it. */
export function typedFilter(values: Typed): Record<string, unknown> {
  const submitter = given({ by: values.by, id: values['by-id'] });
  return given({
    ...Object.fromEntries(wordNames.map((name) => [name.replaceAll('-', '_'), several(values[name])])),
    ...{ version: asNumber(values.version), subject: values.subject },
    ...{ from: values.from, to: values.to, time: values.time, test: values.test },
    ...(Object.keys(submitter).length > 0 && { submitted_by: submitter }),
  });
}

/** Whose records alone. */
export async function typedPerson({ number, subject }: Typed): Promise<CanonicalIdentifier | undefined> {
  if (number === undefined) return undefined;
  if (subject !== undefined) throw new UsageError('--number and --subject exclude each other');
  const typed = number === '-' ? (await textOf(process.stdin)).trim() : number;
  return { kind: 'number', value: canonicalNumber(typed) };
}

const several = (text: string | undefined) => (text?.includes(',') ? text.split(',') : text);

export const asNumber = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

export const given = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
