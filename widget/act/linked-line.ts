// A line of the notice as the card shows it once the person is near: its addresses are links.

import type { Html } from '../draw/card.ts';
import { type LinePart, lineParts } from '../draw/line-parts.ts';
import { noticeLinks } from '../draw/notice-links.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';

export function linkedLine(html: Html, notice: ShownNotice, line: string): unknown {
  return lineParts(line, noticeLinks(notice)).map((part) => linkedPart(html, part));
}

function linkedPart(html: Html, part: LinePart): unknown {
  if (typeof part === 'string') return part;
  const { href, before, text, after } = part;
  // A new tab, or the person would lose a half-filled checkout. Telephone and mail open elsewhere anyway.
  const hidden = (address?: string) => address && html`<span hidden>${address}</span>`;
  const shown = html`${hidden(before)}${text}${hidden(after)}`;
  return href.startsWith('http')
    ? html`<a class=${after ? '' : 'number'} href=${href} target="_blank" rel="noopener" aria-describedby="new-tab">${shown}</a>`
    : html`<a class="number" href=${href} target="_blank" rel="noopener">${shown}</a>`;
}
