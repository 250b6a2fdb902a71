// The frame of the documentation: every page has its search and its list of operations.

import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { frame } from '../../pages/frame.ts';
import type { Html } from '../../pages/html.ts';
import { pageReply } from '../../pages/policy.ts';
import { sourceOf } from '../../pages/tokens.ts';
import { cachedFor, type Reply } from '../../server/reply.ts';
import { style } from './style.ts';

const script = `\n${readFileSync(new URL('./search.js', import.meta.url), 'utf8')}`;
const maxAgeSeconds = 300;

type Head = { title: string; description: string };

/** A page without the search. */
export const plainPage = (head: Head, body: Html): Reply<200> =>
  pageReply(200, frame({ ...head, style, skip, body }), { style }, cachedFor(maxAgeSeconds));

/** A page with the search. Its body holds `searchField`. */
export const searchedPage = (head: Head, body: Html): Reply<200> =>
  pageReply(
    200,
    frame({ ...head, style, skip, body: html`${body}\n<script type="module">${raw(script)}</script>` }),
    { style, scripts: [sourceOf(script)] },
    cachedFor(maxAgeSeconds),
  );

const skip = { to: 'text', words: 'Skip to the text' };

/** Hidden until the script has loaded. */
export const searchField: Html = html`<search hidden><label for="search">Search the operations <kbd>/</kbd></label>
<input type="search" id="search" autocomplete="off" spellcheck="false"><p class="mute" id="found" role="status"></p></search>`;
