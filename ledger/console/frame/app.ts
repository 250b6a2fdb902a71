// The whole page: who is signed in, the frame, and the page that the address names. Pages are loaded when
// they are asked for.

import { html, nothing, type TemplateResult } from 'lit';
import { ask, signedOut } from '../ask/ask.ts';
import { followLinks, moved, type PageName, type Route, routeOf } from '../ask/route.ts';
import { asking, type Business, inBusiness, type Session, type SignedIn } from '../ask/session.ts';
import { brokenNow, brokenSeen } from '../parts/broken.ts';
import { icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { failed } from '../parts/waiting.ts';
import { frame as words } from '../words/en.ts';
import { listenToKeys } from './keys.ts';
import { drawSearch, type Found } from './search.ts';
import { drawSide, drawWho } from './side.ts';
import './seal.ts';
import './sign-in.ts';

type Draw = (route: Route, session: SignedIn) => TemplateResult;

const loads: Record<PageName, () => Promise<{ draw: Draw }>> = {
  overview: () => import('../pages/overview.ts'),
  records: () => import('../pages/records.ts'),
  person: () => import('../pages/person.ts'),
  record: () => import('../pages/record.ts'),
  message: () => import('../pages/message.ts'),
  rights: () => import('../pages/rights.ts'),
  notices: () => import('../pages/notices.ts'),
  log: () => import('../pages/log.ts'),
  work: () => import('../pages/work.ts'),
  settings: () => import('../pages/settings.ts'),
};

class Console extends Part {
  #session: Session | undefined;
  #error: unknown;
  #ended = false;
  #route = routeOf(location);
  #pages: Partial<Record<PageName, Draw>> = {};
  #found: Extract<Found, { kind: 'none' }> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    followLinks();
    listenToKeys();
    addEventListener(moved, () => void this.#move());
    // Back after signing out: a page that the browser has kept would show what was revealed on it.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
    addEventListener(brokenSeen, () => this.requestUpdate());
    addEventListener(signedOut, () => {
      if (this.#session?.signed_in !== true) return;
      this.#ended = true;
      this.#session = { signed_in: false, provider: this.#session.provider };
      this.requestUpdate();
    });
    void this.#begin();
  }

  async #begin(): Promise<void> {
    try {
      // The page and its data need not wait for each other.
      const [session] = await Promise.all([ask<Session>('GET', '/v1/console/session'), this.#load()]);
      this.#enter(session);
    } catch (error) {
      this.#error = error;
      this.requestUpdate();
    }
  }

  readonly #enter = (session: Session): void => {
    this.#session = session;
    this.#error = undefined;
    if (session.signed_in) {
      asking.csrf = session.csrf;
      asking.business = this.#business()?.id ?? '';
    }
    this.requestUpdate();
  };

  /** The one that the address names, else the first. */
  #business(): Business | undefined {
    if (this.#session?.signed_in !== true) return undefined;
    const { businesses } = this.#session;
    const named = this.#route.query.get('business');
    return businesses.find(({ id }) => id === named) ?? businesses[0];
  }

  async #move(): Promise<void> {
    const before = this.#route;
    this.#route = routeOf(location);
    this.#found = undefined;
    asking.business = this.#business()?.id ?? '';
    await this.#load();
    this.requestUpdate();
    await this.updateComplete;
    // A reader who cannot see that the page is another one is put at its heading.
    if (before.page === this.#route.page && before.id === this.#route.id) return;
    scrollTo(0, 0);
    this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  async #load(): Promise<void> {
    const { page } = this.#route;
    this.#pages[page] ??= (await loads[page]()).draw;
  }

  readonly #searched = (found: Found): void => {
    this.#found = found.kind === 'none' ? found : undefined;
    this.requestUpdate();
  };

  protected override render(): TemplateResult | typeof nothing {
    if (this.#error !== undefined) return html`<main class="mid" id="main">${failed(this.#error)}</main>`;
    if (this.#session === undefined) return nothing;
    if (!this.#session.signed_in) {
      return html`<console-sign-in
        .session=${this.#session}
        .ended=${this.#ended}
        .entered=${this.#enter}
      ></console-sign-in>`;
    }
    const business = this.#business();
    return this.#framed(
      business === undefined ? this.#session : inBusiness(this.#session, business),
      business,
    );
  }

  #framed(session: SignedIn, business: Business | undefined): TemplateResult {
    const { query } = this.#route;
    const tried = business?.test === true || query.get('test') === 'only';
    return html`<a class="vh skip" href="#main">${words.skip}</a>
      <div class="frame">
        ${drawSide(session, business, this.#route)}
        <div>
          <section class="top" aria-label=${words.searchAndSession}>
            ${drawSearch(this.#searched)}
            ${
              business?.test === true
                ? html`<span class="end small">${words.test}</span>`
                : html`<a class="btn bare end" href=${this.#toggled(tried)} title=${tried ? words.showLive : words.showTest}
                    >${tried ? words.test : words.live}</a>`
            }
            ${drawWho(session)}
          </section>
          ${this.#bars(tried, business)}
          <main id="main" tabindex="-1">${this.#main(session, business)}</main>
        </div>
      </div>`;
  }

  #main(session: SignedIn, business: Business | undefined): TemplateResult | typeof nothing {
    if (business === undefined) return html`<p>${words.nothingFound}</p>`;
    if (this.#found !== undefined) return this.#found.draw(business);
    return this.#pages[this.#route.page]?.(this.#route, session) ?? nothing;
  }

  #toggled(tried: boolean): string {
    const address = new URL(location.href);
    address.searchParams.delete('cursor');
    if (tried) address.searchParams.delete('test');
    else address.searchParams.set('test', 'only');
    return address.pathname + address.search;
  }

  #bars(tried: boolean, business: Business | undefined): (TemplateResult | typeof nothing)[] {
    return [
      tried
        ? html`<div class="bar test" role="status"><b>${words.test}.</b><span>${words.testBar}</span>
            ${business?.test === true ? nothing : html`<a class="end" href=${this.#toggled(true)}>${words.showLive}</a>`}</div>`
        : nothing,
      ...brokenNow().map(
        ({
          what,
          address,
        }) => html`<div class="bar bad" role="alert"><span>${icon('care')} ${words.broken(what)}</span>
          ${address === undefined ? nothing : html`<a class="end" href=${address}>${words.seeIt}</a>`}</div>`,
      ),
    ];
  }
}

customElements.define('optmark-console', Console);
