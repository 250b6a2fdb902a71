// One notice: the words of a version in each language, what the rules say of them, how versions differ, and
// where it is used.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { to } from '../ask/route.ts';
import { asking, mayAct, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere, ids } from '../parts/copied.ts';
import { said, time, zoned } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { listed } from '../words/named.ts';
import { notices, used as useWords, versions as versionWords, notice as words } from '../words/notices.ts';
import { drawCompared, type Version } from './compared.ts';
import { drawFindings } from './findings.ts';
import { drawPreview } from './preview.ts';
import { type Flow, languageIn, type Notice, readLint, stateOf } from './reading.ts';
import { retirer } from './retire.ts';
import { reviewer } from './review.ts';
import { stateTag } from './state.ts';

type Place = { id: string; name: string; notice?: string; ended_at?: string };
/** `places`: undefined of who may not read them. */
type Read = { shown: Version; other: Version | undefined; places: Place[] | undefined };

class NoticePage extends Part {
  static override properties = {
    ...{ versions: { attribute: false }, flows: { attribute: false }, query: { attribute: false } },
    ...{ session: { attribute: false }, changed: { attribute: false } },
  };
  declare versions: readonly Notice[];
  declare flows: readonly Flow[];
  declare query: URLSearchParams;
  declare session: SignedIn;
  /** Call when the business has published or retired. */
  declare changed: () => void;
  readonly #read = new Reading<Read>(this);
  #asked = '';

  #named(field: 'version' | 'with'): Notice | undefined {
    return this.versions.find(({ version }) => `${version}` === this.query.get(field));
  }

  get #shown(): Notice | undefined {
    return this.#named('version') ?? this.versions[0];
  }

  protected override willUpdate(): void {
    const [shown, other] = [this.#shown, this.#named('with')];
    const key = `${asking.business} ${shown?.id} ${shown?.version} ${other?.version}`;
    if (shown === undefined || key === this.#asked) return;
    this.#asked = key;
    const admin = this.session.person.role === 'admin';
    void this.#read.run(async (signal) => {
      const version = async (notice: Notice) => ({
        notice,
        linted: await readLint(notice.id, notice.version, signal),
      });
      const [first, second, places] = await Promise.all([
        version(shown),
        other && version(other),
        admin ? ask<{ entry_points: Place[] }>('GET', '/v1/entry-points', undefined, signal) : undefined,
      ]);
      return {
        ...{ shown: first, other: second },
        places: places?.entry_points.filter(({ notice }) => notice === shown.id),
      };
    });
  }

  #address(over: Record<string, string>): string {
    const kept = ['version', 'locale', 'with'].map((name) => [name, this.query.get(name) ?? '']);
    return to('notices', this.versions[0]!.id, { ...Object.fromEntries(kept), ...over });
  }

  protected override render(): TemplateResult {
    const notice = this.#shown;
    titled(notice?.id ?? notices.title);
    if (notice === undefined) return html`<p class="soft">${words.unknown}</p>`;
    const asked = this.query.get('locale') ?? '';
    const locale = Object.hasOwn(notice.locales, asked) ? asked : notice.default_locale;
    return html`<div class="head"><h1>${notice.id}</h1><b>${notices.nth(notice.version)}</b>${stateTag(notice)}
        <span class="soft small">${stood(notice)}</span>
        ${mayAct(this.session.person) && stateOf(notice) === 'current' ? html`<span class="row end">${retirer(notice.id, this.changed)}</span>` : nothing}</div>
      ${whenRead(
        this.#read,
        ({ shown, other, places }) => html`
          ${other === undefined ? nothing : drawCompared(...inOrder(other, shown), locale)}
          <div class="cols even"><div class="stack">${drawFindings(shown.linted.findings)}${this.#versions(notice)}${this.#used(notice, places)}${facts(notice)}</div>
            <div class="stack">${drawPreview(shown.linted.words, locale, notice, (tag) => this.#address({ locale: tag }), this.#review(notice, locale))}</div></div>`,
      )}
      ${elsewhere(
        `optmark notice lint ${notice.id} --version ${notice.version} --business ${asking.business}`,
        `GET /v1/notices/lint?notice=${notice.id}&version=${notice.version}`,
      )}`;
  }

  #review(notice: Notice, locale: string): TemplateResult | typeof nothing {
    const isOpen = mayAct(this.session.person) && !Object.hasOwn(notice.reviews, locale);
    return isOpen && notice.reviewed[locale] !== true ? reviewer(notice, locale, this.changed) : nothing;
  }

  #versions(shown: Notice): TemplateResult {
    return html`<section class="sheet" aria-labelledby="vs"><header><h2 id="vs">${versionWords.title}</h2></header>
      <table><tbody>${this.versions.map(
        (one) => html`<tr><th scope="row" class="nw">${
          one === shown
            ? notices.nth(one.version)
            : html`<a class="entry" href=${this.#address({ version: `${one.version}`, with: '' })}>${notices.nth(one.version)}</a>`
        }</th>
          <td>${time(one.published_at, said(one.published_at, 'day'))}</td>
          <td class="r nw">${one === shown ? html`<span class="soft">${versionWords.shown}</span>` : html`<a class="entry" href=${this.#address({ with: `${one.version}` })}>${versionWords.compare(shown.version)}</a>`}</td></tr>`,
      )}</tbody></table></section>`;
  }

  #used({ id }: Notice, places: Place[] | undefined): TemplateResult {
    const flows = this.flows.filter(({ notice }) => notice.id === id);
    return html`<section class="sheet pad stack" aria-labelledby="used"><h2 id="used">${useWords.title}</h2><dl class="facts">
      <dt>${useWords.flows}</dt><dd>${flows.length === 0 ? useWords.noFlows : flows.map((flow) => html`<a href=${to('record', flow.record)}>${flow.id}</a> ${useWords.version(flow.notice.version)} `)}</dd>
      <dt>${useWords.places}</dt><dd>${
        places === undefined
          ? html`<span class="soft">${useWords.placesOfAdmin}</span>`
          : places.length === 0
            ? useWords.noPlaces
            : places
                .map((one) => `${one.name}${one.ended_at === undefined ? '' : ` (${useWords.ended})`}`)
                .join(', ')
      }</dd></dl>
      <p class="small"><a href=${to('records', '', { notice: id })}>${useWords.records}</a></p>
      <p class="small soft">${useWords.recordsMean}</p></section>`;
  }
}

const inOrder = (a: Version, b: Version): [Version, Version] =>
  a.notice.version < b.notice.version ? [a, b] : [b, a];

function stood({ published_at: from, superseded_at: superseded, retired_at: retired }: Notice): string {
  const since = zoned(from);
  if (retired !== undefined) return words.retired(since, zoned(retired));
  return superseded === undefined ? words.inUse(since) : words.superseded(since, zoned(superseded));
}

function facts(notice: Notice): TemplateResult {
  const { purposes, scope, policy, valid_days: days, default_locale: first, record, sha256 } = notice;
  return html`<section class="sheet pad stack" aria-labelledby="facts"><h2 id="facts">${words.facts}</h2><dl class="facts">
    <dt>${words.purposes}</dt><dd>${listed(purposes)}</dd>
    <dt>${words.scope}</dt><dd>${scope.includes('call') ? words.calls : words.messages}</dd>
    <dt>${words.pack}</dt><dd><code>${policy}</code></dd>
    <dt>${words.valid}</dt><dd>${days === undefined ? words.noEnd : words.days(days)}</dd>
    <dt>${words.first}</dt><dd>${languageIn(first, 'en')}</dd></dl>
    <p class="small"><a href=${to('record', record)}>${words.publication}</a></p>
    ${ids([[words.digest, sha256]])}</section>`;
}

customElements.define('console-notice', NoticePage);
