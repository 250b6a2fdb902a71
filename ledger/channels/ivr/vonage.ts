// Vonage: the answer webhook and the events of `input` (NCCO).
//
//   POST {"uuid", "from", "to" (without +), …}                                    a call comes in
//   POST {"uuid", "from", "dtmf": {"digits": "1", "timed_out": false}, …}         keys, or none in time
//   POST {"uuid", "status": "completed", …}                                       the call is over
//     -> [{"action": "talk", …}, {"action": "input", "eventUrl": ["…"], …}]
//
// Signed: `Authorization: Bearer <JWT>`, HS256 under the signature secret; `payload_hash` is the body's
// SHA-256 in hexadecimal. A GET has no body, so its signature would vouch for none of what it says: the
// application's answer method is to be POST. Of a call that the business makes `to` is the person. Vonage
// does not always say that it is one: the lines that the business has named do, or the answer URL of such a
// call (`?direction=outbound`).
// developer.vonage.com: signed webhooks, NCCO reference

import { createHash, timingSafeEqual } from 'node:crypto';
import { jwtVerify } from 'jose';
import { invalid } from '../../core/error.ts';
import { personOf } from './caller.ts';
import {
  type CallFacts,
  type Checked,
  type Dialect,
  type IvrRequest,
  type Line,
  type Reply,
  secondsAfterWords,
} from './dialect.ts';
import {
  callIdOf,
  carried,
  eventOf,
  type Fields,
  fieldsOf,
  fieldsOfJson,
  isJson,
  objectIn,
} from './fields.ts';
import { spokenAs } from './voices.ts';

export const vonage: Dialect = {
  signs: true,
  names: { call: 'uuid', digits: ['dtmf', 'digits'], person },
  read,
  check,
  signedBytes,
  leadsOn: () => true,
  answer,
};

/** `status` of a call that is over. */
const over = ['completed', 'failed', 'rejected', 'busy', 'timeout', 'cancelled', 'unanswered'];

function read(request: IvrRequest): CallFacts {
  const object = request.method === 'POST' && isJson(request) ? objectIn(request) : undefined;
  const fields = object === undefined ? fieldsOf(request) : fieldsOfJson(object);
  const status = fields('status');
  // What a call goes through on its way is told to the event URL, which is not this one.
  if (status !== undefined && !over.includes(status)) {
    throw invalid('/status', 'not_an_answer', 'must be of a call that is over: other events go elsewhere');
  }
  const own = carried(request);
  return {
    call: callIdOf(fields, 'uuid'),
    ...person(fields, request),
    ...eventOf(digitsIn(object?.dtmf, fields), own, status !== undefined),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'from', to: 'to', said: 'direction', isFull: true });
}

/** An older API writes the digits without an object around them. */
function digitsIn(dtmf: unknown, fields: Fields): string | undefined {
  const isObject = typeof dtmf === 'object' && dtmf !== null;
  return isObject ? fieldsOfJson(dtmf, '/dtmf')('digits') : fields('dtmf');
}

/** Vonage signs each request anew; an older token is one that is sent again. */
const secondsMax = 300;
/** By how much Vonage's clock may be ahead. jose adds it to both ends. */
const secondsAhead = 30;

/**
 * Stops forgeries; a token that is sent again over another body (`payload_hash`) or after five minutes
 * (`iat`); and a token under another algorithm: `none`, or RS256 with the secret taken for a key. The URL is
 * not signed: a request counts for the flow that it came to first, and for no other (`signedBytes`).
 */
async function check(request: IvrRequest, secrets: readonly string[], nowMs: number): Promise<Checked> {
  const token = tokenOf(request);
  if (token === undefined || secrets.length === 0) return 'unsigned';
  if (request.method === 'GET') return 'refused';
  const digest = createHash('sha256').update(request.body).digest('hex');
  for (const secret of secrets) {
    const hash = await payloadHash(token, secret, nowMs);
    if (hash !== undefined && isSame(hash, digest)) return 'signed';
  }
  return 'refused';
}

const tokenOf = (request: IvrRequest): string | undefined =>
  /^Bearer ([\w-]+\.[\w-]*\.[\w-]*)$/i.exec(request.header('authorization') ?? '')?.[1];

/** Without the signature: some of its bits count for nothing. */
function signedBytes(request: IvrRequest): Buffer {
  return Buffer.from(tokenOf(request)?.replace(/\.[^.]*$/, '') ?? '');
}

async function payloadHash(token: string, secret: string, nowMs: number): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, Buffer.from(secret, 'utf8'), {
      algorithms: ['HS256'],
      currentDate: new Date(nowMs),
      maxTokenAge: secondsMax - secondsAhead,
      clockTolerance: secondsAhead,
    });
    return typeof payload.payload_hash === 'string' ? payload.payload_hash.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function answer({ lines, gather, closing }: Reply) {
  // Any key interrupts such words, and goes to the input behind them.
  const bargeIn = gather === undefined ? closing !== undefined : gather.yes === undefined || !!gather.early;
  const spoken = lines.map((line) => ({ ...said(line), ...(bargeIn && { bargeIn }) }));
  const last =
    closing === undefined ? [] : [input({ digits: 1, timeoutSeconds: secondsAfterWords, next: closing })];
  // The call ends where the actions do.
  const actions = [...spoken, ...(gather === undefined ? last : [input(gather)])];
  return { status: 200 as const, contentType: 'application/json', body: JSON.stringify(actions) };
}

/**
 * One, also at the question, where silence gets an answer that waits: Vonage goes on with the next action
 * where an answer is lost, and an input behind this one would take a yes to a question that was cut short.
 */
const input = ({ digits, finish, timeoutSeconds, next, early }: NonNullable<Reply['gather']>) => ({
  action: 'input',
  type: ['dtmf'],
  dtmf: {
    maxDigits: digits,
    submitOnHash: finish === '#',
    // Vonage waits ten seconds at most.
    timeOut: early === undefined ? Math.min(10, timeoutSeconds) : secondsAfterWords,
  },
  eventUrl: [early ?? next],
  eventMethod: 'POST',
});

const voices =
  'ar bn-IN cmn-CN cmn-TW de-DE en-US en-GB en-IN en-AU en-ZA es-ES es-MX es-US fr-FR fr-CA gu-IN he-IL hi-IN id-ID it-IT ja-JP kn-IN ko-KR ml-IN nl-NL pl-PL pt-BR pt-PT ru-RU ta-IN te-IN th-TH tr-TR uk-UA vi-VN';

const said = ({ text, locale, audio }: Line) =>
  audio === undefined
    ? { action: 'talk', text, language: spokenAs(locale, voices) }
    : { action: 'stream', streamUrl: [audio.url] };
