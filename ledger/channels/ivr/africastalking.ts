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

export const africastalking: Dialect = {
  signs: false,
  check: () => 'unsigned',
  leadsOn: () => true,
  read,
  answer,
};

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
  const { digits, finish, timeoutSeconds, next, yes } = gather;
  const attributes = { numDigits: digits, timeout: timeoutSeconds, finishOnKey: finish, callbackUrl: next };
  // GetDigits takes one thing to say, which any key interrupts: no part of the question, or a yes would too.
  const at = yes === undefined ? spoken.length - 1 : spoken.length;
  // Reached when nothing was pressed.
  const silence = element('Redirect', {}, next);
  return xml(
    element(
      'Response',
      {},
      ...spoken.slice(0, at),
      element('GetDigits', attributes, ...spoken.slice(at)),
      silence,
    ),
  );
}

const said = ({ text, audio }: Line) =>
  audio === undefined ? element('Say', {}, text) : element('Play', { url: audio.url });
