// The person proves that the number is theirs (grade E4): by a WhatsApp message that they send with a
// one-time code in it, or by a code that was sent to them. Without the proof, the opt-in stays as it is.

import type { TemplateResult } from 'lit/html.js';
import type { OwnershipClaims } from '../../ledger/channels/web/web.ts';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { asciiDigits } from '../../ledger/core/subject/notation.ts';
import type { Host, Now } from '../act/act.ts';
import type { call, LedgerProblem } from '../act/ledger/call.ts';
import type { Answer } from '../act/ledger/client.ts';
import type { Html } from '../draw/card.ts';
import { OptmarkConfirmedEvent } from '../events.ts';

/** What the act hands over. */
export type Given = {
  answer: Answer;
  /** The lines as they were agreed to. */
  text: string;
  /** Signs with the page key that made the record. */
  sign(claims: OwnershipClaims): Promise<string>;
  call: typeof call;
};

export type ProofHost = Host & Now & Given;

type Method = OwnershipClaims['method'];
type Challenge = { challenge: string; link?: string; digits?: number; expires_at: string };
type State =
  | { kind: 'offered'; error?: 'codeExpired' | 'confirmUnavailable' }
  | { kind: 'waiting'; challenge: Challenge }
  | { kind: 'code'; challenge: Challenge; error?: 'codeWrong' }
  | { kind: 'confirmed' };

/** How often to ask whether the message has arrived. */
const pollEveryMs = 3_000;

export class Proof {
  readonly #host: ProofHost;
  #state: State = { kind: 'offered' };
  /** Ways that this business has not set up. The widget offers them once, and then no more. */
  readonly #unavailable = new Set<Method>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ProofHost) {
    this.#host = host;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  draw(html: Html, strings: Strings, methods: readonly string[]): TemplateResult {
    const [said, act] = this.#step(html, strings, methods);
    return html`<div class="proof" role="group" aria-labelledby="proof" tabindex="-1">
      <p id="proof"><strong>${strings.confirmHeading}</strong></p>
      <p>${strings.confirmWhy}</p>
      <div role="status">${this.#status(strings)}</div>
      ${said}
      <p id="code-error" class="error" role="alert">${this.#error(html, strings)}</p>
      ${act}
    </div>`;
  }

  #status({ confirmWaiting, confirmed }: Strings): string | undefined {
    const { kind } = this.#state;
    return kind === 'waiting' ? confirmWaiting : kind === 'confirmed' ? confirmed : undefined;
  }

  #error(html: Html, strings: Strings): TemplateResult | undefined {
    const error = 'error' in this.#state ? this.#state.error : undefined;
    return error && html`<span class="unseen">${strings.errorPrefix}</span>${strings[error]}`;
  }

  /**
   * The content before the error and after it: a field's error comes between its hint and its input.
   */
  #step(html: Html, strings: Strings, methods: readonly string[]): (TemplateResult | undefined)[] {
    const state = this.#state;
    switch (state.kind) {
      case 'offered': {
        const offers = (method: Method) => methods.includes(method) && !this.#unavailable.has(method);
        return [
          undefined,
          html`${offers('whatsapp') ? this.#button(html, strings.confirmByMessage, 'whatsapp') : undefined}
            ${offers('code') ? this.#button(html, strings.confirmByCode, 'code') : undefined}`,
        ];
      }
      case 'waiting':
        return [
          undefined,
          html`<p><a href=${state.challenge.link} target="_blank" rel="noopener" aria-describedby="new-tab">${strings.confirmByMessage}</a></p>`,
        ];
      case 'code':
        return [
          html`<label for="code">${strings.codeLabel}</label>
            <p id="code-hint">${strings.codeHint.replace('{count}', String(state.challenge.digits ?? 6))}</p>`,
          html`<form @submit=${(event: Event) => this.#enter(event, state.challenge)}>
            <input id="code" class="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr"
              aria-describedby="code-hint code-error" aria-invalid=${state.error !== undefined} />
            <button>${strings.codeSend}</button>
          </form>`,
        ];
      case 'confirmed':
        return [];
    }
  }

  #button(html: Html, words: string, method: Method): TemplateResult {
    return html`<button type="button" @click=${() => void this.#begin(method)}>${words}</button>`;
  }

  async #begin(method: Method): Promise<void> {
    const { element, answer } = this.#host;
    const claims: OwnershipClaims = {
      v: 1,
      site: element.site!,
      jti: crypto.randomUUID(),
      iat: Date.now() / 1000,
      kind: 'prove_ownership',
      record: answer.record,
      method,
    };
    try {
      const body = await this.#host.sign(claims);
      const challenge = (await this.#post('', 'application/jose', body)) as Challenge;
      if (method === 'code') return this.#become({ kind: 'code', challenge });
      // The ledger never sends a link to another place.
      if (!isWhatsApp(challenge.link)) throw new Error('no link to WhatsApp');
      this.#become({ kind: 'waiting', challenge });
      // Where the browser no longer allows a new tab, the person can tap the link.
      open(challenge.link, '_blank', 'noopener');
      this.#poll(challenge);
    } catch (problem) {
      if ((problem as LedgerProblem).code === 'not_available') this.#unavailable.add(method);
      this.#become({ kind: 'offered', error: 'confirmUnavailable' });
    }
  }

  #poll(challenge: Challenge): void {
    this.#timer = setTimeout(async () => {
      const url = `${this.#host.base}/v1/ownership/${challenge.challenge}`;
      // The ledger may be unreachable for a moment. Ask again, until the code expires.
      const answer = (await this.#host.call(url).catch(() => undefined)) as { state?: string } | undefined;
      if (answer?.state === 'confirmed') return this.#confirmed();
      if (answer?.state === 'expired' || Date.parse(challenge.expires_at) < Date.now()) {
        return this.#become({ kind: 'offered', error: 'codeExpired' });
      }
      this.#poll(challenge);
    }, pollEveryMs);
  }

  async #enter(event: Event, challenge: Challenge): Promise<void> {
    // A form of its own, for the Enter key. It submits nothing.
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements[0] as HTMLInputElement;
    const code = asciiDigits(input.value).replace(/\D/g, '');
    try {
      await this.#post(`/${challenge.challenge}/code`, 'application/json', JSON.stringify({ code }));
      this.#confirmed();
    } catch (problem) {
      const wrong = ['code_wrong', 'invalid'].includes((problem as LedgerProblem).code);
      if (!wrong) return this.#become({ kind: 'offered', error: 'codeExpired' });
      this.#become({ kind: 'code', challenge, error: 'codeWrong' });
      input.focus();
    }
  }

  #post(path: string, type: string, body: string): Promise<unknown> {
    return this.#host.call(`${this.#host.base}/v1/ownership${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  }

  #confirmed(): void {
    this.#become({ kind: 'confirmed' });
    const { element, answer } = this.#host;
    element.dispatchEvent(new OptmarkConfirmedEvent(answer.record));
  }

  #become(state: State): void {
    const { root, changed } = this.#host;
    const group = root.querySelector<HTMLElement>('.proof');
    const held = group?.contains(root.activeElement);
    this.#state = state;
    changed();
    if (!group || !held) return;
    // After the drawing: the focused element may be gone, so the focus goes to its replacement.
    setTimeout(() => {
      if (!group.contains(root.activeElement))
        (group.querySelector<HTMLElement>('#code, a') ?? group).focus();
    });
  }
}

/** The ledger's link may lead only to WhatsApp. */
function isWhatsApp(link: string | undefined): link is string {
  return link?.startsWith('https://wa.me/') ?? false;
}
