// The person a request is about: named by exactly one of the names a person can have. A number, or a name
// that Meta uses.

import { z } from 'zod';
import { type Fault, LedgerError } from '../../core/error.ts';
import {
  type CanonicalIdentifier,
  type Identifier,
  identifierSchema,
  normalizeIdentifier,
  type PersonReference,
  valueMax,
} from '../../core/subject/identifier.ts';
import { stoppingIn } from '../import/number-cell.ts';

/** The fields, and what they hold. `recipient`: the number a message would go to. */
const kinds = {
  recipient: 'number',
  number: 'number',
  wa_id: 'wa_id',
  bsuid: 'bsuid',
  parent_bsuid: 'parent_bsuid',
} as const;
type Field = keyof typeof kinds;
/** Of all the names that a request can hold. */
export const nameFields = Object.keys(kinds) as Field[];

const name = z.string().min(1).max(valueMax).optional();

/** In the place of a number. */
export const metaNames = {
  wa_id: name.meta({ description: 'The number as Meta spells it.' }),
  bsuid: name.meta({ description: 'Meta’s business-scoped user id.', example: 'IN.13491208655302741918' }),
  parent_bsuid: name.meta({
    description: 'Meta’s business-scoped user id over linked portfolios.',
    example: 'IN.ENT.11815799212886844830',
  }),
};

export type Naming = { readonly [Name in Field]?: string | undefined };

export const namesIn = (asked: Naming): number =>
  nameFields.filter((field) => asked[field] !== undefined).length;

export const namesOnePerson = (asked: Naming): boolean => namesIn(asked) === 1;

/** The person of a request that reads: by a name, or by the id that an answer gave. */
export const personFields = {
  number: z.string().min(1).max(64).optional(),
  ...metaNames,
  subject: z
    .uuid()
    .toLowerCase()
    .optional()
    .meta({ description: 'In the place of a name: the id that an answer gave of the person.' }),
};
export const personNames = Object.keys(personFields);

type Referring = Naming & { readonly subject?: string | undefined };

export const refersToOne = (asked: Referring): boolean =>
  namesIn(asked) + (asked.subject === undefined ? 0 : 1) === 1;

/** The fault of a request that names no person, or more than one. */
export const onePerson = {
  error: `needs exactly one of ${personNames.join(', ')}`,
  path: ['number'],
  params: { rule: 'one_name' },
};

/** The schema has seen to it that there is exactly one. Throws invalid, without the value. */
export const personReferred = ({ subject, ...named }: Referring): PersonReference =>
  subject === undefined ? personNamed(named).canonical : { kind: 'subject', value: subject };

/** The schema has seen to it that there is exactly one name. Throws invalid, without the value. */
export function personNamed(asked: Naming): { given: Identifier; canonical: CanonicalIdentifier } {
  const field = nameFields.find((one) => asked[one] !== undefined) ?? 'number';
  const given: Identifier = { kind: kinds[field], value: asked[field] ?? '' };
  const canonical = normalizeIdentifier(given);
  if (canonical.kind !== 'refused') return { given, canonical };
  throw new LedgerError('invalid', 'No WhatsApp user can have this name.', {
    faults: [{ pointer: `/${field}`, rule: canonical.rule, detail: canonical.detail }],
  });
}

/** What other systems call a number. A stop is heard under these too, where no name of ours stands. */
const otherNames = [
  'phone',
  'phone_number',
  'mobile',
  'mobile_number',
  'msisdn',
  'whatsapp',
  'whatsapp_number',
];

type PersonNamed = { given: Identifier; canonical: CanonicalIdentifier };

/**
 * All people who are named, each once, and the faults of names that no person can have. `remarks`: of numbers
 * that say no country, each read as one of the business's own.
 * @param of the value of a field: a number may be a JSON number, a name may have invisible characters around
 * it, and a list holds several
 * @param callingCode of the business's country, where it has said so
 */
export function peopleNamed(
  of: (field: string) => unknown,
  callingCode: string | undefined,
): {
  people: readonly PersonNamed[];
  refused: Fault[];
  remarks: Fault[];
  isNamed: boolean;
} {
  const people = new Map<string, PersonNamed>();
  const [refused, remarks]: [Fault[], Fault[]] = [[], []];
  const note = (given: Identifier, canonical: CanonicalIdentifier) =>
    people.set(`${canonical.kind}\0${canonical.value}`, { given, canonical });
  const under = (field: string, kind: Identifier['kind']) => {
    const value = of(field);
    const values: unknown[] = value === undefined || Array.isArray(value) ? (value ?? []) : [value];
    const place = (i: number) => (values.length === 1 ? `/${field}` : `/${field}/${i}`);
    return values.map((one, i) => ({ kind, value: one, pointer: place(i) }));
  };
  let named = nameFields.flatMap((field) => under(field, kinds[field]));
  if (named.length === 0) named = otherNames.flatMap((field) => under(field, 'number'));
  for (const { kind, value, pointer } of named) {
    const text = Number.isSafeInteger(value) ? String(value) : value;
    const given = identifierSchema.safeParse({ kind, value: plainText(text) });
    const canonical = given.success ? normalizeIdentifier(given.data) : unreadable;
    if (canonical.kind !== 'refused') {
      note(given.data!, canonical);
      continue;
    }
    const home =
      given.success && kind === 'number' && canonical.rule === 'calling_code_missing' ? given.data.value : '';
    const read = callingCode === undefined || home === '' ? [] : stoppingIn(home, callingCode);
    if ('rule' in read || read.length === 0) {
      refused.push({ pointer, rule: canonical.rule, detail: canonical.detail });
      continue;
    }
    remarks.push({ pointer, ...readAtHome });
    for (const one of read) note({ kind: 'number', value: one.given }, { kind: 'number', value: one.number });
  }
  return { people: [...people.values()], refused, remarks, isNamed: named.length > 0 };
}

const readAtHome = {
  rule: 'calling_code_missing',
  detail:
    'The number has no calling code: it is read as one of the country of this business. Write it with + and the code.',
};

const unreadable = {
  kind: 'refused',
  rule: 'name',
  detail: 'A name is a text of up to 256 characters.',
} as const;

/** Without direction marks and white space around it, which contact cards bring along. */
const plainText = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '') : value;
