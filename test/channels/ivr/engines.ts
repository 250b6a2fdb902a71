// Small engines, one for each platform: each sends what its platform sends, signs as it does, and reads an
// answer as its documentation says that the platform does. What a caller hears and where a key goes is
// therefore judged by code that is not the dialect's own.

import type { Answer, IvrRequest } from '../../../ledger/channels/ivr/dialect.ts';
import type { DialectName } from '../../../ledger/channels/ivr/dialects.ts';
import { type Node, parseXml } from './parse-xml.ts';
import { plivoSigned, type Sent, telnyxPublic, telnyxSigned, twilioSigned, vonageSigned } from './signers.ts';

export const origin = 'https://ledger.example';
export const pathOf = (name: string, flow = 'order-updates') => `/v1/ivr/${name}/acme/${flow}`;

export const arrived = ({ method, url, headers, body }: Sent): IvrRequest => ({
  method,
  url,
  header: (name) => headers[name],
  body: Buffer.from(body),
});

export type Told = { call?: string; caller?: string; digits?: string };
/**
 * What a caller hears, in order, and what the engine does next. `early`: where a key goes that interrupts
 * what is said; silence goes there too where nothing waits behind it (no `next`). `closing`: the same of
 * words behind which the call is over. `deaf`: how much of what is said no key interrupts.
 */
export type Heard = {
  said: string[];
  digits?: number;
  early?: string;
  next?: string;
  closing?: string;
  deaf?: number;
  isOver: boolean;
};

export type Engine = {
  /** A caller's number as this platform writes it, and as the dialect passes it on. */
  caller: [written: string, read: string];
  /** Names of the fields that a request cannot be without, and of the keys. */
  fields: { call: string; caller: string; digits: string };
  begins(told: Told): Sent;
  /** Keys, or none, after an answer whose URL was `next`. */
  presses(told: Told, next: string): Sent;
  hangsUp?(told: Told): Sent;
  hears(answer: Answer): Heard;
  signature?: Signature;
};
type Signature = {
  secrets: [string, string];
  /** Signed under one of the secrets. */
  signs(sent: Sent, secret: string, nowMs: number): Promise<Sent> | Sent;
  /** Whether the URL is part of what is signed. */
  coversUrl: boolean;
};

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
type Fields = Record<string, string | undefined>;
const form = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString();

const posts = (url: string, fields: Fields): Sent => ({
  method: 'POST',
  url,
  headers: { ...formHeaders },
  body: form(fields),
});
const gets = (url: string, fields: Fields): Sent => ({
  method: 'GET',
  url: `${url}${url.includes('?') ? '&' : '?'}${form(fields)}`,
  headers: {},
  body: '',
});
const postsJson = (url: string, value: object): Sent => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const urlOf = (name: string) => origin + pathOf(name);

const textOf = ({ children }: Node): string =>
  children.map((one) => (typeof one === 'string' ? one : '')).join('');
const elementsOf = ({ children }: Node): Node[] => children.filter((one) => typeof one !== 'string');

/** TwiML and its relatives: what is said before and within the verb that gathers keys. */
function hearsMarkup(gathers: readonly string[], next: string): Engine['hears'] {
  return ({ contentType, body }) => {
    if (contentType !== 'text/xml') throw new Error('is no XML to the platform');
    const heard: Heard = { said: [], isOver: false };
    for (const verb of elementsOf(parseXml(body))) {
      if (gathers.includes(verb.name)) {
        for (const said of elementsOf(verb)) heard.said.push(said.attributes.url ?? textOf(said));
        // Without a key the engine goes on to the verb behind it.
        if (heard.next !== undefined) heard.early = heard.next;
        heard.digits = Number(verb.attributes.numDigits);
        heard.next = verb.attributes[next]!;
      } else if (verb.name === 'Redirect') {
        // Silence goes where keys go.
        if (textOf(verb) !== heard.next) throw new Error('silence leads elsewhere');
      } else if (verb.name !== 'Hangup') {
        heard.said.push(verb.attributes.url ?? textOf(verb));
        heard.deaf = (heard.deaf ?? 0) + 1;
      }
    }
    const { next: last, early: _, ...ended } = heard;
    if (/<Redirect/.test(body)) return heard;
    return { ...ended, ...(last && { closing: last }), isOver: true };
  };
}

const callSid = 'CA0123456789abcdef0123456789abcdef';
const twilioFields = ({ call = callSid, caller = '+14155550100', digits }: Told) => ({
  CallSid: call,
  AccountSid: 'AC0123456789abcdef0123456789abcdef',
  From: caller,
  To: '+14155550199',
  Direction: 'inbound',
  CallStatus: 'in-progress',
  Digits: digits,
});
const twiml = {
  caller: ['+14155550100', '+14155550100'] as [string, string],
  fields: { call: 'CallSid', caller: 'From', digits: 'Digits' },
  presses: (told: Told, next: string) => posts(next, twilioFields(told)),
  hears: hearsMarkup(['Gather'], 'action'),
};
const overOf = (told: Told) => ({ ...twilioFields(told), CallStatus: 'completed' });

const vonageFields = ({ call = 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab', caller = '14155550100' }: Told) => ({
  from: caller,
  to: '14155550199',
  uuid: call,
  conversation_uuid: 'CON-aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
});
const plivoFields = ({
  call = '7f5c7c1e-0000-4000-8000-000000000001',
  caller = '14155550100',
  digits,
}: Told) => ({
  CallUUID: call,
  From: caller,
  To: '14155550199',
  Direction: 'inbound',
  CallStatus: 'in-progress',
  ...(digits !== undefined && { InputType: 'dtmf', Digits: digits }),
});
const kookooFields = ({ call = '3041509182' }: Told) => ({ sid: call, called_number: '918040000000' });
const exotelFields = ({ call = 'exo-0123456789', caller = '09876543210' }: Told) => ({
  CallSid: call,
  CallFrom: caller,
  CallTo: '08040000000',
  CallStatus: 'in-progress',
});
const myoperatorFields = ({ call = '5f6b2c.1', caller = '9876543210' }: Told) => ({
  uid: call,
  node_id: 'node-7',
  timestamp: '1767225600',
  clid: caller,
});
const talkingFields = ({ call = 'ATVId_0123456789abcdef', caller = '+254711000111', digits }: Told) => ({
  sessionId: call,
  isActive: '1',
  direction: 'Inbound',
  callerNumber: caller,
  destinationNumber: '+254711000222',
  callSessionState: 'Answered',
  dtmfDigits: digits,
});
const freeswitchFields = ({
  call = '65255882-308e-11df-b59d-6db4bb905cad',
  caller = '14155550100',
  digits,
}: Told) => ({
  session_id: call,
  hostname: 'pbx',
  'Caller-Direction': 'inbound',
  'Caller-Caller-ID-Number': caller,
  'Caller-Destination-Number': '5000',
  digits,
});

const parsedJson = <T>({ contentType, body }: Answer): T => {
  if (contentType !== 'application/json') throw new Error('is no JSON to the platform');
  return JSON.parse(body) as T;
};

/** The real Asterisk plays its own dialect. */
export type Platform = Exclude<DialectName, 'asterisk'>;

export const engines: Record<Platform, Engine> = {
  twilio: {
    ...twiml,
    begins: (told) => posts(urlOf('twilio'), { ...twilioFields(told), CallStatus: 'ringing' }),
    hangsUp: (told) => posts(urlOf('twilio'), overOf(told)),
    signature: {
      secrets: ['test-token', 'test-token-after-rotation'],
      signs: (sent, secret) => twilioSigned(sent, secret),
      coversUrl: true,
    },
  },
  telnyx: {
    ...twiml,
    begins: (told) => posts(urlOf('telnyx'), { ...twilioFields(told), CallStatus: 'ringing' }),
    hangsUp: (told) => posts(urlOf('telnyx'), overOf(told)),
    signature: { secrets: telnyxPublic, signs: telnyxSigned, coversUrl: false },
  },
  plivo: {
    caller: ['14155550100', '+14155550100'],
    fields: { call: 'CallUUID', caller: 'From', digits: 'Digits' },
    begins: (told) => posts(urlOf('plivo'), { ...plivoFields(told), CallStatus: 'ringing' }),
    presses: (told, next) => posts(next, plivoFields(told)),
    hangsUp: (told) => posts(urlOf('plivo'), { ...plivoFields(told), CallStatus: 'completed' }),
    hears: hearsMarkup(['GetInput', 'GetDigits'], 'action'),
    signature: {
      secrets: ['plivo-token', 'plivo-token-2'],
      signs: (s, secret) => plivoSigned(s, secret),
      coversUrl: true,
    },
  },
  vonage: {
    caller: ['14155550100', '+14155550100'],
    fields: { call: 'uuid', caller: 'from', digits: 'dtmf' },
    begins: (told) => postsJson(urlOf('vonage'), vonageFields(told)),
    presses: (told, next) =>
      postsJson(next, {
        ...vonageFields(told),
        dtmf: { digits: told.digits ?? '', timed_out: told.digits === undefined },
      }),
    hangsUp: (told) => postsJson(urlOf('vonage'), { ...vonageFields(told), status: 'completed' }),
    hears: (answer) => {
      type Action = {
        action: string;
        text?: string;
        streamUrl?: string[];
        eventUrl?: string[];
        bargeIn?: boolean;
        dtmf?: { maxDigits: number; timeOut: number };
      };
      const actions = parsedJson<Action[]>(answer);
      const input = actions.find(({ action }) => action === 'input');
      const speaks = actions.filter((one) => one !== input);
      const deaf = speaks.filter(({ bargeIn }) => bargeIn !== true).length;
      const said = speaks.map(({ text, streamUrl }) => text ?? streamUrl![0]!);
      const heard = { said, ...(deaf > 0 && { deaf }) };
      if (input === undefined) return { ...heard, isOver: true };
      const { maxDigits: digits, timeOut } = input.dtmf!;
      // Whoever waits for an answer waits longer.
      return { ...heard, digits, [timeOut === 1 ? 'early' : 'next']: input.eventUrl![0]!, isOver: false };
    },
    signature: {
      secrets: ['vonage-signature-secret', 'vonage-secret-after'],
      signs: vonageSigned,
      coversUrl: false,
    },
  },
  exotel: {
    caller: ['09876543210', '09876543210'],
    fields: { call: 'CallSid', caller: 'CallFrom', digits: 'DigitsPressed' },
    begins: (told) => posts(urlOf('exotel'), exotelFields(told)),
    presses: (told, next) => posts(next, { ...exotelFields(told), DigitsPressed: told.digits }),
    hangsUp: (told) => posts(urlOf('exotel'), { ...exotelFields(told), CallStatus: 'completed' }),
    hears: hearsMarkup(['Gather'], 'action'),
  },
  kookoo: {
    caller: ['9876543210', '9876543210'],
    fields: { call: 'sid', caller: 'cid', digits: 'data' },
    begins: (told) =>
      gets(urlOf('kookoo'), { ...kookooFields(told), cid: told.caller ?? '9876543210', event: 'NewCall' }),
    // It asks the URL that it was given, whatever the answer says.
    presses: (told) =>
      gets(urlOf('kookoo'), { ...kookooFields(told), event: 'GotDTMF', data: told.digits ?? '' }),
    hangsUp: (told) => gets(urlOf('kookoo'), { ...kookooFields(told), event: 'Disconnect' }),
    hears: ({ body }) => {
      const verbs = elementsOf(parseXml(body));
      const last = verbs.at(-1)!;
      const before = verbs.slice(0, -1).map(textOf);
      if (last.name === 'hangup') return { said: before, isOver: true };
      const said = [...before, ...elementsOf(last).map(textOf)];
      const deaf = before.length > 0 && { deaf: before.length };
      // Whoever waits for an answer waits longer.
      const early = last.attributes.o === '1000' && { early: urlOf('kookoo') };
      return { said, digits: Number(last.attributes.l), ...deaf, ...early, isOver: false };
    },
  },
  myoperator: {
    caller: ['9876543210', '9876543210'],
    fields: { call: 'uid', caller: 'clid', digits: 'input' },
    begins: (told) => posts(urlOf('myoperator'), myoperatorFields(told)),
    presses: (told) => posts(urlOf('myoperator'), { ...myoperatorFields(told), input: told.digits ?? '' }),
    hears: (answer) => {
      type Said = {
        action: string;
        value: string;
        operation: string;
        'operation-data': { node_id?: string };
      };
      const { value, operation, 'operation-data': data } = parsedJson<Said>(answer);
      if (operation === 'jump-node' && data.node_id !== 'node-7') throw new Error('leads to another node');
      return { said: [value], isOver: operation === 'hangup' };
    },
  },
  africastalking: {
    caller: ['+254711000111', '+254711000111'],
    fields: { call: 'sessionId', caller: 'callerNumber', digits: 'dtmfDigits' },
    begins: (told) => posts(urlOf('africastalking'), talkingFields(told)),
    presses: (told, next) => posts(next, talkingFields(told)),
    hangsUp: (told) =>
      posts(urlOf('africastalking'), { ...talkingFields(told), isActive: '0', durationInSeconds: '9' }),
    hears: hearsMarkup(['GetDigits'], 'callbackUrl'),
  },
  freeswitch: {
    caller: ['14155550100', '14155550100'],
    fields: { call: 'session_id', caller: 'Caller-Caller-ID-Number', digits: 'digits' },
    begins: (told) => posts(urlOf('freeswitch'), freeswitchFields(told)),
    presses: (told, next) => posts(next, freeswitchFields(told)),
    hangsUp: (told) => posts(urlOf('freeswitch'), { ...freeswitchFields(told), exiting: 'true' }),
    hears: ({ body }) => {
      const work = elementsOf(elementsOf(parseXml(body))[0]!);
      const said = work
        .filter(({ name }) => name === 'speak' || name === 'playback')
        .map(({ attributes: { text, file } }) => text ?? file!);
      const asks = work.filter(({ attributes }) => attributes['temp-action'] !== undefined);
      const [waits, question] = [asks.at(-1), asks.find(({ name }) => name !== 'pause')];
      const isOver = work.at(-1)?.name === 'hangup';
      const closing = waits && { closing: waits.attributes['temp-action']! };
      if (waits === undefined || isOver) return { said, isOver, ...closing };
      const digits = Number(/\{(\d+)\}/.exec(textOf(elementsOf(waits)[0]!))?.[1] ?? 1);
      const early = question !== waits && question && { early: question.attributes['temp-action']! };
      return { said, digits, ...early, next: waits.attributes['temp-action']!, isOver: false };
    },
  },
  json: {
    caller: ['+14155550100', '+14155550100'],
    fields: { call: 'call', caller: 'caller', digits: 'digits' },
    begins: ({ call = 'c-1', caller = '+14155550100' }) => postsJson(urlOf('json'), { call, caller }),
    // Its flow hears no key while the question is said.
    presses: ({ call = 'c-1', digits }, next) => postsJson(next, { call, digits, early: false }),
    hangsUp: ({ call = 'c-1' }) => postsJson(urlOf('json'), { call, event: 'hangup' }),
    hears: (answer) => {
      type Said = {
        lines: { text: string; audio?: string }[];
        digits?: number;
        next?: string;
        ended: boolean;
      };
      const { lines, digits, next, ended } = parsedJson<Said>(answer);
      const said = lines.map(({ text, audio }) => audio ?? text);
      return { said, ...(digits && { digits }), ...(next && { next }), isOver: ended };
    },
  },
};

export const platforms = Object.keys(engines) as Platform[];
