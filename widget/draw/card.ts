// The card as a pure function of what is known: number field, error, box with logo, name and sentence, the notice's
// other lines. No state, no measuring, no network.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Rendered } from '../../ledger/core/notice/render.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { type LinePart, lineParts } from './line-parts.ts';
import { noticeLinks } from './notice-links.ts';
import { glyph } from './whatsapp-glyph.ts';

export type CardView = {
  notice: ShownNotice;
  lines: Rendered;
  strings: Partial<Strings>;
  /** Whether the element draws its own number field. */
  ownField: boolean;
  disabled: boolean;
  error: string;
  /** Words, or what stands in their place. */
  status?: unknown;
  /** What stands below the notice's lines. */
  below?: unknown;
};

export type CardHandlers = {
  /** pointerdown or keydown in the row of the box. */
  press(event: Event): void;
  /** A click on the label, before the browser passes it to the box. */
  pass(event: Event): void;
  /** A click on the box, by whatever means. */
  click(event: Event): void;
  /** The box says that it changed: no evidence, but a reason to look whether it still shows our state. */
  change(): void;
};

export function card(view: CardView, on: CardHandlers): TemplateResult {
  const { notice, strings } = view;
  return html`<div part="base" class="card" lang=${notice.locale} dir=${notice.direction}>
    <div part="phone" class="phone" ?hidden=${!view.ownField}>
      <slot name="phone-label"></slot><slot name="phone-hint"></slot><slot name="phone-error"></slot><slot name="phone"></slot>
    </div>
    <p id="error" class="error" role="alert" lang=${strings.lang}>${error(view)}</p>
    <div part="control" class="control" @pointerdown=${on.press} @keydown=${on.press}>${control(view, on)}</div>
    <div class="lines">${otherLines(view)}</div>
    ${view.below}
    <span id="new-tab" lang=${strings.lang} hidden>${strings.newTab}</span>
  </div>`;
}

function error({ error, strings }: CardView): TemplateResult | typeof nothing {
  return error ? html`<span class="unseen">${strings.errorPrefix}</span>${error}` : nothing;
}

function control({ strings, ...view }: CardView, on: CardHandlers): TemplateResult {
  return html`<input id="box" type="checkbox" autocomplete="off" aria-describedby="ending error"
      ?disabled=${view.disabled} @click=${on.click} @change=${on.change} />
    <label for="box" @click=${on.pass}>
      <span class="brand"><slot name="logo" aria-hidden="true">${glyph}</slot><span class="name">WhatsApp</span></span>
      <span class="sentence" data-line="sentence">${view.lines.sentence}</span>
    </label>
    <span class="status" role="status" lang=${strings.lang}>${view.status}</span>
    <span id="ending" lang=${strings.lang} hidden>${ending(view.lines.sentence, strings)}</span>`;
}

/** Lit's own tag, handed to parts so that they need not bring a second Lit. */
export type Html = typeof html;

/** Screen readers stumble over "XXXXXX7890"; they get the digits one by one as a description. */
function ending(sentence: string, { ending = '' }: Partial<Strings>): string {
  const digits = /X{6}(\d{4})/.exec(sentence)?.[1];
  return digits ? ending.replace('{digits}', [...digits].join(' ')) : '';
}

function otherLines({ notice, lines }: CardView): TemplateResult[] {
  const links = noticeLinks(notice);
  return (['privacy', 'withdrawal', 'contact'] as const).map(
    (name) => html`<p class="line" data-line=${name}>${lineParts(lines[name], links).map(linePart)}</p>`,
  );
}

function linePart(part: LinePart): string | TemplateResult {
  if (typeof part === 'string') return part;
  // A new tab, or the person would lose a half-filled checkout. Telephone and mail open elsewhere anyway.
  const newTab = part.href.startsWith('http') ? 'new-tab' : nothing;
  return html`<a href=${part.href} target="_blank" rel="noopener" aria-describedby=${newTab}>${part.text}</a>`;
}
