// KooKoo, of Ozonetel (India).
//
//   GET ?sid=…&cid=9876543210&called_number=…&event=NewCall      the call begins
//   GET ?sid=…&event=GotDTMF&data=1                              keys; `data` is empty when none came
//   GET ?sid=…&event=Hangup (or Disconnect)                      the call is over
//     -> <response sid="…"><collectdtmf l="1" t="#" o="6000"><playtext lang="HI">…</playtext></collectdtmf>…
//
// KooKoo signs nothing: the flow's secret stands in the URL. It asks the same URL again and again, so no step
// travels in it. An answer has one verb that gathers: the question's waits briefly, and when no key came the
// next answer waits in silence. Caller's numbers come as ten digits. kookoo.in: KooKoo tunes, and its
// request; KooKoo-PHP

import { invalid } from '../../core/error.ts';
import { personOf } from './caller.ts';
import {
  type CallFacts,
  type Dialect,
  type IvrRequest,
  type Line,
  type Reply,
  secondsAfterWords,
} from './dialect.ts';
import { callIdOf, carried, eventOf, type Fields, fieldsOf } from './fields.ts';
import { type Element, element, xml } from './xml.ts';

export const kookoo: Dialect = {
  signs: false,
  check: () => 'unsigned',
  gathersOnce: true,
  names: { call: 'sid', digits: ['data'], person },
  read,
  answer,
};

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const { locale } = carried(request);
  const call = callIdOf(fields, 'sid');
  const event = fields('event');
  const facts = { call, ...(locale && { locale }), ...eventOf(fields('data'), { step: 0 }) };
  if (event === 'Hangup' || event === 'Disconnect') return { ...facts, event: 'hangup' };
  // The caller's number is what the first request says: a later one is free to say anything.
  if (event === 'NewCall') return { ...facts, ...person(fields, request), event: 'begin' };
  if (event === 'GotDTMF') return facts;
  throw invalid('/event', 'unknown_event', 'must be NewCall, GotDTMF, Hangup or Disconnect');
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'cid', to: 'called_number' });
}

function answer({ lines, gather, closing, call }: Reply) {
  const spoken = lines.map((line) => (line.audio ? element('playaudio', {}, line.audio.url) : said(line)));
  const verb = (l: number, seconds: number, ...inside: readonly Element[]) =>
    element('collectdtmf', { l, t: '#', o: seconds * 1000 }, ...inside);
  if (gather === undefined) {
    // The call is ended by the answer to its silence.
    const last =
      closing === undefined ? [...spoken, element('hangup')] : [verb(1, secondsAfterWords, ...spoken)];
    return xml(element('response', { sid: call }, ...last));
  }
  const { digits, timeoutSeconds, yes, early } = gather;
  // Inside the verb any key interrupts what is said; before it none is heard.
  const [before, inside] = yes === undefined || early !== undefined ? [[], spoken] : [spoken, []];
  const waits = verb(digits, early === undefined ? timeoutSeconds : secondsAfterWords, ...inside);
  return xml(element('response', { sid: call }, ...before, waits));
}

/** KooKoo's own names; English without one. */
const languages: Record<string, string> = {
  bn: 'BN',
  en: 'EN',
  gu: 'GUJ',
  hi: 'HI',
  kn: 'KA',
  ml: 'MA',
  mr: 'MR',
  ta: 'TA',
  te: 'TE',
};

const said = ({ text, locale }: Line) =>
  element('playtext', { lang: languages[new Intl.Locale(locale).language] }, text);
