// Which records there are: the filter is the address, the total is exact, and the file is exactly the filter.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { go, type Route, to } from '../ask/route.ts';
import { asking } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count, said, time, zoned, zoneName } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { adder } from '../records/add-filter.ts';
import { completeness } from '../records/completeness.ts';
import { exporter } from '../records/export.ts';
import { asked, chips, type Filter, filterIn, options } from '../records/filter.ts';
import { kindIcon } from '../records/kind-icon.ts';
import { sampler } from '../records/sample.ts';
import { filter as filterWords, elsewhere as same, records as words } from '../words/en.ts';
import { channelWord, kindWord, listed, placed } from '../words/named.ts';

export const draw = (route: Route): TemplateResult =>
  html`<console-records .route=${route}></console-records>`;

type Row = {
  index: number;
  record: string;
  kind?: string;
  subject?: string;
  channel?: string;
  entry_point?: string;
  purposes?: string[];
  notice?: string;
  version?: number;
  locale?: string;
  grade?: string;
  recorded_at?: string;
  test?: true;
};
type Answer = {
  records: Row[];
  total: number;
  tree_size: number;
  unread: number;
  next?: string;
  read: string;
};

const pageSize = 50;
/** As many as the ledger gives in one answer. */
const pageMax = 200;

class Records extends Part {
  static override properties = { route: { attribute: false } };
  declare route: Route;
  readonly #read = new Reading<Answer>(this);
  #asked = '';
  #filter: Filter = {};

  protected override willUpdate(): void {
    const key = `${asking.business} ${this.route.query}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#filter = filterIn(this.route.query);
    const cursor = this.route.query.get('cursor');
    const limit = this.route.query.get('rows') === String(pageMax) ? pageMax : pageSize;
    const body = { ...asked(this.#filter), limit, ...(cursor !== null && { cursor }) };
    void this.#read.run(async (signal) => ({
      ...(await ask<Answer>('POST', '/v1/register/query', body, signal)),
      read: new Date().toISOString(),
    }));
  }

  /** The address of the same list with one field otherwise; a list that is filtered anew begins anew. */
  #with(field: string, values: readonly string[]): string {
    const { test: _, ...filter } = this.#filter;
    return to('records', '', { ...filter, rows: this.route.query.get('rows') ?? '', [field]: values });
  }

  protected override render(): TemplateResult {
    titled(words.title);
    const { value } = this.#read;
    const filter = this.#filter;
    return html`<div class="head"><h1>${words.title}</h1>
        <span class="row end">
          ${value === undefined ? nothing : html`${sampler(asked(filter), value.tree_size)}${completeness()}${exporter(asked(filter), value)}`}
        </span></div>
      <ul class="row" aria-label=${filterWords.label}>
        ${chips(filter).map(
          ([
            field,
            said,
          ]) => html`<li class="chip"><span class="soft">${filterWords.fields[field]}</span> <b>${said}</b>
            <a class="btn bare" href=${this.#with(field, [])} aria-label=${filterWords.remove(filterWords.fields[field])}>${icon('cross')}</a></li>`,
        )}
        <li>${adder((field, word) => go(this.#with(field, ['from', 'to'].includes(field) ? [word] : [...(filter[field] ?? []), word])))}</li>
        ${chips(filter).length === 0 ? nothing : html`<li><a class="btn bare" href=${to('records')}>${filterWords.clear}</a></li>`}
      </ul>
      ${whenRead(this.#read, (answer) => this.#list(answer))}
      ${elsewhere(
        `optmark records --business ${asking.business}${options(filter)}`,
        `POST /v1/register/query ${JSON.stringify(asked(filter))}`,
        same.list,
      )}`;
  }

  #list({ records, total, tree_size: size, read, unread, next }: Answer): TemplateResult {
    const { query } = this.route;
    return html`<section class="sheet" aria-labelledby="tot">
      <header><h2 id="tot"><span class="num">${count(total)}</span> ${words.total(total)}</h2>
        <span class="soft small">${words.exact} <span class="num">${count(size)}</span>, ${words.readAt(zoned(read, 'second'))}</span></header>
      ${unread === 0 ? nothing : html`<p class="pad small care">${icon('care')} ${words.unread(unread)}</p>`}
      ${records.length === 0 ? html`<p class="pad soft">${words.none}</p>` : this.#table(records)}
      <nav class="pad row small" aria-label=${words.pages}>
        <span class="soft">${words.shown(records.length, total)} ${
          query.get('rows') === String(pageMax)
            ? nothing
            : html`<a href=${to('records', '', { ...this.#filter, rows: String(pageMax) })}>${words.upTo(pageMax)}</a>`
        }</span>
        <span class="row end">
          ${query.has('cursor') ? html`<button class="btn" type="button" data-key="p" @click=${() => history.back()}>${words.newer} <kbd aria-hidden="true">p</kbd></button>` : html`<button class="btn" disabled>${words.newer}</button>`}
          ${next === undefined ? html`<button class="btn" disabled>${words.older}</button>` : html`<a class="btn" rel="next" data-key="n" href=${to('records', '', { ...this.#filter, rows: query.get('rows') ?? '', cursor: next })}>${words.older} <kbd aria-hidden="true">n</kbd></a>`}
        </span></nav></section>`;
  }

  #table(rows: readonly Row[]): TemplateResult {
    return html`<table class="fold recs"><thead><tr><th class="r" scope="col">${words.entry}</th>
      <th scope="col" aria-sort="descending">${words.recorded(zoneName)}</th><th scope="col">${words.kind}</th><th scope="col">${words.person}</th>
      <th scope="col">${words.purpose}</th><th scope="col">${words.where}</th><th scope="col">${words.notice}</th><th scope="col">${words.grade}</th></tr></thead>
      <tbody>${rows.map(row)}</tbody></table>`;
  }
}

function row(one: Row): TemplateResult {
  const { index, record, kind = '', subject, recorded_at: at } = one;
  const [mark, tone] = kindIcon(kind);
  const address = subject === undefined ? to('record', record) : to('person', subject, { open: record });
  const all = one.purposes ?? [];
  return html`<tr><td class="num r soft e">${count(index)}</td>
    <td class="nw t">${at === undefined ? nothing : time(at, said(at, 'second'))}</td>
    <td class="nw k"><span class="tag ${tone}">${icon(mark)}${kindWord(kind)}</span></td>
    <td class="num p"><a class="entry" data-line href=${address}>${subject === undefined ? words.open : `…${subject.slice(-8)}`}</a></td>
    <td class="u">${all.length === 0 ? nothing : all.length > 3 ? words.purposes(all.length) : capital(listed(all))}</td>
    <td class="nw w">${one.channel === undefined ? nothing : channelWord(one.channel)}${one.entry_point === undefined || one.entry_point === one.channel ? nothing : `, ${placed(one.entry_point).replace(/^(at|on the) /, '')}`}</td>
    <td class="nw soft n">${one.notice === undefined ? nothing : `${one.notice} v${one.version}${one.locale === undefined || one.locale === 'en' ? '' : ` (${one.locale})`}`}</td>
    <td class="g">${one.grade === undefined ? nothing : html`<span class="grade">${one.grade}</span>`}</td></tr>`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

customElements.define('console-records', Records);
