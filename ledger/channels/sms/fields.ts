// The fields of a provider's request: a form, a form of several parts, or JSON. What the body is decides, and
// no header: a proxy may change that. Every value of a name counts: of two texts one may be the stop. Names
// are read whatever their capitals.

import { parseJsonWhole } from '../json.ts';
import type { SmsRequest } from './dialect.ts';

/** The values of a field that are not empty, in their order. */
export type Values = (...names: string[]) => string[];

/** `isNamed`: whether one of these fields is there, though it be empty. */
export type Fields = { values: Values; isNamed(...names: string[]): boolean };

/** Throws LedgerError malformed. */
export function fieldsOf(request: SmsRequest): Fields {
  const pairs = pairsOf(request).map(([name, value]) => [name.toLowerCase(), value] as const);
  const valuesOf = (isOne: (own: string, name: string) => boolean, names: readonly string[]) =>
    names.flatMap((name) =>
      pairs.filter(([own]) => isOne(own, name.toLowerCase())).map(([, value]) => value),
    );
  const find: Values = (...names) => {
    const own = valuesOf((own, name) => own === name, names);
    // Within other objects, which something between the provider and the ledger has put around it.
    return own.length > 0 ? own : valuesOf((own, name) => own.endsWith(`.${name}`), names);
  };
  return {
    values: (...names) => find(...names).filter((value) => value !== ''),
    isNamed: (...names) => find(...names).length > 0,
  };
}

type Pairs = (readonly [string, string])[];

/**
 * A form whose names a provider has signed begins with one of them: what begins otherwise bears no signature
 * that was made for it (channels/ivr/twilio.ts).
 */
function pairsOf({ body }: SmsRequest): Pairs {
  const text = body.toString('utf8').replace(/^\s+/, '');
  if (/^[{[]/.test(text)) return ofObject(parseJsonWhole(soundly(text)) as object);
  return text.startsWith('--') ? parts(text) : [...new URLSearchParams(text)];
}

/** A character that no JSON may hold, or no text, hides no stop that it stands beside. */
const soundly = (json: string): string =>
  json
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(/\\(u0000|.)/gu, (escaped, one) => (one === 'u0000' ? '' : escaped));

/** No provider's field is deeper; a body that is nested without end must not use up the stack. */
const depthMax = 6;

/** A field inside another is named by both: `from.number`. */
const ofObject = (object: object, place = '', depth = 1): Pairs =>
  Object.entries(object).flatMap(([name, value]: [string, unknown]) =>
    [value].flat().flatMap((one): Pairs => {
      if (typeof one === 'object' && one !== null)
        return depth < depthMax ? ofObject(one, `${place}${name}.`, depth + 1) : [];
      return typeof one === 'string' || typeof one === 'number' ? [[place + name, String(one)]] : [];
    }),
  );

/**
 * Its first line is the boundary. The last one may be cut off, and line feeds may stand alone. Files are no
 * fields.
 */
function parts(text: string): Pairs {
  const [boundary = ''] = /^--[^\r\n]*/.exec(text) ?? [];
  return `\n${text}`.split(`\n${boundary}`).flatMap((part): Pairs => {
    const [, head = '', value = ''] = /^\r?\n(.*?)\r?\n\r?\n(.*)$/s.exec(part) ?? [];
    const [, name] = /\bname="?([^";\r\n]+)"?/i.exec(head) ?? [];
    return name === undefined || /\bfilename/i.test(head) ? [] : [[name, value.replace(/\r?\n?$/, '')]];
  });
}

const idPattern = /^[\x21-\x7e]{1,128}$/;

/** The first id that is one: it enters the record's evidence. */
export const idIn = (values: readonly string[]): { message?: string } => {
  const message = values.find((value) => idPattern.test(value));
  return message === undefined ? {} : { message };
};

/**
 * The earliest moment of these. One that names no zone tells nothing, unless the provider has one.
 * @param zone the provider's own
 */
export function writtenIn(values: readonly string[], zone?: 'Z'): { written?: string } {
  const moments = values.flatMap((value) => {
    const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(value.trim());
    const [, day, time, fraction = '.999', own = zone] = form ?? [];
    const ms = own === undefined ? Number.NaN : Date.parse(`${day}T${time}${fraction}${own}`);
    return Number.isNaN(ms) ? [] : [ms];
  });
  const [earliest] = moments.toSorted((a, b) => a - b);
  return earliest === undefined ? {} : { written: new Date(earliest).toISOString() };
}

/** As it is compared and answered to; more than any number, short code or name has is none. */
export const lineIn = ([line = '']: readonly string[]): string =>
  /^[^\p{Cc}\p{Cs}]{1,32}$/u.test(line.trim()) ? line.trim() : '';
