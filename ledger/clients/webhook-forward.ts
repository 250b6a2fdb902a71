// Carries webhooks to addresses that businesses have named: their own servers, or a target that an attacker
// in the business wants this server to reach (SSRF). So every attempt is held to these rules, in addition to
// the checks when the address was named:
//
//   https, certificates verified; a name and no address; every address it resolves to must be public
//     (webhook-forward/public-address.ts), and the connection goes to one of those and to no other
//   no redirect is followed, no credential sent; only the status of the answer is read
//
//   POST <url>   content-type and x-hub-signature-256 as they came, and the very bytes they belong to
//
// Any 2xx is a delivery; everything else is tried again, as Meta would: also 404 and 410, for a route that is
// missing during a deployment must lose nothing. `optmark sender forward --remove` ends it for a business
// that wants no more.

import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { ForwardOutcome, VerifiedWebhook, WebhookCarrier } from '../operations/forward/store.ts';
import { isPublicAddress } from './webhook-forward/public-address.ts';
import { AddressRefused, type Resolve, resolveByDns, resolveFor } from './webhook-forward/resolve.ts';

export type ForwardLimits = {
  /** Milliseconds to find the address, connect and agree on keys. */
  connectTimeoutMs: number;
  /** Milliseconds for all of an attempt. */
  attemptTimeoutMs: number;
  /** Bytes of an answer that are read before the connection is cut. */
  answerBytesMax: number;
};

export const forwardLimits: ForwardLimits = {
  connectTimeoutMs: 5_000,
  attemptTimeoutMs: 10_000,
  answerBytesMax: 16 * 1024,
};

export type ForwardOptions = {
  /**
   * For development: also to this machine, by a name that leads here or by http://127.0.0.1:<port>,
   * http://[::1]:<port>.
   */
  toThisMachine?: boolean;
  resolve?: Resolve;
  /** PEM of an authority trusted instead of those that Node knows. */
  authority?: string;
  limits?: Partial<ForwardLimits>;
};

/** Idle connections are let go after so many milliseconds, and beyond so many of one host at once. */
const idleTimeoutMs = 15_000;
const idleMax = 16;
const loopback = new Set(['127.0.0.1', '::1']);

export function createWebhookCarrier(options: ForwardOptions = {}): WebhookCarrier {
  const { toThisMachine = false, resolve = resolveByDns, authority } = options;
  const limits = { ...forwardLimits, ...options.limits };
  const kept = { keepAlive: true, maxFreeSockets: idleMax, timeout: idleTimeoutMs };
  const plain = new HttpAgent(kept);
  const secure = new HttpsAgent({
    ...kept,
    lookup: resolveFor(
      resolve,
      (address) => isPublicAddress(address) || (toThisMachine && loopback.has(address)),
    ),
    // Said here as well, so that no variable of the environment turns it off.
    rejectUnauthorized: true,
    ...(authority !== undefined && { ca: authority }),
  });
  return {
    async carry(address, webhook, gone) {
      const url = URL.parse(address);
      const way = url === null ? 'refused' : wayTo(url, toThisMachine);
      if (url === null || way === 'refused') return 'address_refused';
      const signal = AbortSignal.any([gone, AbortSignal.timeout(limits.attemptTimeoutMs)]);
      const asked = { method: 'POST', headers: headersOf(webhook), signal };
      const request =
        way === 'plain'
          ? requestHttp(url, { ...asked, agent: plain })
          : requestHttps(url, { ...asked, agent: secure });
      return outcomeOf(request, webhook.body, limits);
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** A URL with an address and no name is never resolved, and so never checked: it is refused here. */
function wayTo({ protocol, hostname, username, password }: URL, toThisMachine: boolean) {
  if (username !== '' || password !== '') return 'refused';
  if (toThisMachine && protocol === 'http:' && loopback.has(hostname.replace(/^\[|\]$/g, ''))) return 'plain';
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  return protocol === 'https:' && !isAddress ? 'secure' : 'refused';
}

const headersOf = ({ body, contentType, signature }: VerifiedWebhook) => ({
  'content-type': contentType,
  'content-length': String(body.length),
  'x-hub-signature-256': signature,
  'user-agent': 'Optmark',
});

function outcomeOf(request: ClientRequest, body: Buffer, limits: ForwardLimits): Promise<ForwardOutcome> {
  return new Promise((resolve) => {
    cutSlowConnection(request, limits.connectTimeoutMs);
    // What it said is said, however the rest of the answer ends.
    let said: ForwardOutcome | undefined;
    const ended = () => resolve(said ?? 'unreachable');
    request.once('response', (response) => {
      said = outcomeOfStatus(response.statusCode ?? 0);
      response.on('error', () => {}).once('close', ended);
      throwAway(response, limits.answerBytesMax);
    });
    request.on('error', (error) => resolve(said ?? outcomeOfError(error))).once('close', ended);
    request.end(body);
  });
}

class ConnectTimeout extends Error {}

function cutSlowConnection(request: ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(() => request.destroy(new ConnectTimeout('not connected in time')), timeoutMs);
  const done = () => clearTimeout(timer);
  request.once('close', done).once('socket', (socket) => {
    // One that is used again is connected already; one for https is not before its handshake.
    if (request.reusedSocket) done();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', done);
  });
}

function throwAway(response: IncomingMessage, bytesMax: number): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) response.destroy();
  });
}

function outcomeOfStatus(status: number): ForwardOutcome {
  if (status >= 200 && status <= 299) return 'delivered';
  if (status >= 300 && status <= 399) return 'redirected';
  return status >= 400 && status <= 499 ? 'refused' : 'failed';
}

function outcomeOfError(error: Error): ForwardOutcome {
  if (error instanceof AddressRefused) return 'address_refused';
  const isLate = error instanceof ConnectTimeout || error.name === 'TimeoutError';
  // An aborted request fails with AbortError, and the reason beside it.
  const isCut = error.cause instanceof Error && error.cause.name === 'TimeoutError';
  return isLate || isCut ? 'timed_out' : 'unreachable';
}
