// "Your consent", below the card once it is saved: when it was given, how to stop, the link to the receipt; and, where
// the shop asks for it, proving that the number is theirs.

import type { html as litHtml, TemplateResult } from 'lit/html.js';
import type { Answer } from '../ledger/answer.ts';
import type { Strings } from '../strings/strings.ts';
import { Proof, type ProofHost } from './proof.ts';

export type ViewFacts = ProofHost & {
  answer: Answer;
  strings: Strings;
  /** Ways to prove that the number is theirs which the shop offers: `whatsapp`, `code`. */
  methods: readonly string[];
};

/** Lit's own tag, handed in so that this part does not bring a second Lit. */
export type Html = typeof litHtml;

export class View {
  readonly #facts: ViewFacts;
  readonly #proof: Proof;

  constructor(facts: ViewFacts) {
    this.#facts = facts;
    this.#proof = new Proof(facts, facts.answer.record);
  }

  /** The page has no use for it any more. */
  stop(): void {
    this.#proof.stop();
  }

  draw(html: Html): TemplateResult {
    const { strings, answer, methods } = this.#facts;
    return html`<div part="view" class="view" lang=${strings.lang}>
      <details><summary>${strings.yourConsent}</summary>
        <p>${strings.agreedOn.replace('{date}', moment(answer.recorded_at, strings.lang))}</p>
        <p>${strings.howToStop}</p>
        ${answer.link && html`<p><a href=${answer.link} target="_blank" rel="noopener" aria-describedby="new-tab">${strings.openReceipt}</a></p>`}
      </details>
      ${methods.some(Boolean) ? this.#proof.draw(html, strings, methods) : undefined}
    </div>`;
  }
}

/** Date and time as the language writes them. */
function moment(iso: string, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));
}
