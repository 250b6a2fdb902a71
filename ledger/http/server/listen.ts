// The socket: a node:http server around the app, with limits on how long a request may take to arrive, and an
// end that lets answers under way go out.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import {
  bulkTimeoutMs,
  headersTimeoutMs,
  keepAliveTimeoutMs,
  restOfRequestMs,
  stopGraceMs,
  sweepMs,
} from './limits.ts';

/** What an app has to offer. */
export type App = Pick<Parameters<typeof createAdaptorServer>[0], 'fetch'>;

export type Listening = {
  host: string;
  port: number;
  /** Take no more requests, finish those under way, close. */
  stop(): Promise<void>;
};

/**
 * @throws Error with a sentence for the operator, and the `code` of the socket's error, such as EADDRINUSE
 */
export async function listen(app: App, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: host,
    createServer,
    serverOptions: {
      headersTimeout: headersTimeoutMs,
      // Bodies that are read whole have their own, shorter limit (body.ts).
      requestTimeout: bulkTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
    },
  }) as Server;
  server.on('request', endWithAnswer);
  // node:http would answer this by itself, past the line above.
  server.on('checkExpectation', (incoming, outgoing) => {
    endWithAnswer(incoming, outgoing);
    outgoing.writeHead(417).end();
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port));
    server.once('error', refuse).listen(port, host, () => resolve());
  });
  return { host, port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  const { code = 'unknown' } = cause;
  const words: Record<string, string> = {
    EADDRINUSE: `PORT: another program listens on ${port} of ${host}`,
    EACCES: `PORT: this user may not listen on ${port}; below 1024 that takes a right of its own`,
    EADDRNOTAVAIL: `HOST: ${host} is no address of this machine`,
    ENOTFOUND: `HOST: ${host} is no address, and no name of one`,
  };
  const sentence = words[code] ?? `HOST, PORT: it cannot listen on ${port} of ${host}`;
  return Object.assign(new Error(`${sentence} (${code})`, { cause }), { code });
}

/**
 * An answered request is over. No route reads a body that it did not ask for, and a caller that lets one
 * trickle in would hold the socket as long as a bulk check may take. Bytes already on their way are let in
 * first: a socket closed on unread bytes loses its answer.
 */
function endWithAnswer(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.once('finish', () => {
    if (incoming.complete) return;
    incoming.resume();
    setTimeout(() => incoming.complete || incoming.socket.destroy(), restOfRequestMs).unref();
  });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection whose answer has gone out is kept for the next request, which will not be taken: close it
  // then.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const impatience = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatience);
}
