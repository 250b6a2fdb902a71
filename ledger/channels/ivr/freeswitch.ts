// FreeSWITCH: mod_httapi. Made from its documentation and source; it has not been run against the engine.
//
//   POST (form) session_id, Caller-Caller-ID-Number, Caller-Direction, digits?, exiting?
//     -> <document …><work><speak engine="flite" text="…" …><bind>~[0-9*#]</bind></speak></work></document>
//
// `digits` is the name that the answer before gave to the keys. `exiting=true` is the last request. Nothing
// is signed: the dial plan's URL bears the flow's secret, or the profile's gateway-credentials (Basic) do.
// flite speaks English; for other languages a business gives recordings, which the engine fetches and caches.
// freeswitch: mod_httapi_doc.txt, mod_httapi.c

import { personOf } from './caller.ts';
import type { CallFacts, Dialect, IvrRequest, Line, Reply } from './dialect.ts';
import { callIdOf, carried, eventOf, type Fields, fieldsOf } from './fields.ts';
import { type Element, element, xml } from './xml.ts';

export const freeswitch: Dialect = {
  signs: false,
  check: () => 'unsigned',
  leadsOn: () => true,
  names: { call: 'session_id', digits: ['digits'], person },
  read,
  answer,
};

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  return {
    call: callIdOf(fields, 'session_id'),
    ...person(fields, request),
    ...eventOf(fields('digits'), own, fields('exiting') === 'true'),
    ...own,
  };
}

function person(fields: Fields, request: IvrRequest) {
  const ends = { from: 'Caller-Caller-ID-Number', to: 'Caller-Destination-Number' };
  return personOf(fields, request, { ...ends, said: 'Caller-Direction' });
}

function answer(reply: Reply) {
  return xml(element('document', { type: 'text/freeswitch-httapi' }, element('work', {}, ...works(reply))));
}

function works({ lines, gather, closing }: Reply): Element[] {
  const spoken = lines.map((line) => said(line, {}));
  // Without a key the engine goes on to what comes next, a millisecond after the words.
  const heard = (url: string) =>
    lines.map((line) => said(line, { ...placeOf(url), 'input-timeout': 1 }, ...bindsOf({ digits: 1 })));
  if (gather === undefined) return [...(closing === undefined ? spoken : heard(closing)), element('hangup')];
  const { yes, early, next, timeoutSeconds } = gather;
  const waits = { ...placeOf(next), milliseconds: timeoutSeconds * 1000 };
  const waiting = element('pause', waits, ...bindsOf(gather));
  if (lines.length === 0) return [waiting];
  if (yes === undefined) {
    // Keys are taken with the last line: earlier ones that come too soon wait in the engine's queue for it.
    const attributes = { ...placeOf(next), 'input-timeout': timeoutSeconds * 1000 };
    return [...spoken.slice(0, -1), said(lines.at(-1)!, attributes, ...bindsOf(gather))];
  }
  if (early === undefined) return [...spoken, ...tooSoon(gather, yes), waiting];
  return [...heard(early), waiting];
}

type Gather = NonNullable<Reply['gather']>;

const placeOf = (url: string) => ({ name: 'digits', 'temp-action': url });

function bindsOf({ digits, finish }: Pick<Gather, 'digits' | 'finish'>): Element[] {
  const most = element('bind', {}, digits === 1 ? '~[0-9*#]' : `~\\d{${digits}}`);
  return finish ? [most, element('bind', { strip: finish }, `~\\d+${finish}`)] : [most];
}

/** As many as an impatient caller presses. */
const keysTooSoon = 4;

/**
 * The engine keeps the keys that are pressed while nothing gathers them. They are taken off its queue: a yes
 * to a question that was not heard yet counts for nothing, any other key for what it says.
 */
const tooSoon = (gather: Gather, yes: string): Element[] =>
  Array.from({ length: keysTooSoon }, () =>
    element(
      'pause',
      { ...placeOf(gather.next), milliseconds: 1 },
      element('bind', { strip: yes }, `~${yes}`),
      element('bind', {}, `~[${'0123456789*#'.replace(yes, '')}]`),
    ),
  );

const said = (
  { text, audio }: Line,
  attributes: Element['attributes'],
  ...binds: readonly Element[]
): Element =>
  audio === undefined
    ? element('speak', { engine: 'flite', voice: 'slt', text, ...attributes }, ...binds)
    : element('playback', { file: audio.url, ...attributes }, ...binds);
