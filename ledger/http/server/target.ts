// The target of a request as it was received: what a provider signs, it signs as it has it.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Path and query, letter for letter. */
export function targetOf({ env, req }: Context): string {
  const received = (env as Partial<HttpBindings> | undefined)?.incoming?.url;
  if (received?.startsWith('/')) return received;
  // Without a socket the request was made inside this process.
  const { pathname, search } = new URL(req.url);
  return pathname + search;
}
