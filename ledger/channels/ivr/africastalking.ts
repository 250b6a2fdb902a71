// Africa's Talking.
//
//   POST (form) sessionId, isActive (1 or 0), direction, callerNumber, destinationNumber, dtmfDigits?
//     -> <Response><GetDigits numDigits="1" timeout="6" callbackUrl="…"><Say>…</Say></GetDigits>…</Response>
//
// The last request has isActive=0, and its answer is not read. Nothing is signed: the flow's secret stands in
// the URL. `Say` speaks English; for other languages a business gives recordings.
// developers.africastalking.com: voice; its SDK's ActionBuilder

import type { CallFacts, Dialect, IvrRequest, Line, Reply } from './dialect.ts';
import { callerOf, callIdOf, carried, eventOf, fieldsOf } from './fields.ts';
import { element, xml } from './xml.ts';

export const africastalking: Dialect = { signs: false, check: () => 'unsigned', read, answer };

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  return {
    call: callIdOf(fields, 'sessionId'),
    ...callerOf(fields('callerNumber')),
    ...eventOf(fields('dtmfDigits'), own, fields('isActive') === '0'),
    ...own,
  };
}

function answer({ lines, gather }: Reply) {
  const spoken = lines.map(said);
  if (gather === undefined) return xml(element('Response', {}, ...spoken));
  const { digits, finish, timeoutSeconds, next } = gather;
  const attributes = { numDigits: digits, timeout: timeoutSeconds, finishOnKey: finish, callbackUrl: next };
  // GetDigits takes one thing to say, so that what comes before it cannot be interrupted.
  const before = spoken.slice(0, -1);
  // Reached when nothing was pressed.
  const silence = element('Redirect', {}, next);
  return xml(
    element('Response', {}, ...before, element('GetDigits', attributes, ...spoken.slice(-1)), silence),
  );
}

const said = ({ text, audio }: Line) =>
  audio === undefined ? element('Say', {}, text) : element('Play', { url: audio.url });
