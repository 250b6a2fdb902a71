// The notices and call flows of the business: every one, with what is in use. One of them has a page of its
// own.

import '../style/notices.css';
import { html, nothing, type TemplateResult } from 'lit';
import { Reading } from '../ask/reading.ts';
import { type Route, to } from '../ask/route.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import {
  type Flow,
  languageIn,
  type Notice,
  type Published,
  readPublished,
  unreviewedIn,
} from '../notices/reading.ts';
import '../notices/notice.ts';
import { stateTag } from '../notices/state.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { said, time, zoneName } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { listed } from '../words/named.ts';
import { notices as words } from '../words/notices.ts';

export const draw = (route: Route, session: SignedIn): TemplateResult =>
  html`<console-notices .route=${route} .session=${session}></console-notices>`;

class Notices extends Part {
  static override properties = { route: { attribute: false }, session: { attribute: false } };
  declare route: Route;
  declare session: SignedIn;
  readonly #read = new Reading<Published>(this);
  #asked = '';

  protected override willUpdate(): void {
    if (asking.business === this.#asked) return;
    this.#asked = asking.business;
    void this.#read.run(readPublished);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { id } = this.route;
    if (id !== '')
      return whenRead(
        this.#read,
        ({ notices, flows }) =>
          html`<console-notice .versions=${notices.get(id) ?? []} .flows=${[...flows.values()].map(([newest]) => newest)}
            .query=${this.route.query} .session=${this.session} .changed=${this.#read.again}></console-notice>`,
      );
    titled(words.title);
    return html`<div class="head"><h1>${words.title}</h1><span class="soft small">${words.means}</span></div>
      ${whenRead(this.#read, ({ notices, flows }) => html`${list(notices)}${flowList(flows, notices)}`)}
      ${elsewhere(`optmark notice list --business ${asking.business}`, 'GET /v1/notices')}`;
  }
}

const list = (notices: Published['notices']): TemplateResult =>
  html`<section class="sheet" aria-labelledby="notices"><header><h2 id="notices">${words.title}</h2></header>
    ${
      notices.size === 0
        ? html`<p class="pad soft">${words.none}</p>`
        : html`<table class="fold"><thead><tr><th scope="col">${words.notice}</th><th scope="col">${words.state}</th><th scope="col">${words.version}</th>
          <th scope="col">${words.since(zoneName)}</th><th scope="col">${words.purposes}</th><th scope="col">${words.languages}</th></tr></thead>
          <tbody>${[...notices.values()].map(row)}</tbody></table>`
    }</section>`;

function row(all: readonly Notice[]): TemplateResult {
  const notice = all[0]!;
  const unreviewed = unreviewedIn(notice);
  return html`<tr><td class="nw wide"><b><a class="entry" data-line href=${to('notices', notice.id)}>${notice.id}</a></b></td>
    <td class="nw">${stateTag(notice)}</td>
    <td class="nw num">${notice.version}</td>
    <td class="nw">${time(notice.retired_at ?? notice.published_at, said(notice.retired_at ?? notice.published_at))}</td>
    <td>${capital(listed(notice.purposes))}</td>
    <td>${Object.keys(notice.locales)
      .map((tag) => languageIn(tag, 'en'))
      .join(', ')}${
      unreviewed.length === 0
        ? nothing
        : html` <span class="care nw">${icon('care')} ${words.unreviewed(unreviewed.length)}</span>`
    }</td></tr>`;
}

const flowList = (flows: Published['flows'], notices: Published['notices']): TemplateResult =>
  html`<section class="sheet" aria-labelledby="flows"><header><h2 id="flows">${words.flows}</h2></header>
    ${
      flows.size === 0
        ? html`<p class="pad soft">${words.noFlows}</p>`
        : html`<table class="fold"><thead><tr><th scope="col">${words.flow}</th><th scope="col">${words.version}</th>
          <th scope="col">${words.since(zoneName)}</th><th scope="col">${words.itsNotice}</th><th scope="col">${words.languages}</th></tr></thead>
          <tbody>${[...flows.values()].map(([flow]) => flowRow(flow!, notices))}</tbody></table>`
    }</section>`;

function flowRow(flow: Flow, notices: Published['notices']): TemplateResult {
  const { id, version } = flow.notice;
  const newest = notices.get(id)?.[0]?.version;
  return html`<tr><td class="nw wide"><b><a class="entry" data-line href=${to('record', flow.record)}>${flow.id}</a></b></td>
    <td class="nw num">${flow.version}</td><td class="nw">${time(flow.published_at)}</td>
    <td><a href=${to('notices', id, { version: `${version}` })}>${id} v${version}</a>${
      newest === undefined || newest === version
        ? nothing
        : html` <span class="care nw">${icon('care')} ${words.older}</span>`
    }</td>
    <td>${Object.keys(flow.locales)
      .map((tag) => languageIn(tag, 'en'))
      .join(', ')}</td></tr>`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

customElements.define('console-notices', Notices);
