// "Your consent", below the card once it is saved: what was agreed to, when, how to stop, whom to contact, the link to the
// receipt; and, where the shop asks for it, proving that the number is theirs.

import type { TemplateResult } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Html } from '../draw/card.ts';
import type { Answer } from '../ledger/answer.ts';
import { Proof, type ProofHost } from './proof.ts';
import { adoptViewStyles } from './styles.ts';

export type ViewFacts = ProofHost & {
  answer: Answer;
  /** The lines as they were agreed to, and their language. */
  text: string;
  locale: string;
  strings: Strings;
  /** Ways to prove that the number is theirs which the shop offers: `whatsapp`, `code`. */
  methods: readonly string[];
};

export class View {
  readonly #facts: ViewFacts;
  readonly #proof: Proof;
  #open = false;

  constructor(facts: ViewFacts) {
    this.#facts = facts;
    this.#proof = new Proof(facts, facts.answer.record);
  }

  /** The page has no use for it any more. */
  stop(): void {
    this.#proof.stop();
  }

  /** In place of the word "Saved", so that nothing moves; what it opens stands below. */
  button(html: Html): TemplateResult {
    const { saved, yourConsent } = this.#facts.strings;
    return html`<button type="button" class="more" aria-expanded=${this.#open} aria-controls="view"
      aria-label=${`${saved}. ${yourConsent}`} @click=${() => this.#toggle()}>${saved}</button>`;
  }

  draw(html: Html): TemplateResult {
    const { root, strings, answer, methods, text, locale } = this.#facts;
    adoptViewStyles(root);
    const [sentence, , , contact] = text.split('\n');
    const { link, recorded_at } = answer;
    return html`<div part="view" class="view" lang=${strings.lang}>
      <div id="view" ?hidden=${!this.#open}>
        <p><strong>${strings.yourConsent}</strong></p>
        <p>${strings.agreedOn.replace('{date}', moment(recorded_at, strings.lang))}</p>
        <p lang=${locale}>${sentence}</p>
        <p>${strings.howToStop}</p>
        <p lang=${locale}>${leftToRight(html, contact)}</p>
        ${link && html`<p><a href=${link} target="_blank" rel="noopener" aria-describedby="new-tab">${strings.openReceipt}</a></p>`}
      </div>
      ${methods.some(Boolean) ? this.#proof.draw(html, strings, methods) : undefined}
    </div>`;
  }

  #toggle(): void {
    this.#open = !this.#open;
    this.#facts.changed();
  }
}

/** Telephone numbers run left to right in words of any direction. */
function leftToRight(html: Html, line = ''): unknown[] {
  return line
    .split(/(\+?\d[\d ()-]{5,}\d)/)
    .map((part, at) => (at % 2 ? html`<bdi dir="ltr">${part}</bdi>` : part));
}

/** Date and time as the language writes them. */
function moment(iso: string, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));
}
