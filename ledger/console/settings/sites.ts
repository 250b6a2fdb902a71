// The sites of the business: from which origins its pages and apps use which publishable key.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { copyButton } from '../parts/copied.ts';
import { count } from '../parts/moment.ts';
import { sites as words } from '../words/sites.ts';
import { type Act, actButton } from './act.ts';
import { type Field, list } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-sites .session=${session}></settings-sites>`;

type Site = { key: string; origins: string[]; customer_token_required: boolean; test?: true };

const placeholder = 'https://shop.example';
const requires = (value: boolean): Field => ({
  ...{ name: 'customer_token_required', label: words.requires, kind: 'switch', hint: words.requiresHint },
  value,
});

class Sites extends Section<Site[]> {
  protected async read(signal: AbortSignal): Promise<Site[]> {
    return (await ask<{ sites: Site[] }>('GET', '/v1/sites', undefined, signal)).sites;
  }

  protected drawn(sites: Site[]): TemplateResult {
    return html`<section class="sheet" aria-labelledby="live"><header><h2 id="live"><span class="num">${count(sites.length)}</span> ${words.live(sites.length)}</h2>
        <span class="end">${actButton(this.#add(), words.add.open, { mark: 'plus' })}</span></header>
        ${sites.length === 0 ? html`<p class="pad soft">${words.none}</p>` : this.#table(sites)}</section>`;
  }

  #table(sites: readonly Site[]): TemplateResult {
    return html`<table class="fold set"><thead><tr><th scope="col">${words.origins}</th><th scope="col">${words.token}</th>
        <th scope="col"><span class="vh">${words.actions}</span></th></tr></thead>
      <tbody>${sites.map((site) => {
        const about = words.about(site.key);
        return html`<tr><th scope="row" class="wide"><ul>${site.origins.map((origin) => html`<li>${origin}</li>`)}</ul>
          <small class="num soft">${site.key}${copyButton(words.key, site.key)}${site.test ? html` <span class="tag test">${words.test}</span>` : nothing}</small></th>
        <td class="soft">${site.customer_token_required ? words.tokenRequired : words.tokenFree}</td>
        <td class="r wide"><span class="acts">${actButton(this.#change(site), words.change.open, { about })}
          ${actButton(this.#secret(site), words.secret.open, { about, mark: 'key' })}
          ${actButton(this.#end(site), words.end.open, { about })}</span></td></tr>`;
      })}</tbody></table>`;
  }

  #add(): Act {
    const { add } = words;
    const allTest = this.session.businesses.some(({ id, test }) => id === asking.business && test === true);
    return {
      ...{ title: add.title, means: add.means, doIt: add.doIt, method: 'POST', path: '/v1/sites' },
      fields: [
        { name: 'origins', label: add.origins, kind: 'lines', hint: words.originsHint, placeholder },
        requires(false),
        // Every site of a test business is one.
        ...(allTest ? [] : [{ name: 'test', label: add.test, kind: 'switch', hint: add.testHint } as const]),
      ],
      body: ({ origins, customer_token_required: token, test }) => ({
        origins: list(origins),
        ...(token === true && { customer_token_required: true }),
        ...(test === true && { test }),
      }),
      command: ({ origins, customer_token_required: token, test }) =>
        lineOf('optmark site add', {
          ...{ business: asking.business, origin: list(origins) },
          ...{ 'require-customer-token': token === true, test: test === true },
        }),
      done: this.again,
    };
  }

  #change({ key, origins, customer_token_required: was }: Site): Act {
    const { change } = words;
    return {
      ...{ title: change.title(origins[0]!), means: change.means, doIt: change.doIt },
      ...{ method: 'PATCH', path: `/v1/sites/${key}`, done: this.again },
      fields: [
        { name: 'add_origins', label: change.add, kind: 'lines', hint: words.originsHint, optional: true },
        {
          ...{ name: 'remove_origins', label: change.remove, kind: 'ticks', optional: true },
          options: origins.map((origin) => [origin, origin] as const),
        },
        requires(was),
      ],
      body: ({ add_origins: add, remove_origins: remove, customer_token_required: token }) => ({
        ...(list(add).length > 0 && { add_origins: list(add) }),
        ...(list(remove).length > 0 && { remove_origins: list(remove) }),
        ...(token !== was && { customer_token_required: token === true }),
      }),
      command: ({ add_origins: add, remove_origins: remove, customer_token_required: token }) =>
        lineOf(`optmark site change ${key}`, {
          ...{ business: asking.business, 'add-origin': list(add), 'remove-origin': list(remove) },
          'require-customer-token': token === true && !was,
          'no-customer-token': token !== true && was,
        }),
    };
  }

  #secret({ key, origins }: Site): Act {
    const { secret } = words;
    return {
      ...{ title: secret.title(origins[0]!), means: secret.means, doIt: secret.doIt },
      ...{ method: 'POST', path: `/v1/sites/${key}/token-secret`, done: this.again },
      command: () => lineOf(`optmark site token-secret ${key}`, { business: asking.business }),
      once: ({ secret: value }: { secret: string }) => [{ label: secret.label, value }],
    };
  }

  #end({ key, origins }: Site): Act {
    const { end } = words;
    return {
      ...{ title: end.title(origins[0]!), means: end.means, doIt: end.doIt },
      sure: end.sure(origins.join(', ')),
      ...{ method: 'DELETE', path: `/v1/sites/${key}`, done: this.again },
      command: () => lineOf(`optmark site end ${key}`, { business: asking.business }),
    };
  }
}

customElements.define('settings-sites', Sites);
