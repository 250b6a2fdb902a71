// The way in. A one-time link carries its token behind the `#`, which no server and no proxy sees. The page
// takes it out of the address at once and spends it only at a click: a scanner that opens links, even one
// that runs scripts, signs nobody in.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import type { Session } from '../ask/session.ts';
import { line } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { elsewhere, frame, signIn as words } from '../words/en.ts';

const command = 'optmark console link';

/** Out of the address at once, also where somebody is signed in already. */
let carried = takeToken();

class SignIn extends Part {
  static override properties = {
    session: { attribute: false },
    ended: { attribute: false },
    entered: { attribute: false },
  };
  declare session: Session;
  declare ended: boolean;
  declare entered: (session: Session) => void;
  #token = carried;
  #refused = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', () => {
      this.#token = takeToken() ?? this.#token;
      this.requestUpdate();
    });
  }

  readonly #redeem = async (): Promise<void> => {
    const token = this.#token;
    this.#token = undefined;
    carried = undefined;
    try {
      this.entered(await ask<Session>('POST', '/v1/console/session', { token }));
    } catch {
      this.#refused = true;
      this.requestUpdate();
    }
  };

  protected override render(): TemplateResult {
    const { provider } = this.session;
    document.title = `${words.title} · ${frame.product}`;
    return html`<main class="mid" id="main">
      <div><p class="small"><b>${frame.product}</b> <span class="soft">${location.host}</span></p><h1>${words.title}</h1></div>
      ${this.ended ? html`<p role="status">${words.ended}</p>` : nothing}
      ${this.#refused ? html`<p role="alert" class="no">${words.refused}</p>` : nothing}
      <section class="sheet pad stack">
        ${
          this.#token === undefined
            ? nothing
            : html`<button class="btn main big" type="button" @click=${this.#redeem}>${icon('key')}${words.withLink}</button>
                <p class="small soft">${words.linkReady}</p>`
        }
        ${
          provider === null
            ? nothing
            : html`<a class=${`btn big ${this.#token === undefined ? 'main' : ''}`} href="/v1/console/sign-in">${icon('key')}${words.withProvider(provider.host)}</a>`
        }
        ${this.#token === undefined ? this.#how(provider === null) : nothing}
      </section>
      <ul class="small soft stack t">
        <li>${icon('look')} <span>${words.recorded}</span></li>
        <li>${icon('lock')} <span>${words.masked}</span></li>
        <li>${icon('clock')} <span>${words.hours}</span></li>
      </ul>
      <console-seal class="small soft inline"></console-seal>
    </main>`;
  }

  #how(alone: boolean): TemplateResult {
    if (alone) return html`<p class="small">${words.noProvider}</p>${line(command, elsewhere.command)}`;
    return html`<details class="more small"><summary>${words.haveLink}</summary>
      <p class="soft">${words.linkHow}</p>${line(command, elsewhere.command)}</details>`;
  }
}

/** Undefined: the address holds none. */
function takeToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
  if (token !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

customElements.define('console-sign-in', SignIn);
