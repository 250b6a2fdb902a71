// The socket: a node:http server around the app, with limits on how long a request may take to arrive, and an end that
// lets answers under way go out.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { bulkTimeoutMs, headersTimeoutMs, keepAliveTimeoutMs, stopGraceMs, sweepMs } from './limits.ts';

/** What an app has to offer. */
export type App = Pick<Parameters<typeof createAdaptorServer>[0], 'fetch'>;

export type Listening = {
  host: string;
  port: number;
  /** Take no more requests, finish those under way, close. */
  stop(): Promise<void>;
};

/** @throws the socket's error, such as EADDRINUSE */
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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
  return { host, port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection whose answer has gone out is kept for the next request, which will not be taken: close it then.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const impatience = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatience);
}
