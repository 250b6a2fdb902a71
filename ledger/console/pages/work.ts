// The work paper: everything that was looked at, by you or by all, as the log has it. An auditor takes it
// along.

import { html, nothing, type TemplateResult } from 'lit';
import { ask, save } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { type Route, to } from '../ask/route.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count, said, time, zoneName } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { work as words } from '../words/en.ts';
import { told } from '../words/told.ts';

export const draw = (route: Route, session: SignedIn): TemplateResult =>
  html`<console-work .route=${route} .session=${session}></console-work>`;

type Look = {
  record: string;
  leaf_index: number;
  at: string;
  role: string;
  name?: string;
  operation: string;
  subject?: string;
  reason?: string;
  total?: number;
};
type Looks = { looks: Look[]; total: number; tree_size: number; next?: string };

class Work extends Part {
  static override properties = { route: { attribute: false }, session: { attribute: false } };
  declare route: Route;
  declare session: SignedIn;
  readonly #read = new Reading<Looks>(this);
  #asked = '';

  /** Of who is signed in, unless all were asked for. */
  get #query(): string {
    const query = new URLSearchParams();
    if (this.route.query.get('by') !== 'all') query.set('by', this.session.person.id);
    return String(query);
  }

  protected override willUpdate(): void {
    const cursor = this.route.query.get('cursor');
    const key = `${asking.business} ${this.#query} ${cursor ?? ''}`;
    if (key === this.#asked) return;
    this.#asked = key;
    const path = `/v1/looks?${this.#query}&limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    void this.#read.run((signal) => ask<Looks>('GET', path, undefined, signal));
  }

  readonly #save = (format: 'csv' | 'ndjson') => () =>
    save('GET', `/v1/looks?${this.#query}&format=${format}`, undefined, `${asking.business}-looks.${format}`);

  protected override render(): TemplateResult {
    titled(words.title);
    const all = this.route.query.get('by') === 'all';
    return html`<div class="head"><h1>${words.title}</h1>
        <span class="row end"><a class="btn" href=${to('work', '', { by: all ? '' : 'all' })}>${all ? words.mine : words.everyone}</a>
          <button class="btn" type="button" @click=${this.#save('ndjson')}>${icon('save')}NDJSON</button>
          <button class="btn main" type="button" data-key="e" @click=${this.#save('csv')}>${icon('save')}CSV</button></span></div>
      <p class="soft small">${words.means}</p>
      ${whenRead(this.#read, (looks) => this.#list(looks, all))}
      ${elsewhere(`optmark records --business ${asking.business} --kind accessed`, `GET /v1/looks?${this.#query}`)}`;
  }

  #list({ looks, total, tree_size: size, next }: Looks, all: boolean): TemplateResult {
    return html`<section class="sheet" aria-labelledby="tot"><header><h2 id="tot"><span class="num">${count(total)}</span> ${words.looks(total)}</h2>
        <span class="soft small">${words.trueAt} <span class="num">${count(size)}</span></span></header>
      ${
        looks.length === 0
          ? html`<p class="pad soft">${words.none}</p>`
          : html`<table class="fold"><thead><tr><th scope="col" class="r">${words.entry}</th><th scope="col">${words.when(zoneName)}</th>
        ${all ? html`<th scope="col">${words.who}</th>` : nothing}<th scope="col">${words.what}</th><th scope="col">${words.person}</th><th scope="col">${words.why}</th></tr></thead>
        <tbody>${looks.map(
          (
            one,
          ) => html`<tr><td class="num r soft">${count(one.leaf_index)}</td><td class="nw">${time(one.at, said(one.at, 'second'))}</td>
            ${all ? html`<td>${one.name ?? told.readers[one.role] ?? one.role}</td>` : nothing}
            <td>${told.operations[one.operation] ?? one.operation}${one.total === undefined ? nothing : html` <span class="soft">${words.found(count(one.total))}</span>`}</td>
            <td class="num">${one.subject === undefined ? nothing : html`<a class="entry" data-line href=${to('person', one.subject)}>…${one.subject.slice(-8)}</a>`}</td>
            <td>${one.reason?.replaceAll('_', ' ') ?? nothing}</td></tr>`,
        )}</tbody></table>`
      }
      ${next === undefined ? nothing : html`<nav class="pad row" aria-label=${words.pages}><a class="btn end" data-key="n" href=${to('work', '', { by: all ? 'all' : '', cursor: next })}>${words.older}</a></nav>`}
    </section>`;
  }
}

customElements.define('console-work', Work);
