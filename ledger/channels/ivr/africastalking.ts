// Africa's Talking.
//
//   POST (form) sessionId, isActive (1 or 0), direction, callerNumber, destinationNumber, dtmfDigits?
//     -> <Response><GetDigits numDigits="1" timeout="6" callbackUrl="…"><Say>…</Say></GetDigits>…</Response>
//
// The last request has isActive=0, and its answer is not read. Nothing is signed: the flow's secret stands in
// the URL. `Say` speaks English; for other languages a business gives recordings. A GetDigits that no key was
// pressed for leads on to the next verb, and nobody is told.
// developers.africastalking.com: voice; its SDK's ActionBuilder

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

export const africastalking: Dialect = {
  signs: false,
  check: () => 'unsigned',
  leadsOn: () => true,
  names: { call: 'sessionId', digits: ['dtmfDigits'], person },
  read,
  answer,
};

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  return {
    call: callIdOf(fields, 'sessionId'),
    ...person(fields, request),
    ...eventOf(fields('dtmfDigits'), own, fields('isActive') === '0'),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'callerNumber', to: 'destinationNumber', said: 'direction' });
}

function answer({ lines, gather, closing }: Reply) {
  const spoken = saidOf(lines);
  const { digits = 1, finish } = gather ?? {};
  const gathers = (timeout: number, callbackUrl: string, ...one: readonly Element[]) =>
    element('GetDigits', { numDigits: digits, timeout, finishOnKey: finish, callbackUrl }, ...one);
  if (gather === undefined) {
    const last =
      closing === undefined ? spoken : spoken.map((one) => gathers(secondsAfterWords, closing, one));
    return xml(element('Response', {}, ...last));
  }
  const { timeoutSeconds, next, yes, early } = gather;
  // The verb takes one thing to say, which any key interrupts. What is said before a number cannot be
  // interrupted: there the verb would wait too briefly for the second digit.
  const isHeard = yes === undefined ? digits === 1 : early !== undefined;
  const before = yes === undefined ? spoken.slice(0, -1) : spoken;
  const asks = isHeard ? before.map((one) => gathers(secondsAfterWords, early ?? next, one)) : before;
  const waits = gathers(timeoutSeconds, next, ...spoken.slice(before.length));
  // Reached when nothing was pressed.
  return xml(element('Response', {}, ...asks, waits, element('Redirect', {}, next)));
}

/** Its voice says several texts as one: each verb that gathers keys takes one. */
function saidOf(lines: readonly Line[]): Element[] {
  const said: Element[] = [];
  for (const { text, audio } of lines) {
    const before = said.at(-1);
    if (audio !== undefined) said.push(element('Play', { url: audio.url }));
    else if (before?.name !== 'Say') said.push(element('Say', {}, text));
    else said[said.length - 1] = element('Say', {}, `${before.children.join('')} ${text}`);
  }
  return said;
}
