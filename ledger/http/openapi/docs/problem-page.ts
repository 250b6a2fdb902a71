// The page behind a problem's `type`: what it means, what to do.

import { html } from 'hono/html';
import type { ErrorCode } from '../../../core/error.ts';
import { frame } from '../../docs/frame.ts';
import { problemKinds } from '../../problem/catalogue.ts';

export function problemPage(code: ErrorCode): string {
  const { status, title, advice } = problemKinds[code];
  return frame(
    `${title} · Optmark`,
    html`<header><h1>${title}</h1></header>
<main id="text">
<p><code>${code}</code> <span class="mute">status ${status}</span></p>
<p>${advice}</p>
<p><a href="/docs#problems">All problems</a></p>
</main>`,
  );
}
