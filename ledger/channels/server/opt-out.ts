// An opt-out as a server posts it, or a page with a customer token. The ledger must be able to read whom it
// stops; nothing else keeps it from being heard: an IVR whose clock writes no zone, a CRM that sends its own
// fields along. Unreadable fields are dropped, and the answer says so, field by field.

import { z } from 'zod';
import type { OptOut } from '../../core/consent/command.ts';
import { channelSchema, entryPointSchema } from '../../core/consent/evidence.ts';
import { type Fault, LedgerError } from '../../core/error.ts';
import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { atLeastOneOf } from '../field-choice.ts';
import { faultsOf, parse, pointerTo, shownName } from '../parse.ts';
import { type CustomerOptOutRequest, customerOptOutSchema } from '../web/customer.ts';
import { sourceNameSchema } from './assisted.ts';
import { metaNames, nameFields, onePerson, peopleNamed, personFields, personNames } from './named-person.ts';
import { type Caller, common, numberSchema, submitterIn } from './server.ts';

/** How it should be written; readOptOut takes more. Each person that it names is stopped. */
export const serverOptOutSchema = z
  .strictObject({
    ...common,
    number: numberSchema.optional(),
    ...metaNames,
    subject: personFields.subject,
    purposes: z.array(purposeSchema).min(1).max(12).optional(),
  })
  .meta({
    id: 'ServerOptOut',
    ...atLeastOneOf(...personNames),
    example: { number: '+919876543210', channel: 'web' },
  });

/**
 * Who stops, and how numbers are read that say no country: `09876543210` as one of the business's own. A stop
 * is heard whatever its form; an opt-in is not guessed about (server.ts).
 */
export type Stopper = Caller & {
  callingCode?: string | undefined;
  /** By what the people are called whose ids the body gives, as far as they are known. */
  named?: readonly CanonicalIdentifier[];
};

const idSchema = z.uuid().toLowerCase();
/** Of one body. Each is looked up by itself. */
const subjectsMax = 100;

/** The ids that answers gave of the people, where the body names them so: each of them is stopped. */
export const subjectsIn = (input: unknown): string[] => [
  ...new Set(
    idsIn(readingOf(input))
      .flatMap((one) => idSchema.safeParse(one).data ?? [])
      .slice(0, subjectsMax),
  ),
];

const idsIn = (reading: Reading): unknown[] => [reading.of('subject') ?? []].flat();

/** @throws LedgerError invalid: it names no readable person */
export const serverOptOut = (input: unknown, caller: Stopper): OptOut =>
  stopIn(readingOf(input), caller, optOutTerms);

type Terms = Pick<OptOut, 'purposes' | 'objects'>;

function optOutTerms(reading: Reading): Terms {
  const purposes = readPurposes(reading);
  return purposes === undefined ? {} : { purposes };
}

/** @param termsIn reads what is stopped */
export function stopIn(reading: Reading, caller: Stopper, termsIn: (reading: Reading) => Terms): OptOut {
  const { named = [] } = caller;
  const { people, refused, remarks, isNamed } = peopleNamed((field) => reading.of(field), caller.callingCode);
  const unknown = new Set(idsIn(reading)).size > named.length ? [subjectUnknown] : [];
  reading.drop([...refused, ...remarks, ...unknown]);
  const [first, ...also] = [...named.map((name) => ({ given: name, canonical: name })), ...people];
  const channel = reading.take('channel', channelSchema) ?? unsaidChannel(reading);
  const terms = termsIn(reading);
  const occurredAt = reading.take('occurred_at', common.occurred_at);
  const source = readSource(reading, first?.given.kind === 'number' ? first.given.value : '');
  if (first === undefined) {
    // One of the fields that nothing reads may be the name, misspelled: all others were asked for above.
    const faults =
      isNamed || unknown.length > 0
        ? [...refused, ...unknown]
        : [noName, ...unknownIn(reading)].slice(0, droppedMax);
    throw new LedgerError('invalid', 'The request names no person that the ledger can read.', { faults });
  }
  return {
    kind: 'opt_out',
    business: caller.business,
    identifiers: [first.given],
    person: first.canonical,
    ...(also.length > 0 && { also }),
    channel,
    ...terms,
    submission: { ...submitterIn(caller), proof: { kind: 'key' } },
    source: { system: 'server', ...source },
    ...(occurredAt !== undefined && { occurredAt }),
    ...droppedOf(reading),
  };
}

/**
 * The token says whom it stops, and a page may stop no other person: a name beside it is dropped, because
 * refusing the request would leave the holder of the token unheard.
 * @throws LedgerError invalid: there is no token in it
 */
export function readCustomerOptOut(
  input: unknown,
): Pick<CustomerOptOutRequest, 'customer_token'> & CustomerStop {
  return customerStopIn(readingOf(input), optOutTerms);
}

/** What a page asks for, besides its token. */
type CustomerStop = Terms & { dropped?: readonly Fault[] };

export function customerStopIn(
  reading: Reading,
  termsIn: (reading: Reading) => Terms,
): Pick<CustomerOptOutRequest, 'customer_token'> & CustomerStop {
  for (const field of nameFields) {
    const detail = 'The customer token names the person: this field was not read.';
    if (reading.of(field) !== undefined)
      reading.drop([{ pointer: pointerTo([field]), rule: 'said_by_customer_token', detail }]);
  }
  const { customer_token } = parse(customerOptOutSchema.pick({ customer_token: true }), {
    customer_token: [reading.of('customer_token')].flat()[0],
  });
  return { customer_token, ...termsIn(reading), ...droppedOf(reading) };
}

/** The fields of a body, each asked for once; a field that is never asked for is unknown. */
export class Reading {
  readonly dropped: Fault[] = [];
  readonly #fields: Record<string, unknown>;
  readonly #asked = new Set<string>();
  readonly #alike: ReadonlyMap<string, string[]>;

  constructor(fields: Record<string, unknown>) {
    this.#fields = fields;
    this.#alike = Map.groupBy(Object.keys(fields), spelledAlike);
  }

  /**
   * The raw value, also of a field that another language spells so; of several, a list of all they say. Null
   * counts as absent.
   */
  of(field: string): unknown {
    const named = this.#alike.get(spelledAlike(field)) ?? [];
    for (const name of named) this.#asked.add(name);
    const values = named.map((name) => this.#fields[name] ?? undefined).filter((one) => one !== undefined);
    return values.length > 1 ? values.flat() : values[0];
  }

  /**
   * The value a schema reads, of a list the first; undefined, and a remark about the field, if the schema
   * reads nothing.
   */
  take<S extends z.ZodType>(field: string, schema: S): z.infer<S> | undefined {
    const value = this.of(field);
    if (value === undefined) return undefined;
    const found = [value, ...(Array.isArray(value) ? value : [])].map((one) => schema.safeParse(one));
    const read = found.find(({ success }) => success);
    if (read === undefined) this.drop(faultsOf(found[0]!.error!, pointerTo([field])));
    return read?.data;
  }

  drop(faults: readonly Fault[]): void {
    for (const fault of faults) this.dropped.push(fault);
  }

  get unasked(): string[] {
    return Object.keys(this.#fields).filter((field) => !this.#asked.has(field));
  }
}

/** `WaId`, `waId`, `wa-id`: serializers write the names of fields in the manner of their language. */
const spelledAlike = (name: string): string => name.replaceAll(/[_\s-]/g, '').toLowerCase();

export function readingOf(input: unknown): Reading {
  return new Reading(parse(z.record(z.string(), z.unknown()), input));
}

/** At most so many dropped fields are reported. */
const droppedMax = 32;

export function droppedOf(reading: Reading): { dropped?: readonly Fault[] } {
  const dropped = [...reading.dropped, ...unknownIn(reading)].slice(0, droppedMax);
  return dropped.length === 0 ? {} : { dropped };
}

/** Fields that nothing has asked for. */
const unknownIn = (reading: Reading): Fault[] =>
  reading.unasked.map((field) => ({
    pointer: shownName(field),
    rule: 'unrecognized_keys',
    detail: 'This field is unknown and was not read.',
  }));

const subjectUnknown: Fault = {
  pointer: '/subject',
  rule: 'subject_unknown',
  detail: 'No person of this business is reached under this id: name the person.',
};

const noName: Fault = { pointer: '/number', rule: onePerson.params.rule, detail: onePerson.error };

/** A record must name one; an import claims the least. */
function unsaidChannel(reading: Reading): OptOut['channel'] {
  const detail = 'The channel cannot be read: the opt-out is recorded as an import.';
  reading.dropped.push({ pointer: '/channel', rule: 'unknown_channel', detail });
  return 'import';
}

/**
 * Undefined: all. Where one of those that are named cannot be read ("all", "*", a purpose of tomorrow), the
 * person is stopped altogether: narrowed to the others, they would be written to about what they meant.
 */
function readPurposes(reading: Reading): Purpose[] | undefined {
  const named = reading.of('purposes');
  if (named === undefined) return undefined;
  const known = new Set<Purpose>();
  const unknown: Fault[] = [];
  for (const [i, one] of (Array.isArray(named) ? named : [named]).entries()) {
    const purpose = purposeSchema.safeParse(spelled(one));
    if (purpose.success) known.add(purpose.data);
    else if (unknown.length < droppedMax) {
      const detail = 'There is no such purpose.';
      unknown.push({ pointer: pointerTo(['purposes', i]), rule: 'unknown_purpose', detail });
    }
  }
  if (known.size > 0 && unknown.length === 0) return [...known];
  const detail = 'Not every purpose can be read: all of them are stopped.';
  reading.drop([{ pointer: '/purposes', rule: 'every_purpose', detail }, ...unknown]);
  return undefined;
}

const spelled = (purpose: unknown): unknown =>
  typeof purpose === 'string'
    ? purpose
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_')
    : purpose;

/** @param number of the person, if that is their name */
function readSource(reading: Reading, number: string): Partial<OptOut['source']> {
  const given = reading.take('source', z.record(z.string(), z.unknown()));
  if (given === undefined) return {};
  const within = new Reading(given);
  const name = sourceNameSchema(number);
  const [system, actor] = [within.take('system', name), within.take('actor', name)];
  const via = within.take('collected_via', entryPointSchema);
  const { dropped = [] } = droppedOf(within);
  reading.drop(dropped.map((fault) => ({ ...fault, pointer: `/source${fault.pointer}` })));
  return {
    ...(system !== undefined && { system }),
    ...(actor !== undefined && { actor }),
    ...(via !== undefined && { entry_point: via }),
  };
}
