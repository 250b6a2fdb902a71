// The way to Meta's Cloud API for calls that a sender makes through this ledger. Calls go to one configured
// address; the call cannot name another. It follows no redirect and makes no call twice.
//
//   <upstream>/<path>?<query>     path and query are the caller's, checked by http/send/cloud.ts
//
// Dropped in both directions: headers of one connection (RFC 9110, 7.6.1), the caller's address, and cookies.
// Dropped from an answer: headers that would speak for our own address (other protocols, strict transport,
// which pages may read it).

import {
  type CloudAnswer,
  type CloudCall,
  CloudHeldBack,
  CloudNotReached,
  type CloudProxy,
  CloudSilent,
} from '../operations/send/store.ts';

export type CloudProxyLimits = {
  /** Milliseconds until a message must be answered, whole. */
  sendTimeoutMs: number;
  /** Milliseconds for any other call: media are long. */
  passTimeoutMs: number;
  /** Bytes of the answer to a message. */
  answerBytesMax: number;
};

const limits: CloudProxyLimits = {
  // Shorter than a stopping server waits, so that no answer is lost to a restart.
  sendTimeoutMs: 9_000,
  passTimeoutMs: 300_000,
  answerBytesMax: 256 * 1024,
};

/** @param upstream scheme and host, such as `https://graph.facebook.com` */
export function createCloudProxy(upstream: URL, over: Partial<CloudProxyLimits> = {}): CloudProxy {
  const { sendTimeoutMs, passTimeoutMs, answerBytesMax } = { ...limits, ...over };
  return {
    async send(call, mayLeave = async () => true) {
      const message = letGo(call.body, mayLeave);
      const sending = { ...call, body: message.body, length: message.length };
      const response = await request(upstream, sending, AbortSignal.timeout(sendTimeoutMs)).catch((error) => {
        if (message.heldBack) throw new CloudHeldBack('the message was held back');
        throw message.left ? error : new CloudNotReached('the Cloud API was not reached');
      });
      return { ...answerOf(response), body: await wholeOf(response, answerBytesMax) };
    },

    async pass(call, gone) {
      const signal = AbortSignal.any([gone, AbortSignal.timeout(passTimeoutMs)]);
      const response = await request(upstream, call, signal);
      return { ...answerOf(response), body: response.body };
    },
  };
}

/**
 * A message that is asked for when the connection stands: however long that took, it is let go, or not, only
 * then.
 */
function letGo(text: string, mayLeave: () => Promise<boolean>) {
  const bytes = Buffer.from(text);
  const message = { length: bytes.length, left: false, heldBack: false };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!(await mayLeave())) {
          message.heldBack = true;
          return controller.error(new Error('held back'));
        }
        message.left = true;
        controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return Object.assign(message, { body });
}

/** @param call `length`: of a streamed body, in bytes, where it is known */
async function request(
  upstream: URL,
  call: CloudCall & { length?: number },
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL(upstream);
  url.pathname = call.path;
  url.search = call.query;
  try {
    return await fetch(url, {
      method: call.method,
      // A body that the client would decode could not be passed on as it came.
      headers: {
        ...withoutHops(call.headers, notAsked),
        'accept-encoding': 'identity',
        ...(call.length !== undefined && { 'content-length': String(call.length) }),
      },
      body: call.body,
      redirect: 'manual',
      signal,
      ...(call.body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit);
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (neverConnected.has(code ?? '')) throw new CloudNotReached(`the Cloud API was not reached (${code})`);
    throw new CloudSilent(`the Cloud API did not answer (${code ?? (error as Error).name})`);
  }
}

/** Not a byte of the request has left. A connection that breaks later leaves that open. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const answerOf = ({ status, headers }: Response): Omit<CloudAnswer<never>, 'body'> => {
  return { status, headers: withoutHops(Object.fromEntries(headers), notAnswered) };
};

/** Counted as it comes: a declared length may be false. */
async function wholeOf(response: Response, bytesMax: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > bytesMax) throw new Error('too long');
      chunks.push(chunk);
    }
  } catch (error) {
    throw new CloudSilent(`the answer of the Cloud API broke off (${(error as Error).name})`);
  }
  return Buffer.concat(chunks);
}

const hops = [
  ...[
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
  ],
  ...['transfer-encoding', 'upgrade', 'content-length'],
];
const notAsked = new Set([
  ...[...hops, 'host', 'expect', 'accept-encoding', 'cookie', 'origin', 'referer', 'idempotency-key'],
  ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'],
]);
const notAnswered = new Set([
  ...[...hops, 'content-encoding', 'set-cookie', 'alt-svc', 'strict-transport-security', 'clear-site-data'],
  ...['service-worker-allowed', 'report-to', 'nel', 'reporting-endpoints'],
]);

function withoutHops(headers: Record<string, string>, left: ReadonlySet<string>): Record<string, string> {
  // What Connection names belongs to that connection too.
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  const stays = (name: string) =>
    left.has(name) || named.has(name) || browsersOnly.test(name) || otherMethod.test(name);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !stays(name)));
}

/** No page calls through here, and no answer may say that one could. */
const browsersOnly = /^(sec-|access-control-|cross-origin-)/;

/**
 * Headers that ask for another method, such as x-http-method-override: the call made must be the call judged.
 */
const otherMethod = /^x[-_].*method/;
