// Who visits: the origin a page says it has, and the network the request comes from. The address itself goes no further
// than this file.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { clientAddress, networkOf } from '../auth/network.ts';
import type { Visitor } from '../auth/visitor.ts';

export type VisitorOf = (c: Context) => Visitor;

/** @param trustedProxies how many proxies of ours stand in front; 0: X-Forwarded-For is not believed */
export function visitorsBehind(trustedProxies: number): VisitorOf {
  return (c) => {
    const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress;
    // Without a socket the request was made inside this process.
    const network =
      socket === undefined
        ? undefined
        : networkOf(clientAddress(socket, c.req.header('x-forwarded-for'), trustedProxies));
    return { origin: c.req.header('origin'), network };
  };
}
