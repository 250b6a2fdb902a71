// A problem as a page, for a person whose browser came by a wrong link. It says what the problem says, and no
// more: nothing of what was asked for is repeated.

import { html } from 'hono/html';
import { rules } from '../openapi/docs/style.ts';
import { frame } from '../pages/frame.ts';
import { pageReply } from '../pages/policy.ts';
import { styleSheet } from '../pages/tokens.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import type { Problem } from './problem.ts';

const style = styleSheet(rules);

/**
 * Whether a browser asks for something to show. Programs that take anything get the problem as it is.
 */
export const wantsPage = (method: string, accept = ''): boolean =>
  (method === 'GET' || method === 'HEAD') && accept.includes('text/html') && !accept.includes('json');

export function problemPage({ type, title, status, detail }: Problem): Reply {
  const text = frame({
    title: `${title} · Optmark`,
    description: title,
    style,
    skip: { to: 'text', words: 'Skip to the text' },
    body: html`<header><h1>${title}</h1></header>
<main id="text">
${detail && html`<p>${detail}</p>`}
<p><a href="${type}">What this means, and what to do</a> · <a href="/docs">All operations</a></p>
</main>`,
  });
  return pageReply(status, text, { style }, neverStored);
}
