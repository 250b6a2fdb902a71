// "Your consent", below the card once it is saved: what the person agreed to, when, how to stop, whom to
// contact, the link to the receipt; and, where the shop wants it, the proof that the number is theirs.

import type { TemplateResult } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Host } from '../act/act.ts';
import type { Html } from '../draw/card.ts';
import { type Given, Proof, type ProofHost } from './proof.ts';
import { styles } from './styles.ts';

type ViewFacts = ProofHost & { strings: Strings };

/** Undefined where the element's words could not be loaded. */
export function viewOf(host: Host, given: Given): View | undefined {
  const now = host.now();
  const { strings } = now;
  if (!strings.yourConsent) return undefined;
  host.adopt(host.root, styles);
  return new View({ ...host, ...now, ...given, strings: strings as Strings });
}

export class View {
  readonly #facts: ViewFacts;
  readonly #proof: Proof;
  #open = false;

  constructor(facts: ViewFacts) {
    this.#facts = facts;
    this.#proof = new Proof(facts);
  }

  /** Ends its work when the page no longer needs it. */
  stop(): void {
    this.#proof.stop();
  }

  /** Takes the place of the word "Saved", which opens the part below; beside it the way to the receipt. */
  button(html: Html): TemplateResult {
    const { answer, strings } = this.#facts;
    return html`<button type="button" class="more" aria-expanded=${this.#open} aria-controls="view"
      @click=${() => this.#toggle()}>${strings.saved}</button>${
        answer.link && html` · ${receiptLink(html, answer.link, strings.receipt)}`
      }`;
  }

  draw(html: Html): TemplateResult {
    const { element, notice, strings, answer, text } = this.#facts;
    const { locale } = notice;
    // Ways to prove that the number is theirs which the shop offers: `whatsapp`, `code`. The ledger takes
    // no proof for an opt-in that shows no act of the person.
    const methods = answer.grade < 'E2' ? [] : (element.prove?.split(' ') ?? []);
    const [sentence, , , contact] = text.split('\n');
    const { link, recorded_at } = answer;
    const receipt = link && html`<p>${receiptLink(html, link, strings.openReceipt)}</p>`;
    return html`<div part="view" class="view" lang=${strings.lang}>
      <div id="view" ?hidden=${!this.#open}>
        <p><strong>${strings.yourConsent}</strong></p>
        <p>${strings.agreedOn.replace('{date}', moment(recorded_at, strings.lang))}</p>
        <p lang=${locale}>${sentence}</p>
        <p>${strings.howToStop}</p>
        <p lang=${locale}>${leftToRight(html, contact)}</p>
        ${receipt}
      </div>
      ${methods.some(Boolean) ? this.#proof.draw(html, strings, methods) : undefined}
    </div>`;
  }

  #toggle(): void {
    this.#open = !this.#open;
    this.#facts.changed();
  }
}

const receiptLink = (html: Html, link: string, words: string): TemplateResult =>
  html`<a href=${link} target="_blank" rel="noopener" aria-describedby="new-tab">${words}</a>`;

/** Telephone numbers run left to right among words of any direction. */
function leftToRight(html: Html, line = ''): unknown[] {
  return line
    .split(/(\+?\d[\d ()-]{5,}\d)/)
    .map((part, at) => (at % 2 ? html`<bdi dir="ltr">${part}</bdi>` : part));
}

/** Date and time in the language's own form; in English as on the person's page. */
function moment(iso: string, lang: string): string {
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(iso));
}
