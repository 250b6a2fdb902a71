// How the server sends the hosted pages: no cache keeps them, no search engine lists them, nobody frames
// them, and they reach only their own scripts, the widget and this ledger, so nobody else learns that one
// was opened.

import { z } from 'zod';
import { pageReply } from '../pages/policy.ts';
import { type Reply, unlisted } from '../server/reply.ts';
import { style } from './style.ts';

/** BCP 47, as a query names a language; `pt_BR` as well. */
export const langSchema = z.string().regex(/^[A-Za-z0-9_-]{2,35}$/);

export function pageAnswer<S extends number>(status: S, body: string): Reply<S> {
  const policy = { style, scripts: ["'self'"], asks: true, trusted: ['lit-html'] };
  return pageReply(status, body, policy, unlisted);
}
