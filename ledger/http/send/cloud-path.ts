// Which calls of the Cloud API are served under /cloud, and which of them reach a person. The path is read as
// it came, never decoded: two readers that decode differently would judge one path and call another.
//
//   /cloud/{version}/{phone_number_id}/messages              judged, and so is marketing_messages, which
//                                                            takes the same body
//   /cloud/{version}/{phone_number_id}/calls                 looked into: a call to a person is refused
//   /cloud/{version}/{node}[/{edge}[/{more}]]                passed on
//
// Not served: every path that could be a message in another spelling or by another method, and a query that
// makes another call of it (graph-parameters.ts; for the body cloud-body.ts sees to that).

import { OverridingParameter, refuseOverriding } from './graph-parameters.ts';

export type CloudPath =
  | { kind: 'message' | 'call'; path: string; sender: string }
  | { kind: 'other'; path: string }
  | { kind: 'not_served'; why: string };

const version = /^v\d{1,2}\.\d$/;
const segment = /^[\w:~=-][\w.:~=-]{0,511}$/;
const segmentsMax = 3;
const sending: Record<string, 'message' | 'call'> = {
  messages: 'message',
  marketing_messages: 'message',
  calls: 'call',
};
/** However such a name goes on: Graph may read `messages.json` or `messages:` as what it begins with. */
const likeSending = new RegExp(`^(${Object.keys(sending).join('|')})`, 'i');
/** Names of query parameters that a message may have; Graph reads any other as part of the body. */
const ofMessages = ['appsecret_proof'];

/** @param url as it came: path, and query if any */
export function readCloudPath(method: string, { pathname, searchParams }: URL): CloudPath {
  const [, , first = '', ...rest] = pathname.split('/');
  if (!version.test(first)) return notServed('The path must begin with a version such as v23.0.');
  if (rest.length === 0 || rest.length > segmentsMax || !rest.every((one) => segment.test(one))) {
    return notServed('This is not the path of a node and its edge.');
  }
  const names = [...searchParams.keys()];
  try {
    refuseOverriding(names);
  } catch (error) {
    if (error instanceof OverridingParameter) return notServed(error.message);
    throw error;
  }
  const path = `/${[first, ...rest].join('/')}`;
  const edge = rest.find((one) => likeSending.test(one));
  if (edge === undefined) return { kind: 'other', path };
  const [sender = '', last = ''] = rest;
  const isSpelled = rest.length === 2 && edge === last && Object.hasOwn(sending, edge);
  if (!isSpelled || !/^\d{1,32}$/.test(sender)) {
    return notServed('Messages are sent to {version}/{phone_number_id}/messages, spelled just so.');
  }
  if (method !== 'POST') return notServed('Messages are sent by POST.');
  if (names.some((name) => !ofMessages.includes(name))) return notServed('What is sent must be in the body.');
  return { kind: sending[edge]!, path, sender };
}

const notServed = (why: string): CloudPath => ({ kind: 'not_served', why });
