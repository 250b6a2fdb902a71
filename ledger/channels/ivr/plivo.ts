// Plivo.
//
//   POST (form) CallUUID, From, To (both without +), Direction, CallStatus, Digits?
//     -> text/xml <Response><GetInput …><Speak language="hi-IN" voice="…">…</Speak></GetInput>…</Response>
//
// Signed (V3): HMAC-SHA256 under the auth token, base64, over
//
//   GET   URL [? sorted query] . nonce
//   POST  URL ? [sorted query] [.] [each field's name and value, sorted] . nonce
//
// The query is signed decoded. The `?` stands there whenever the body has fields, also without a query; the
// first dot stands only between a query and a body. A sub-account's request bears the main account's
// signature beside its own. plivo.com/docs/voice: signature validation; plivo-node utils/v3Security

import { personOf } from './caller.ts';
import type { CallFacts, Checked, Dialect, IvrRequest, Line, Reply } from './dialect.ts';
import { callIdOf, carried, eventOf, type Fields, fieldsOf, queryOf } from './fields.ts';
import { isSignedBy } from './hmac.ts';
import { polly, spokenAs } from './voices.ts';
import { aroundVerb, type Element, element, xml } from './xml.ts';

export const plivo: Dialect = {
  signs: true,
  names: { call: 'CallUUID', digits: ['Digits'], person },
  read,
  check,
  leadsOn: () => true,
  answer,
};

/** CallStatus of a call that is over. */
const over = ['completed', 'busy', 'failed', 'timeout', 'no-answer', 'cancel'];

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  return {
    call: callIdOf(fields, 'CallUUID'),
    ...person(fields, request),
    ...eventOf(fields('Digits'), own, over.includes(fields('CallStatus') ?? '')),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'From', to: 'To', said: 'Direction', isFull: true });
}

/**
 * Stops a forged request, a digit or a number that was changed on the way, and a signature that was made for
 * another flow.
 */
function check(request: IvrRequest, secrets: readonly string[]): Checked {
  const headers = ['x-plivo-signature-v3', 'x-plivo-signature-ma-v3'].map((name) => request.header(name));
  const signatures = headers.flatMap((header) => header?.split(',').map((one) => one.trim()) ?? []);
  if (signatures.length === 0 || secrets.length === 0) return 'unsigned';
  const nonce = request.header('x-plivo-signature-v3-nonce');
  if (nonce === undefined) return 'refused';
  return isSignedBy('sha256', secrets, `${signedPart(request)}.${nonce}`, signatures) ? 'signed' : 'refused';
}

function signedPart(request: IvrRequest): string {
  const url = request.url.split('?', 1)[0]!;
  const query = sorted(queryOf(request), '=').join('&');
  const isPost = request.method === 'POST';
  const fields = isPost ? sorted(request.body.toString('utf8'), '').join('') : '';
  if (fields === '') return query === '' ? url : `${url}?${query}`;
  return `${url}?${query}${query === '' ? '' : '.'}${fields}`;
}

/** Each name with its value, by name and then by value. */
function sorted(form: string, between: string): string[] {
  const read = new URLSearchParams(form);
  const names = [...new Set(read.keys())].sort();
  return names.flatMap((name) =>
    read
      .getAll(name)
      .sort()
      .map((value) => name + between + value),
  );
}

function answer({ lines, gather, closing }: Reply) {
  const spoken = lines.map((line) => (line.audio ? element('Play', {}, line.audio.url) : said(line)));
  if (gather === undefined) {
    const last = closing === undefined ? spoken : [whileSaying(closing, spoken)];
    return xml(element('Response', {}, ...last, element('Hangup')));
  }
  const { digits, finish, timeoutSeconds, next } = gather;
  const attributes = {
    action: next,
    method: 'POST',
    inputType: 'dtmf',
    numDigits: digits,
    // Plivo ends digits by # if it is told nothing else; where one key is asked for, # is a key.
    finishOnKey: finish ?? 'none',
    executionTimeout: executionSeconds(timeoutSeconds),
    digitEndTimeout: Math.min(10, Math.max(2, timeoutSeconds)),
    redirect: 'true',
  };
  // Plivo goes on here when nothing was pressed.
  const silence = element('Redirect', { method: 'POST' }, next);
  const [before, inside] = aroundVerb(spoken, gather, (early) => whileSaying(early, spoken));
  return xml(element('Response', {}, ...before, element('GetInput', attributes, ...inside), silence));
}

/** The older verb: it may wait for one second after what is said, and the newer one for no less than five. */
const whileSaying = (action: string, spoken: readonly Element[]): Element =>
  element(
    'GetDigits',
    { action, method: 'POST', numDigits: 1, timeout: 1, retries: 1, finishOnKey: 'none', redirect: 'true' },
    ...spoken,
  );

/** Plivo counts from the end of what is said, and takes 5 to 60 seconds. */
const executionSeconds = (seconds: number) => Math.min(60, Math.max(5, seconds));

const plain = 'de-DE en-US en-GB en-AU es-ES es-US fr-FR fr-CA it-IT nl-NL pl-PL pt-BR pt-PT ru-RU';
const pollyVoices: Record<string, string> = {
  arb: 'Polly.Zeina',
  'cmn-CN': 'Polly.Zhiyu',
  'en-IN': 'Polly.Aditi',
  'es-MX': 'Polly.Mia',
  'hi-IN': 'Polly.Aditi',
  'ja-JP': 'Polly.Mizuki',
  'ko-KR': 'Polly.Seoyeon',
  'tr-TR': 'Polly.Filiz',
};

function said({ text, locale }: Line): Element {
  const language = spokenAs(locale, polly);
  const voice = plain.split(' ').includes(language) ? 'WOMAN' : pollyVoices[language];
  return element('Speak', { language, voice }, text);
}
