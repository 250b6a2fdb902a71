// A request that its dialect cannot read may still hold a stop: a key that says so, beside a field that a
// contact centre has misspelt, an unknown language, a mark before the text. Whose call it is and which keys
// were pressed is looked for wherever they may stand. Nothing else is heard of such a request, and a yes
// least of all. So are keys in a request that can be read, under a name or in a form that it does not read.

import { createHash } from 'node:crypto';
import { LedgerError } from '../../core/error.ts';
import { anyFormIn } from '../any-form.ts';
import { Reading } from '../server/opt-out.ts';
import type { CallFacts, Dialect, IvrRequest } from './dialect.ts';
import { callIdPattern, type Fields, queryOf } from './fields.ts';

/**
 * What the dialect reads, and which other keys stand beside it; or, with why it could not, whose keys the
 * request holds. Whether they are a stop is the flow's to say.
 *
 * @throws LedgerError invalid, malformed: and no key is to be found in it either
 */
export function factsIn({ read, names }: Dialect, request: IvrRequest): CallFacts {
  const textsOf = textsAround(request);
  const pressed = names.digits.flatMap(textsOf);
  try {
    const facts = read(request);
    const digits = pressed.filter((one) => one !== facts.digits);
    return digits.length === 0 ? facts : { ...facts, also: { digits, callers: [] } };
  } catch (refused) {
    const [digits, ...others] = pressed;
    if (!(refused instanceof LedgerError) || digits === undefined) throw refused;
    const [caller, ...callers] = callersIn(textsOf, (fields) => names.person(fields, request));
    return {
      call: textsOf(names.call).find((text) => callIdPattern.test(text)) ?? nameOf(request),
      ...(caller !== undefined && { caller }),
      event: 'keys',
      digits,
      refused,
      also: { digits: others, callers },
    };
  }
}

/** What the fields of a name hold, however it is spelled; nothing where there are no fields. */
function textsAround(request: IvrRequest): (name: string) => string[] {
  const reading = new Reading(fieldsIn(request));
  return (name) => textsIn(reading.of(name));
}

function fieldsIn({ method, url, body }: IvrRequest): Record<string, unknown> {
  try {
    const value = anyFormIn(method === 'GET' ? Buffer.from(queryOf({ url })) : body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** More than any request that was meant has. */
const textsMax = 8;

/** All that a value says: a list each of its texts; an object its `digits`, as some engines wrap them. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const left = [value];
  for (let looked = 0; left.length > 0 && looked < textsMax; looked += 1) {
    const one = left.shift();
    if (typeof one === 'number' || (typeof one === 'string' && one !== '')) texts.push(String(one));
    else if (Array.isArray(one)) for (const inner of one.slice(0, textsMax)) left.push(inner);
    else if (typeof one === 'object' && one !== null) left.push(new Reading({ ...one }).of('digits'));
  }
  return texts;
}

/** Each that the request may be of: of two that stand in one field nobody knows who pressed the key. */
function callersIn(
  textsOf: (name: string) => string[],
  person: (fields: Fields) => { caller?: string },
): string[] {
  const fieldsAt =
    (at: number): Fields =>
    (name) => {
      const texts = textsOf(name);
      return texts[Math.min(at, texts.length - 1)];
    };
  const places = Array.from({ length: textsMax }, (_, at) => person(fieldsAt(at)).caller);
  return [...new Set(places.filter((caller) => caller !== undefined))];
}

/** Where the call has no name that can be read: the same request, made again, is the same. */
const nameOf = ({ url, body }: IvrRequest): string =>
  `body-${createHash('sha256').update(url).update('\n').update(body).digest('base64url')}`;
