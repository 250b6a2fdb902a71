// How the server sends the hosted pages: no cache keeps them, no search engine lists them, nobody frames
// them, and they reach only their own scripts, the widget and this ledger, so nobody else learns that one
// was opened.

import { pageReply } from '../pages/policy.ts';
import { type Reply, unlisted } from '../server/reply.ts';
import { style } from './style.ts';

export function pageAnswer<S extends number>(status: S, body: string): Reply<S> {
  const policy = { style, scripts: ["'self'"], asks: true, trusted: ['lit-html'] };
  return pageReply(status, body, policy, unlisted);
}
