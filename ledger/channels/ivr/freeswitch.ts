// FreeSWITCH: mod_httapi. Made from its documentation and source; it has not been run against the engine.
//
//   POST (form) session_id, Caller-Caller-ID-Number, Caller-Direction, digits?, exiting?
//     -> <document …><work><speak engine="flite" text="…" …><bind>~[0-9*#]</bind></speak></work></document>
//
// `digits` is the name that the answer before gave to the keys. `exiting=true` is the last request. Nothing
// is signed: the dial plan's URL bears the flow's secret, or the profile's gateway-credentials (Basic) do.
// flite speaks English; for other languages a business gives recordings, which the engine fetches and caches.
// freeswitch: mod_httapi_doc.txt, mod_httapi.c

import type { CallFacts, Dialect, IvrRequest, Line, Reply } from './dialect.ts';
import { callerOf, callIdOf, carried, eventOf, fieldsOf } from './fields.ts';
import { type Element, element, xml } from './xml.ts';

export const freeswitch: Dialect = { signs: false, check: () => 'unsigned', read, answer };

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const own = carried(request);
  // When the business calls, the person is the one who is called.
  const isOutbound = fields('Caller-Direction') === 'outbound';
  return {
    call: callIdOf(fields, 'session_id'),
    ...callerOf(fields(isOutbound ? 'Caller-Destination-Number' : 'Caller-Caller-ID-Number')),
    ...eventOf(fields('digits'), own, fields('exiting') === 'true'),
    ...own,
  };
}

function answer({ lines, gather }: Reply) {
  const last = lines.length - 1;
  const spoken = lines.map((line, i) => (i === last && gather ? asked(line, gather) : said(line, {})));
  const work = element('work', {}, ...spoken, ...(gather ? [] : [element('hangup')]));
  return xml(element('document', { type: 'text/freeswitch-httapi' }, work));
}

/** Keys are taken with the last line: earlier ones that come too soon wait in the engine's queue for it. */
function asked(line: Line, { digits, finish, timeoutSeconds, next }: NonNullable<Reply['gather']>) {
  const most = element('bind', {}, digits === 1 ? '~[0-9*#]' : `~\\d{${digits}}`);
  const ended = finish ? [element('bind', { strip: finish }, `~\\d+${finish}`)] : [];
  const attributes = { name: 'digits', 'input-timeout': timeoutSeconds * 1000, 'temp-action': next };
  return said(line, attributes, most, ...ended);
}

const said = (
  { text, audio }: Line,
  attributes: Element['attributes'],
  ...binds: readonly Element[]
): Element =>
  audio === undefined
    ? element('speak', { engine: 'flite', voice: 'slt', text, ...attributes }, ...binds)
    : element('playback', { file: audio.url, ...attributes }, ...binds);
