// The card as a pure function of what is known: number field, a note, box with logo, name and sentence, and
// below them one line that unfolds to the notice's others. No state, no measuring, no network.

import { html, type TemplateResult } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Rendered } from '../../ledger/core/notice/render.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { glyphPath } from './whatsapp-glyph.ts';

const glyph = html`<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d=${glyphPath}></path></svg>`;

/** What is said at the head of the card. One thing at a time. */
export type Note = {
  /** Words, or more than words. */
  words?: unknown;
  /**
   * Something is wrong; a tick was lost and may be made again; all is well, and the person should know of
   * it.
   */
  tone?: 'error' | 'ask' | 'calm';
  /** The number's field says it, and the card nothing. */
  isAtField?: boolean;
};

export type CardView = {
  notice: ShownNotice;
  lines: Rendered;
  /** The number as it stands in the sentence. */
  mask: string;
  /** There is no number yet: soft words take its place. They are never part of text, hash or record. */
  gap: boolean;
  strings: Partial<Strings>;
  /** Whether the element draws its own number field. */
  ownField: boolean;
  disabled: boolean;
  note: Note;
  /** Words, or what stands in their place. */
  status?: unknown;
  /** A line with its addresses as links. */
  linked?: ((line: string) => unknown) | undefined;
  /** How it stands to others of its form: names of classes (sharing-card.ts). */
  place: string;
  /** What stands below the notice's lines. */
  below?: unknown;
};

export type CardHandlers = {
  /** pointerdown or keydown in the row of the box. */
  press(event: Event): void;
  /** A click on a label, before the browser passes it to the box. */
  pass(event: Event): void;
  /** A click on the box, by pointer, key or program. */
  click(event: Event): void;
  /** The box has changed. This is not evidence, but a reason to check that the box still shows our state. */
  change(): void;
};

export function card(view: CardView, on: CardHandlers): TemplateResult {
  const { notice, strings, note } = view;
  return html`<div part="base" class="card ${view.place}" translate="no" lang=${notice.locale} dir=${notice.direction}>
    <div part="phone" class="phone" ?hidden=${!view.ownField}>
      <slot name="phone-label"></slot><slot name="phone-hint"></slot><slot name="phone-error"></slot><slot name="phone"></slot>
    </div>
    <p id="error" class="note ${note.tone}" role="alert" lang=${strings.lang}>${note.words}</p>
    <div part="control" class="control ${note.tone}" @pointerdown=${on.press} @keydown=${on.press}>${control(view, on)}</div>
    <details class="fold">
      <summary lang=${strings.lang}><span>${strings.otherLines}</span></summary>${otherLines(view)}
    </details>
    ${view.below}
    <span id="new-tab" lang=${strings.lang} hidden>${strings.newTab}</span>
  </div>`;
}

function control({ strings, ...view }: CardView, on: CardHandlers): TemplateResult {
  return html`<input id="box" type="checkbox" autocomplete="off" aria-describedby="ending error"
      ?disabled=${view.disabled} @click=${on.click} @change=${on.change} />
    <div class="head">
      <label class="brand" for="box" @click=${on.pass}><slot name="logo" aria-hidden="true">${glyph}</slot><span class="name">WhatsApp</span></label>
      <span class="status" role="status" lang=${strings.lang}>${view.status}</span>
    </div>
    <label class="sentence" for="box" data-line="sentence" @click=${on.pass}>${sentence(view, strings)}</label>
    <span id="ending" lang=${strings.lang} hidden>${ending(view.mask, strings)}</span>`;
}

/**
 * The number in one piece, left to right: among words from right to left its plus would be drawn behind
 * it.
 */
function sentence({ lines, mask, gap }: Omit<CardView, 'strings'>, { lang, numberGap }: Partial<Strings>) {
  const place = gap
    ? html`<span class="gap" lang=${lang}>${numberGap}</span>`
    : html`<span class="number">${mask}</span>`;
  return lines.sentence.split(mask).map((part, at) => (at ? [place, part] : part));
}

/** Lit's own tag. Parts get it, so that they need not bring a second Lit. */
export type Html = typeof html;

/** Screen readers stumble over "XXXXXX7890"; they get the digits one by one as a description. */
function ending(mask: string, { ending = '' }: Partial<Strings>): string {
  const digits = mask.slice(-4);
  return digits === 'XXXX' ? '' : ending.replace('{digits}', [...digits].join(' '));
}

/** The lines are whole before the part is here that makes their addresses links. */
function otherLines({ lines, linked = (line) => line }: CardView): TemplateResult[] {
  return (['withdrawal', 'privacy', 'contact'] as const).map(
    (name) => html`<p class="line" data-line=${name}>${linked(lines[name])}</p>`,
  );
}
