// /cloud: Meta's Cloud API with the gate in front. A sender changes the base URL of its SDK and nothing else.
// The gate judges each message; it is refused, or sent on with the sender's own token. Every other call goes
// through as it is.
//
// The access token that `optmark sender token` registered identifies the sender before anything is read or
// judged: a stranger must learn neither who consented nor which senders there are. Errors have Graph's shape
// (graph-error.ts).

import type { Context } from 'hono';
import { parseAccessToken } from '../../auth/access-token.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { SendResult } from '../../operations/send/send-through-gate.ts';
import { type CloudCall, CloudNotReached, CloudSilent } from '../../operations/send/store.ts';
import { sendersOfToken } from '../../operations/setup/senders.ts';
import type { Sender } from '../../operations/setup/store.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { problemSchema } from '../problem/problem.ts';
import { readBody } from '../server/body.ts';
import { type Api, type Endpoint, rawEndpoint } from '../server/endpoint.ts';
import { spendOf } from '../server/idempotency.ts';
import { cloudMessageBytesMax, cloudUploadBytesMax } from '../server/limits.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { readCloudBody } from './cloud-body.ts';
import { passing, sending } from './cloud-description.ts';
import { type CloudPath, readCloudPath } from './cloud-path.ts';
import { answerCall, type Sent, sendMessage } from './cloud-send.ts';
import { type GraphError, type GraphErrorKind, graphErrorReply } from './graph-error.ts';
import { OverridingParameter } from './graph-parameters.ts';

/** Hears what the gate decides, and what could not be kept. */
type Watch = { logger: Logger; metrics: Pick<Metrics, 'decided'> };

/** An answer of another server under our address: a browser must run nothing in it. */
const inert = { 'content-security-policy': "default-src 'none'; sandbox" };

const shared = {
  at: ['/cloud/:version/:path{.+}'],
  serve:
    ({ ledger, ...watch }: Api) =>
    ({ c }: { c: Context }) =>
      answer(ledger, c, watch),
  refuse: (problem: Reply, { ledger }: Api) => asGraph(ledger, problem),
};

export const cloudEndpoints: Endpoint[] = [
  rawEndpoint({
    ...shared,
    ...sending,
    method: 'post',
    path: '/cloud/{version}/{phone_number_id}/messages',
    takes: (c) => pathOf(c).kind !== 'other',
  }),
  ...(['get', 'post', 'delete'] as const).map((method) =>
    rawEndpoint({ ...shared, ...passing(method), method, path: '/cloud/{version}/{path}' }),
  ),
];

const pathOf = (c: Context): CloudPath => readCloudPath(c.req.method, new URL(c.req.raw.url));

async function answer(ledger: Ledger, c: Context, watch: Watch): Promise<Reply> {
  const fail = (error: GraphError) => graphErrorReply(error, traceOf(ledger));
  const token = parseAccessToken(c.req.header('authorization'));
  const senders = token === undefined ? [] : await sendersOfToken(ledger, token);
  if (senders.length === 0) return fail(unknownToken);
  const path = pathOf(c);
  if (path.kind === 'not_served') return fail(notServed(path.why));
  try {
    if (path.kind === 'other') return await pass(ledger, c, path.path);
    const sender = senders.find(({ phoneNumberId }) => phoneNumberId === path.sender);
    if (sender === undefined) return fail(unknownToken);
    const sent = await send(ledger, c, path, sender, watch);
    return 'kind' in sent ? fail(sent) : replied(sent);
  } catch (error) {
    if (error instanceof CloudNotReached) return fail(notReached);
    if (error instanceof CloudSilent) return fail(silent);
    if (error instanceof OverridingParameter) return fail(notServed(error.message));
    throw error;
  }
}

async function send(
  ledger: Ledger,
  c: Context,
  { kind, path }: Extract<CloudPath, { sender: string }>,
  sender: Sender,
  { logger, metrics }: Watch,
): Promise<Sent> {
  const body = await readBody(c, 'application/json', cloudMessageBytesMax);
  const call = callOf(c, path);
  if (kind === 'call') return answerCall(ledger, call, body);
  return sendMessage(ledger, sender, call, body, {
    spent: spendOf(ledger, c, 'send', body),
    watch(result: SendResult) {
      if ('decision' in result) metrics.decided(result.decision.decision, result.decision.reasons);
      if ('lost' in result) logger.error('the outcome of a message was not kept', { error: result.lost });
    },
  });
}

async function pass(ledger: Ledger, c: Context, path: string): Promise<Reply> {
  const tooLarge = Number(c.req.header('content-length') ?? 0) > cloudUploadBytesMax;
  if (tooLarge) return graphErrorReply(tooLong, traceOf(ledger));
  const body = await readCloudBody(c, path);
  const call = { ...callOf(c, path), body: body.stream };
  try {
    const { status, headers, body: got } = await ledger.cloud.pass(call, c.req.raw.signal);
    return { status, headers: { ...headers, ...inert }, body: got };
  } catch (error) {
    // To the client a body that breaks off looks like a server that does.
    throw body.broken() ?? error;
  }
}

const callOf = (c: Context, path: string): Omit<CloudCall, 'body'> => {
  return { method: c.req.method, path, query: new URL(c.req.raw.url).search, headers: c.req.header() };
};

const replied = ({
  answer: { status, headers, body },
  headers: own,
}: Extract<Sent, { answer: unknown }>): Reply => {
  return { status, headers: { ...headers, ...neverStored, ...inert, ...own }, body };
};

const traceOf = (ledger: Ledger) => `A${ledger.world.random(16).toString('base64url')}`;

/** Word for word the same for every fault: no token, a wrong one, no such sender, another's sender. */
const unknownToken: GraphError = {
  kind: 'token',
  message: 'Invalid OAuth access token',
  details: 'This token is not registered for this phone number id. See: optmark sender token',
};
const notServed = (why: string): GraphError => {
  return {
    kind: 'not_served',
    message: 'The gate does not serve this call',
    details: `Nothing was sent. ${why}`,
  };
};
const tooLong: GraphError = {
  kind: 'invalid',
  message: 'The request is too large',
  details: `Nothing was sent. It must not be larger than ${cloudUploadBytesMax} bytes.`,
};
const notReached: GraphError = {
  kind: 'not_reached',
  message: 'The Cloud API cannot be reached',
  details: 'Nothing was asked of it. Try again later.',
};
const silent: GraphError = {
  kind: 'outcome_unknown',
  message: 'The Cloud API did not answer',
  details: 'What it did with this call is not known.',
};

/**
 * A failure on our side of a call, in Graph's shape; details are those of the problem, without any value.
 */
function asGraph(ledger: Ledger, { body }: Reply): Reply {
  const { code, detail = '', errors, instance = '' } = problemSchema.parse(JSON.parse(String(body)));
  const faults = errors.map(({ pointer, rule, detail: why }) => `${pointer} ${rule}: ${why}`);
  const kind = kindOf[code] ?? 'invalid';
  const details = ['Nothing was sent.', detail, ...faults, instance].filter((part) => part !== '').join(' ');
  return graphErrorReply({ kind, message: messageOf[kind] ?? 'Invalid parameter', details }, traceOf(ledger));
}

const kindOf: Record<string, GraphErrorKind> = {
  internal: 'inside',
  unavailable: 'busy',
  overloaded: 'busy',
};
const messageOf: { [Kind in GraphErrorKind]?: string } = {
  inside: 'An unknown error occurred',
  busy: 'Service temporarily unavailable',
};
