// The visitor: the origin that the page claims, and the network that the request comes from. The address
// itself goes no further than this file.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { clientAddress, isThisMachine, networkOf } from '../../auth/network.ts';
import type { Visitor } from '../../auth/visitor.ts';

export type VisitorOf = (c: Context) => Visitor;

/** @param trustedProxies how many proxies of ours stand in front; 0: X-Forwarded-For is not believed */
export function visitorsBehind(trustedProxies: number): VisitorOf {
  const networkBehind = (socket: string, forwardedFor: string | undefined) => {
    // Only a connection's own address can prove this machine: any caller may write the header.
    const isDirect = trustedProxies === 0 || forwardedFor === undefined;
    if (isDirect && isThisMachine(socket)) return undefined;
    return networkOf(clientAddress(socket, forwardedFor, trustedProxies));
  };
  return (c) => {
    const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress;
    // Without a socket the request was made inside this process.
    const network = socket === undefined ? undefined : networkBehind(socket, c.req.header('x-forwarded-for'));
    return { origin: c.req.header('origin'), network };
  };
}
