// The ledger's own dialect, for contact centres that call a web service (Genesys, Dialogflow CX, an Amazon
// Connect Lambda) and for anything else that can make a request. Nothing signs it: the flow's secret decides.
//
//   POST {"call": "c-1", "caller": "+14155550100"}                  the call begins
//     -> {"result": "going_on", "call": "c-1", "ended": false, "locale": "en", "say": "…", "digits": 1,
//         "timeout_seconds": 6, "step": 1, "next": "https://…?s=1", "lines": [{"name", "locale", "text"}]}
//   POST {"call": "c-1", "step": 1, "digits": "0", "early": true}   it interrupted what was said
//   POST {"call": "c-1", "step": 1, "digits": "1", "early": false}  at a `whole` question: nothing could
//   POST {"call": "c-1", "step": 1, "digits": "1"}                  a key was pressed
//     -> {"result": "recorded", "call": "c-1", "ended": true, "locale": "en", "say": "…", "lines": […]}
//
// The same names make a form or a query. `step` may stand in the URL instead, as `next` has it. What a flat
// contract can take (Genesys, Connect) stands on the first level; `lines` is for those that play recordings.

import { z } from 'zod';
import { parse } from '../parse.ts';
import { callerOf, givenMax } from './caller.ts';
import type { CallFacts, Dialect, IvrRequest, Reply } from './dialect.ts';
import {
  callIdPattern,
  carried,
  eventOf,
  isJson,
  localePattern,
  objectIn,
  queryOf,
  stepOf,
} from './fields.ts';

/** Some write a number where a text is meant, and an empty text or null for what is not there. */
const text = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((given) => {
    if (given === '' || given === null) return undefined;
    return typeof given === 'number' ? String(given) : given;
  }, schema);

export const jsonCallSchema = z
  .strictObject({
    call: text(z.string().regex(callIdPattern, 'must be 1 to 128 visible ASCII characters')),
    caller: text(z.string().max(givenMax).optional()),
    event: text(z.enum(['begin', 'keys', 'silence', 'hangup']).optional()),
    digits: text(z.string().max(32).optional()),
    attested: text(z.enum(['A', 'B', 'C']).optional()),
    step: text(
      z
        .string()
        .regex(/^[0-9]{1,4}$/, 'must be a number of at most four digits')
        .optional(),
    ),
    early: text(z.union([z.boolean(), z.enum(['true', 'false', '1', '0'])]).optional()),
    locale: text(
      z
        .string()
        .regex(localePattern, 'must be a language tag such as en or pt-BR')
        .transform((given) => given.replaceAll('_', '-'))
        .optional(),
    ),
  })
  .refine(({ event, digits }) => event !== 'keys' || digits !== undefined, {
    path: ['digits'],
    message: 'must be there when keys were pressed',
  });

export const json: Dialect = {
  signs: false,
  saysEarly: true,
  check: () => 'unsigned',
  names: { call: 'call', digits: ['digits'], person: (fields) => callerOf(fields('caller')) },
  read,
  answer: (reply) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(written(reply)) }),
};

function read(request: IvrRequest): CallFacts {
  const own = carried(request);
  const { call, caller, event, digits, attested, step, early, locale } = parse(jsonCallSchema, said(request));
  const at = step === undefined ? own : stepOf(step, 'step');
  return {
    call,
    ...callerOf(caller),
    // A key stays, whatever its program makes of it: the call may be over, and the key a stop.
    ...eventOf(digits, at),
    ...(event !== undefined && { event }),
    ...(attested && { attested }),
    ...own,
    ...at,
    ...(early !== undefined && { early: own.early === true || String(early) === 'true' || early === '1' }),
    ...(locale && { locale }),
  };
}

/** What the request says, without what our own URL does. */
function said(request: IvrRequest): unknown {
  if (request.method === 'POST' && isJson(request)) return objectIn(request);
  const isGet = request.method === 'GET';
  const form = new URLSearchParams(isGet ? queryOf(request) : request.body.toString('utf8'));
  if (isGet) for (const name of ['s', 'locale', 'direction']) form.delete(name);
  const fields = Map.groupBy(form, ([name]) => name);
  // A field that is there twice is a list, which no schema takes for a text.
  return Object.fromEntries(
    [...fields].map(([name, all]) => [name, all.length === 1 ? all[0]![1] : all.map(([, one]) => one)]),
  );
}

function written({ lines, gather, ended, result, call, dropped }: Reply) {
  return {
    result,
    call,
    ended,
    ...(lines[0] && { locale: lines[0].locale }),
    say: lines.map(({ text }) => text).join(' '),
    ...(gather && {
      digits: gather.digits,
      ...(gather.finish && { finish: gather.finish }),
      timeout_seconds: gather.timeoutSeconds,
      ...stepOf(new URL(gather.next).searchParams.get('s') ?? undefined, 's'),
      next: gather.next,
      ...(gather.yes && (gather.early === undefined ? { whole: true } : { yes: gather.yes })),
    }),
    lines: lines.map(({ name, locale, text, audio }) => ({
      name,
      locale,
      text,
      ...(audio && { audio: audio.url }),
    })),
    ...(dropped && { dropped }),
  };
}
