// The secret keys of the business: what its servers sign in with. The ledger keeps a hash of each.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { briefly, count, time } from '../parts/moment.ts';
import { keys as words } from '../words/keys.ts';
import { type Act, actButton } from './act.ts';
import { list, text } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-keys .session=${session}></settings-keys>`;

type Key = {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  revoked_at?: string;
  test?: true;
};

class Keys extends Section<Key[]> {
  protected async read(signal: AbortSignal): Promise<Key[]> {
    return (await ask<{ keys: Key[] }>('GET', '/v1/keys', undefined, signal)).keys;
  }

  protected drawn(keys: Key[]): TemplateResult {
    const live = keys.filter((key) => key.revoked_at === undefined);
    const revoked = keys.filter((key) => key.revoked_at !== undefined);
    return html`<section class="sheet" aria-labelledby="live"><header><h2 id="live"><span class="num">${count(live.length)}</span> ${words.live(live.length)}</h2>
        <span class="end">${actButton(this.#create(), words.create.open, { mark: 'plus' })}</span></header>
        ${live.length === 0 ? html`<p class="pad soft">${words.none}</p>` : this.#table(live)}</section>
      ${
        revoked.length === 0
          ? nothing
          : html`<details class="sheet more"><summary class="pad soft small">${words.revoked(revoked.length)}</summary>${this.#table(revoked)}</details>`
      }`;
  }

  #table(keys: readonly Key[]): TemplateResult {
    return html`<table class="fold set"><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.may}</th>
        <th scope="col">${words.made}</th><th scope="col"><span class="vh">${words.actions}</span></th></tr></thead>
      <tbody>${keys.map(
        (
          key,
        ) => html`<tr><th scope="row" class="wide">${key.name}${key.test ? html` <span class="tag test">${words.test}</span>` : nothing}
          <small class="num soft">${key.id}</small></th>
        <td class="wide"><ul class="scopes">${key.scopes.map((scope) => html`<li class="num">${scope}</li>`)}</ul></td>
        <td class="nw soft">${time(key.created_at, briefly(key.created_at))}</td>
        <td class="r nw">${key.revoked_at === undefined ? actButton(this.#revoke(key), words.revoke.open, { about: words.about(key.name) }) : html`<span class="soft">${words.revokedAt} ${time(key.revoked_at, briefly(key.revoked_at))}</span>`}</td></tr>`,
      )}</tbody></table>`;
  }

  #create(): Act {
    const { create } = words;
    const allTest = this.session.businesses.some(({ id, test }) => id === asking.business && test === true);
    return {
      ...{ title: create.title, means: create.means, doIt: create.doIt, method: 'POST', path: '/v1/keys' },
      fields: [
        { name: 'name', label: create.name, hint: create.nameHint, placeholder: 'ivr' },
        { name: 'scopes', label: create.scopes, kind: 'ticks', options: Object.entries(words.scopes) },
        // Every key of a test business is one.
        ...(allTest
          ? []
          : [{ name: 'test', label: create.test, kind: 'switch', hint: create.testHint } as const]),
      ],
      body: ({ name, scopes, test }) => ({
        ...{ name: text(name), scopes: list(scopes) },
        ...(test === true && { test }),
      }),
      command: ({ name, scopes, test }) =>
        lineOf('optmark keys create', {
          ...{ business: asking.business, name: text(name), scopes: list(scopes).join(',') },
          test: test === true,
        }),
      once: ({ key, id }: { id: string; key: string }) => [
        { label: create.secret, value: key, means: `${words.id}: ${id}` },
      ],
      done: this.again,
    };
  }

  #revoke({ id, name }: Key): Act {
    const { revoke } = words;
    return {
      ...{ title: revoke.title(name), means: revoke.means, sure: revoke.sure(name), doIt: revoke.doIt },
      ...{ method: 'DELETE', path: `/v1/keys/${id}`, done: this.again },
      command: () => `optmark keys revoke ${id}`,
    };
  }
}

customElements.define('settings-keys', Keys);
