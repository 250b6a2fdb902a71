// Twilio, and SignalWire's cXML, which has the same names and another header.
//
//   POST (form) CallSid, From, To, Direction, CallStatus, Digits?     the flow's URL, then <Gather action>
//     -> text/xml <Response><Gather …><Say language="hi-IN">…</Say></Gather><Redirect>…</Redirect></Response>
//
// Signed: the URL as Twilio was given it, then each field's name and value, sorted by name; a field's several
// values sorted and each once (SignalWire: as they came). HMAC-SHA1 under the account's auth token; where a
// SharedKey signs, HMAC-SHA256 under that key, and X-Twilio-Webhooks-Signature-Settings says so. Of a JSON
// body the URL holds the digest (`bodySHA256`), and the URL alone is signed.
// twilio.com/docs/usage/webhooks/webhooks-security, …/webhook-shared-keys; twilio-node lib/webhooks

import { createHash } from 'node:crypto';
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
import { attestedOf, callIdOf, carried, eventOf, type Fields, fieldsOf, isJson, queryOf } from './fields.ts';
import { isSignedBy } from './hmac.ts';
import { spokenAs } from './voices.ts';
import { aroundVerb, type Element, element, xml } from './xml.ts';

export const twilio: Dialect = {
  signs: true,
  names: { call: 'CallSid', digits: ['Digits'], person },
  read,
  check,
  leadsOn: () => true,
  answer: (reply) => xml(response(reply, said)),
};

/** CallStatus of a call that is over. */
const over = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  return {
    call: callIdOf(fields, 'CallSid'),
    ...person(fields, request),
    ...eventOf(fields('Digits'), own, over.includes(fields('CallStatus') ?? '')),
    ...attestedOf(/^TN-Validation-Passed-([ABC])$/.exec(fields('StirVerstat') ?? '')?.[1]),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'From', to: 'To', said: 'Direction' });
}

/**
 * Stops a forged request, a digit or a number that was changed on the way, and a signature that was made for
 * another flow: all of them are in what is signed. A hash that is not known here is refused, not guessed.
 */
function check(request: IvrRequest, secrets: readonly string[]): Checked {
  const signalWire = request.header('x-signalwire-signature');
  const signature = signalWire ?? request.header('x-twilio-signature');
  if (signature === undefined || secrets.length === 0) return 'unsigned';
  const settings = request.header('x-twilio-webhooks-signature-settings');
  const hash = signalWire === undefined ? hashIn(settings) : 'sha1';
  const fields = signedFields(request, signalWire === undefined);
  if (hash === undefined || fields === undefined) return 'refused';
  const isSigned = spellings(request.url).some((url) => isSignedBy(hash, secrets, url + fields, [signature]));
  return isSigned ? 'signed' : 'refused';
}

/** `key=<id>,algorithm=HMAC_SHA256`. The id names no secret that could not as well be tried. */
function hashIn(settings = ''): 'sha1' | 'sha256' | undefined {
  const named = /(?:^|,)\s*algorithm\s*=\s*([^\s,]+)/.exec(settings)?.[1]?.toUpperCase() ?? 'HMAC_SHA1';
  return ({ HMAC_SHA1: 'sha1', HMAC_SHA256: 'sha256' } as const)[named];
}

/** What is signed behind the URL; undefined where the body is covered by nothing. */
function signedFields(request: IvrRequest, eachOnce: boolean): string | undefined {
  if (request.method === 'GET') return '';
  if (isJson(request)) return isDigestOf(request) ? '' : undefined;
  const form = new URLSearchParams(request.body.toString('utf8'));
  const names = [...new Set(form.keys())].sort();
  const valuesOf = (name: string) => (eachOnce ? [...new Set(form.getAll(name))].sort() : form.getAll(name));
  return names
    .map((name) =>
      valuesOf(name)
        .map((value) => name + value)
        .join(''),
    )
    .join('');
}

function isDigestOf(request: IvrRequest): boolean {
  const digest = createHash('sha256').update(request.body).digest('hex');
  return new URLSearchParams(queryOf(request)).get('bodySHA256') === digest;
}

/** Twilio writes the port or leaves it out, whichever way the business wrote it. */
function spellings(url: string): string[] {
  const [, scheme = '', host = '', port = '', rest = ''] =
    /^(https?:\/\/)([^/?#]*?)(:[0-9]+)?([/?#].*)?$/s.exec(url) ?? [];
  const standard = scheme === 'https://' ? ':443' : ':80';
  return [scheme + host + rest, scheme + host + (port || standard) + rest];
}

/** What TwiML and its relatives have in common. `say` is what they have each for themselves. */
export function response({ lines, gather, closing }: Reply, say: (line: Line) => Element): Element {
  const spoken = lines.map((line) => (line.audio ? element('Play', {}, line.audio.url) : say(line)));
  const { digits = 1, finish = '' } = gather ?? {};
  const gathering = (timeout: number, action: string) => ({
    input: 'dtmf',
    numDigits: digits,
    timeout,
    // Where one key is asked for, # is a key like any other: a wrong one, and not silence.
    finishOnKey: finish,
    action,
    method: 'POST',
  });
  const asking = (action: string) => element('Gather', gathering(secondsAfterWords, action), ...spoken);
  if (gather === undefined) {
    const last = closing === undefined ? spoken : [asking(closing)];
    return element('Response', {}, ...last, element('Hangup'));
  }
  const { timeoutSeconds, next } = gather;
  const waits = { ...gathering(timeoutSeconds, next), actionOnEmptyResult: 'true' };
  // Reached by those alone that do not call the action when nothing was pressed.
  const silence = element('Redirect', { method: 'POST' }, next);
  const [before, inside] = aroundVerb(spoken, gather, asking);
  return element('Response', {}, ...before, element('Gather', waits, ...inside), silence);
}

const voices =
  'ar-XA bn-IN de-DE en-US en-GB en-IN en-AU en-IE en-NZ en-ZA es-ES es-MX es-US fr-FR fr-CA gu-IN he-IL hi-IN id-ID it-IT ja-JP kn-IN ko-KR ml-IN mr-IN nl-NL nl-BE pa-IN pl-PL pt-BR pt-PT ru-RU ta-IN te-IN th-TH tr-TR uk-UA vi-VN zh-CN zh-TW zh-HK';

const said = ({ text, locale }: Line) => element('Say', { language: spokenAs(locale, voices) }, text);
