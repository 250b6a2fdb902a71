// The seal: whether the log goes on from what this browser saw before, its size, and who else has signed it.

import { html, type TemplateResult } from 'lit';
import { moved } from '../ask/route.ts';
import { type Icon, icon, type Tone } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import type { OpenedHead } from '../verify/check.ts';
import { newestHead } from '../verify/head.ts';
import { seal as words } from '../words/en.ts';

class Seal extends Part {
  #head: OpenedHead | 'unread' | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // What the page itself asks for goes first.
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
    idle(() => void this.#check());
    addEventListener(moved, this.#again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(moved, this.#again);
  }

  /** The log has grown by each look: what the seal says is of the page that is shown. */
  readonly #again = (): void => void this.#check();

  async #check(): Promise<void> {
    this.#head = await newestHead().catch((): 'unread' => 'unread');
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const [mark, tone, title] = this.#verdict();
    const head = typeof this.#head === 'object' ? this.#head : undefined;
    const witnesses = head?.steps.find(({ name }) => name === 'witnesses')?.inputs.length ?? 0;
    return html`<p class="seal"><b>${icon(mark, tone)} ${title}</b>
      ${head?.head ? html`<span>${words.entries(head.head.size)}</span>` : ''}
      ${head?.head ? html`<span>${witnesses === 0 ? words.unwitnessed : words.witnessed(witnesses)}</span>` : ''}</p>`;
  }

  #verdict(): [Icon, Tone, string] {
    if (this.#head === undefined) return ['never', 'soft', words.checking];
    if (this.#head === 'unread') return ['care', 'care', words.unknown];
    const { steps } = this.#head;
    if (steps.some(({ state }) => state === 'broken')) return ['broken', 'no', words.broken];
    const consistency = steps.find(({ name }) => name === 'consistency');
    return consistency?.state === 'holds' ? ['yes', 'yes', words.consistent] : ['never', 'soft', words.first];
  }
}

customElements.define('console-seal', Seal);
