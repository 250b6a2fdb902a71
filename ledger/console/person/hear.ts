// The words of a call, spoken by a voice of this browser: nothing leaves it. They stop when the event is
// closed.

import { html, type TemplateResult } from 'lit';
import { Part } from '../parts/part.ts';
import { event as words } from '../words/en.ts';

class Hear extends Part {
  static override properties = { lines: { attribute: false }, speaking: { state: true } };
  declare lines: readonly string[];
  declare speaking: boolean;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.speaking) this.#hush();
  }

  readonly #hush = (): void => {
    speechSynthesis.cancel();
    this.speaking = false;
  };

  readonly #speak = (): void => {
    speechSynthesis.cancel();
    const said = this.lines.map((line) => new SpeechSynthesisUtterance(line));
    for (const one of said) {
      one.lang = this.lang;
      one.onerror = () => {
        this.speaking = false;
      };
      speechSynthesis.speak(one);
    }
    said.at(-1)!.onend = () => {
      this.speaking = false;
    };
    this.speaking = true;
  };

  protected override render(): TemplateResult {
    return html`<button class="btn" lang="en" type="button" @click=${this.speaking ? this.#hush : this.#speak}>${this.speaking ? words.hush : words.hear}</button>`;
  }
}

customElements.define('console-hear', Hear);
