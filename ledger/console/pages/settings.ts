// The settings: one section a page, and the list of them. A section is a file of settings/, loaded when it
// is asked for. Its group, its name and what it is for are in `words/settings.ts`.

import '../style/settings.css';
import { html, nothing, type TemplateResult } from 'lit';
import { type Route, to } from '../ask/route.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { type Icon, icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { settings as words } from '../words/settings.ts';

export const draw = (route: Route, session: SignedIn): TemplateResult =>
  html`<console-settings class="flat" .route=${route} .session=${session}></console-settings>`;

type Draw = (session: SignedIn) => TemplateResult;
/** `open`: to every role. The API answers the others to an admin alone. */
type Section = { load: () => Promise<{ draw: Draw }>; mark: Icon; open?: true };

const sections: Record<string, Section> = {
  business: { load: () => import('../settings/business.ts'), mark: 'case' },
  sites: { load: () => import('../settings/sites.ts'), mark: 'paper' },
  entries: { load: () => import('../settings/entries.ts'), mark: 'box' },
  senders: { load: () => import('../settings/senders.ts'), mark: 'phone' },
  templates: { load: () => import('../settings/templates.ts'), mark: 'said' },
  people: { load: () => import('../settings/people.ts'), mark: 'pen' },
  keys: { load: () => import('../settings/keys.ts'), mark: 'key' },
  retention: { load: () => import('../settings/retention.ts'), mark: 'clock' },
  signing: { load: () => import('../settings/signing.ts'), mark: 'tree', open: true },
};

class Settings extends Part {
  static override properties = { route: { attribute: false }, session: { attribute: false } };
  declare route: Route;
  declare session: SignedIn;
  #draws: Record<string, Draw> = {};

  protected override willUpdate(): void {
    const name = this.route.id;
    const section = this.#mayOpen(name) ? sections[name] : undefined;
    if (section === undefined || this.#draws[name] !== undefined) return;
    void section.load().then(({ draw }) => {
      this.#draws[name] = draw;
      this.requestUpdate();
    });
  }

  #isAdmin(): boolean {
    return this.session.businesses.some(({ id, role }) => id === asking.business && role === 'admin');
  }

  #mayOpen(name: string): boolean {
    return sections[name]?.open === true || (Object.hasOwn(sections, name) && this.#isAdmin());
  }

  protected override render(): TemplateResult {
    const { id } = this.route;
    const [name] = words.sections[id] ?? [];
    titled(name ?? words.title);
    if (id === '') return this.#list();
    return html`<div class="head"><h1>${name ?? words.title}</h1><span class="soft small">${words.sections[id]?.[1]}</span></div>
      <div class="room">${this.#side(id)}<div class="stack wide">${this.#section(id)}</div></div>`;
  }

  #section(id: string): TemplateResult | typeof nothing {
    if (!Object.hasOwn(sections, id)) return html`<p>${words.unknown}</p>`;
    if (!this.#mayOpen(id))
      return html`<section class="sheet pad"><p>${icon('lock')} ${words.adminOnly}</p></section>`;
    return this.#draws[id]?.(this.session) ?? nothing;
  }

  #groups(): [string, readonly string[]][] {
    return words.groups
      .map(([group, names]): [string, readonly string[]] => [
        group,
        names.filter((one) => this.#mayOpen(one)),
      ])
      .filter(([, names]) => names.length > 0);
  }

  #side(id: string): TemplateResult {
    return html`<nav class="sections small" aria-label=${words.list}><a class="up" href=${to('settings')}>${words.back}</a>
      ${this.#groups().map(
        ([group, names]) =>
          html`<p class="soft">${group}</p>${names.map(
            (one) =>
              html`<a href=${to('settings', one)} aria-current=${one === id ? 'page' : nothing}>${words.sections[one]?.[0]}</a>`,
          )}`,
      )}</nav>`;
  }

  #list(): TemplateResult {
    return html`<div class="head"><h1>${words.title}</h1><span class="soft small">${words.means}</span></div>
      ${this.#isAdmin() ? nothing : html`<p class="soft">${words.adminOnly} ${words.readable}</p>`}
      ${this.#groups().map(
        ([group, names]) =>
          html`<section class="stack" aria-label=${group}><h2>${group}</h2><ul class="tiles">${names.map(
            (one) =>
              html`<li><a class="sheet tile" data-line href=${to('settings', one)}>${icon(sections[one]!.mark)}<span><b>${words.sections[one]?.[0]}</b><small class="soft">${words.sections[one]?.[1]}</small></span></a></li>`,
          )}</ul></section>`,
      )}`;
  }
}

customElements.define('console-settings', Settings);
