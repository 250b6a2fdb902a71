// Which pages may read an answer (Fetch standard, CORS protocol). Three kinds of resources:
//
//   page     the four the widget uses: any page may ask and read the answer, errors too. The operation
//            decides whether its origin may use the site key. Never with credentials: there are no cookies
//            to ride on.
//   public   the log, the keys, the widget's files: the same for all readers.
//   server   everything else: no page may read it. A secret key in a browser is a leaked key.

import type { Endpoint } from './endpoint.ts';
import { preflightMaxAgeSeconds } from './limits.ts';
import type { Reply } from './reply.ts';

export type Readers = 'page' | 'public' | 'server';

/** Which pages may read the answers of an endpoint. */
export function readersOf({ ways }: Endpoint): Readers {
  const whos = ways.map(({ who }) => who);
  if (whos.some((who) => who === 'page' || (typeof who === 'object' && who.orPage))) return 'page';
  return whos.includes('public') ? 'public' : 'server';
}

const everybody = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export function headersFor(readers: Readers, origin: string | undefined): Record<string, string> {
  switch (readers) {
    case 'public':
      return everybody;
    case 'page':
      // Vary even without an Origin, or a shared cache would give that answer to a page.
      return origin === undefined ? { vary: 'Origin' } : reflected(origin);
    case 'server':
      return {};
  }
}

function reflected(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Idempotency-Replayed, Retry-After',
    vary: 'Origin',
  };
}

/** The answer to a preflight. Authorization is not on the list: secret keys have no business in a page. */
export function preflight(origin: string | undefined, methods: string): Reply {
  return {
    status: 204,
    headers: {
      ...headersFor('page', origin),
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': String(preflightMaxAgeSeconds),
    },
    body: null,
  };
}
