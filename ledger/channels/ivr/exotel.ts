// Exotel (India). One URL serves whichever of its parts asks, and each gets its own kind of answer:
//
//   POST (form) CallSid, CallFrom, CallTo, DigitsPressed?         ExoML -> <Response><Gather …>…</Gather>…
//   GET, header Exotel-Version                                    Gather applet -> JSON: what to ask
//   GET ?CallSid=…&digits="1" (in double quotes)                  Passthru applet -> 302: the call has its
//                                                                 answer; 200: the Gather applet is next
//   GET ?CallSid=…                                                Greeting applet -> the words, as text
//
// So applets make a flow: Gather, then Passthru, which leads back to Gather or on to Greeting and the end.
// Exotel signs nothing: the flow's secret stands in the URL. developer.exotel.com: ExoML verbs;
// support.exotel.com: the Gather, Passthru and Greeting applets

import { personOf } from './caller.ts';
import type { Answer, CallFacts, Dialect, IvrRequest, Line, Reply } from './dialect.ts';
import { callIdOf, carried, eventOf, type Fields, fieldsOf, isNamed } from './fields.ts';
import { response } from './twilio.ts';
import { spokenAs } from './voices.ts';
import { element, xml } from './xml.ts';

export const exotel: Dialect = {
  signs: false,
  check: () => 'unsigned',
  leadsOn: ({ method }) => method === 'POST',
  names: { call: 'CallSid', digits: ['DigitsPressed', 'digits'], person },
  read,
  answer,
};

/** CallStatus of a call that is over. */
const over = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  const digits = fields('DigitsPressed') ?? fields('digits');
  // An applet that says digits, though there are none, says that the caller pressed nothing.
  const asked = isPassthru(request) ? { step: 0 } : own;
  return {
    call: callIdOf(fields, 'CallSid'),
    ...person(fields, request),
    ...eventOf(digits === '""' ? undefined : digits, asked, over.includes(fields('CallStatus') ?? '')),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  return personOf(fields, request, { from: 'CallFrom', to: 'CallTo', said: 'Direction' });
}

const isPassthru = (request: IvrRequest): boolean => request.method === 'GET' && isNamed(request, 'digits');

function answer(reply: Reply, request: IvrRequest): Answer {
  if (request.method === 'POST') return xml(response(reply, said));
  if (isPassthru(request)) return text(reply.ended ? 302 : 200, '');
  const words = reply.lines.map((line) => line.text).join(' ');
  if (request.header('exotel-version') === undefined) return text(200, words);
  const recording = reply.lines.length === 1 ? reply.lines[0]?.audio?.url : undefined;
  const body = {
    gather_prompt: recording === undefined ? { text: words } : { audio_url: recording },
    max_input_digits: reply.gather?.digits ?? 1,
    finish_on_key: reply.gather?.finish ?? '',
    input_timeout: reply.gather?.timeoutSeconds ?? 1,
    // What is asked again is the flow's to say, and it counts.
    repeat_menu: 0,
  };
  return { status: 200, contentType: 'application/json', body: JSON.stringify(body) };
}

const text = (status: 200 | 302, body: string): Answer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});

const voices = 'en-IN hi-IN bn-IN gu-IN kn-IN ml-IN mr-IN pa-IN ta-IN te-IN';

const said = ({ text, locale }: Line) => element('Say', { language: spokenAs(locale, voices) }, text);
