// The page behind a problem's `type`: what it means, what to do.

import { html } from 'hono/html';
import type { ErrorCode } from '../../../core/error.ts';
import { problemKinds } from '../../problem/catalogue.ts';
import type { Reply } from '../../server/reply.ts';
import { plainPage } from './frame.ts';

export function problemPage(code: ErrorCode): Reply<200> {
  const { status, title, advice } = problemKinds[code];
  return plainPage(
    { title: `${title} · Optmark`, description: `The problem ${code} of Optmark’s API: ${title}.` },
    html`<header><h1>${title}</h1></header>
<main id="text">
<p><code>${code}</code> <span class="mute">status ${status}</span></p>
<p>${advice}</p>
<p><a href="/docs#problems">All problems</a></p>
</main>`,
  );
}
