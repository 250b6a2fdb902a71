// The fields of a provider's request: a form, a form of several parts, or JSON. Every value of a name counts:
// of two texts one may be the stop.

import { isJson, objectIn } from '../ivr/fields.ts';
import type { SmsRequest } from './dialect.ts';

/** The values of a field that are not empty, in their order. */
export type Values = (...names: string[]) => string[];

/** Throws LedgerError malformed. */
export async function valuesOf(request: SmsRequest): Promise<Values> {
  const found = isJson(request) ? ofObject(objectIn(request)) : await ofForm(request);
  return (...names) =>
    names.flatMap((name) => found.filter(([own]) => own === name).map(([, value]) => value));
}

type Pairs = (readonly [string, string])[];

/** No provider's field is deeper; a body that is nested without end must not use up the stack. */
const depthMax = 3;

/** A field inside another is named by both: `from.number`. */
const ofObject = (object: object, place = '', depth = 1): Pairs =>
  Object.entries(object).flatMap(([name, value]: [string, unknown]) =>
    [value].flat().flatMap((one): Pairs => {
      if (typeof one === 'object' && one !== null)
        return depth < depthMax ? ofObject(one, `${place}${name}.`, depth + 1) : [];
      const isText = typeof one === 'string' || typeof one === 'number';
      return isText && one !== '' ? [[place + name, String(one)] as const] : [];
    }),
  );

async function ofForm({ body, header }: SmsRequest): Promise<Pairs> {
  const type = header('content-type') ?? '';
  const pairs = /^multipart\/form-data\b/i.test(type)
    ? await parts(body, type)
    : [...new URLSearchParams(body.toString('utf8'))];
  return pairs.filter(([, value]) => value !== '');
}

/** A form that cannot be read says nothing: there is no person in it. Files are no fields. */
async function parts(body: Buffer, type: string): Promise<Pairs> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  } catch {
    return [];
  }
}

const idPattern = /^[\x21-\x7e]{1,128}$/;

/** The first id that is one: it enters the record's evidence. */
export const idIn = (values: readonly string[]): { message?: string } => {
  const message = values.find((value) => idPattern.test(value));
  return message === undefined ? {} : { message };
};

/** As it is compared and answered to; more than any number, short code or name has is none. */
export const lineIn = ([line = '']: readonly string[]): string =>
  /^[^\p{Cc}\p{Cs}]{1,32}$/u.test(line.trim()) ? line.trim() : '';
