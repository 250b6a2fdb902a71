// MyOperator (India): its Input Node asks a URL what to say and where to go.
//
//   POST (form, or JSON) uid, node_id, timestamp, clid, input?
//     -> {"action": "tts" | "url", "value": "…", "operation": "jump-node" | "hangup", "operation-data": {…}}
//
// While the flow goes on, the answer leads back to the same node, which asks again with what was pressed
// (`input`). Caller's numbers (`clid`) come as ten digits, their country cut off. MyOperator signs nothing:
// it sends Basic, or a header of one's own. support.myoperator.com: Input Node (Public)

import { callerOf } from './caller.ts';
import type { CallFacts, Dialect, IvrRequest, Reply } from './dialect.ts';
import { callIdOf, carried, eventOf, type Fields, fieldsOf, isNamed } from './fields.ts';

export const myoperator: Dialect = {
  signs: false,
  check: () => 'unsigned',
  names: { call: 'uid', digits: ['input'], person },
  read,
  answer,
};

function read(request: IvrRequest): CallFacts {
  const fields = fieldsOf(request);
  const { locale } = carried(request);
  return {
    call: callIdOf(fields, 'uid'),
    ...person(fields),
    // A node that says `input`, though it is empty, has asked before.
    ...eventOf(fields('input'), isNamed(request, 'input') ? { step: 0 } : {}),
    ...(locale && { locale }),
  };
}

function person(fields: Fields) {
  return callerOf(fields('clid'));
}

function answer({ lines, gather }: Reply, request: IvrRequest) {
  const recording = lines.length === 1 ? lines[0]?.audio?.url : undefined;
  const body = {
    action: recording === undefined ? 'tts' : 'url',
    value: recording ?? lines.map(({ text }) => text).join(' '),
    operation: gather === undefined ? 'hangup' : 'jump-node',
    'operation-data': gather === undefined ? {} : { node_id: fieldsOf(request)('node_id') ?? '' },
  };
  return { status: 200 as const, contentType: 'application/json', body: JSON.stringify(body) };
}
