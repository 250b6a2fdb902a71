// At any moment: what stood then, and what changed between two moments, purpose by purpose and word by word.

import { html, nothing, type TemplateResult } from 'lit';
import { Reading } from '../ask/reading.ts';
import { go, to } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { count, localOf, momentOf, zoned, zoneName } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { person, changed as words } from '../words/en.ts';
import { grades, purposeWord } from '../words/named.ts';
import { type Entry, readStanding, type Standing, type Standings } from './history.ts';
import { compared } from './words-compared.ts';

export const changed = (subject: string, entries: readonly Entry[], query: URLSearchParams): TemplateResult =>
  html`<console-changed .subject=${subject} .entries=${entries} .query=${query}></console-changed>`;

class Changed extends Part {
  static override properties = {
    subject: { attribute: false },
    entries: { attribute: false },
    query: { attribute: false },
  };
  declare subject: string;
  declare entries: readonly Entry[];
  declare query: URLSearchParams;
  readonly #read = new Reading<[Standings, Standings]>(this);
  #asked = '';

  protected override willUpdate(): void {
    const [from, until] = [this.query.get('from'), this.query.get('until')];
    const asked = `${this.subject} ${from} ${until}`;
    if (asked === this.#asked || from === null) return;
    this.#asked = asked;
    void this.#read.run((signal) =>
      Promise.all([
        readStanding(this.subject, from, signal),
        readStanding(this.subject, until ?? undefined, signal),
      ]),
    );
  }

  readonly #then = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#go(event, (from, until) => ({ from, until, at: this.query.get('at') ?? '' }));
  };

  #go(event: SubmitEvent, query: (from: string, until: string) => Record<string, string>): void {
    const { elements } = event.currentTarget as HTMLFormElement;
    const value = (name: string) => momentOf((elements.namedItem(name) as HTMLInputElement).value) ?? '';
    const open = this.query.get('open') ?? '';
    go(to('person', this.subject, { open, ...query(value('from'), value('until')) }), 'replace');
  }

  readonly #at = (event: SubmitEvent): void => {
    event.preventDefault();
    const { value } = (event.currentTarget as HTMLFormElement).elements.namedItem('at') as HTMLInputElement;
    const kept = Object.fromEntries(
      ['open', 'from', 'until'].map((name) => [name, this.query.get(name) ?? '']),
    );
    go(to('person', this.subject, { ...kept, at: momentOf(value) ?? '' }));
  };

  protected override render(): TemplateResult {
    const [at, from, until] = ['at', 'from', 'until'].map((name) => this.query.get(name)) as [
      string | null,
      string | null,
      string | null,
    ];
    const first = this.entries[0]?.recorded_at;
    return html`<section class="sheet moved" aria-labelledby="mv">
      <header><h2 id="mv">${words.title}</h2><span class="soft small">${zoneName}</span></header>
      <form class="pad row when" @submit=${this.#at}>
        <label class="small" for="at">${words.at}</label>
        <input class="in" type="datetime-local" id="at" name="at" data-key="t" .value=${at ? localOf(at) : ''}>
        <button class="btn">${icon('clock')}${words.goTo}</button>
        ${at ? html`<a class="btn bare" href=${to('person', this.subject, { at: undefined })}>${words.backToNow}</a>` : nothing}</form>
      <form class="pad row when" @submit=${this.#then}>
        <label class="small" for="from">${words.between}</label>
        <input class="in" type="datetime-local" id="from" name="from" required .value=${from ? localOf(from) : first ? localOf(first) : ''}>
        <label class="small" for="until">${words.and}</label>
        <input class="in" type="datetime-local" id="until" name="until" .value=${until ? localOf(until) : ''} aria-describedby="until-empty">
        <button class="btn">${words.compare}</button><span class="small soft" id="until-empty">${words.emptyIsNow}</span></form>
      ${from === null ? nothing : whenRead(this.#read, ([then, now]) => this.#compared(then, now, from, until))}
    </section>`;
  }

  #compared(then: Standings, now: Standings, from: string, until: string | null): TemplateResult {
    const rows = then.purposes.flatMap((before) => {
      const after = now.purposes.find(
        ({ purpose, scope }) => purpose === before.purpose && scope === before.scope,
      );
      return after === undefined || !differs(before, after) ? [] : [this.#row(before, after)];
    });
    const span = words.span(zoned(from), until === null ? person.now.toLowerCase() : zoned(until));
    if (rows.length === 0) return html`<p class="pad soft small" role="status">${words.nothing(span)}</p>`;
    return html`<table><caption class="pad small soft">${span}</caption><tbody>${rows}${this.#words(then, now)}${this.#grade(then, now)}</tbody></table>`;
  }

  #row(before: Standing, after: Standing): TemplateResult {
    const [was, is] = [before, after].map(({ allowed }) => (allowed ? person.yes : person.no));
    return html`<tr><th scope="row">${purposeWord(before.purpose)}</th>
      <td>${was === is ? html`${is}, ${words.byAnother}` : html`<del>${was}</del> <ins>${is}</ins>`}</td>
      <td class="r num">${this.#place(before.record, true)} ${this.#place(after.record, false)}</td></tr>`;
  }

  #place(record: string | undefined, gone: boolean): TemplateResult | typeof nothing {
    const entry = this.entries.find(({ id }) => id === record);
    if (entry === undefined) return nothing;
    const number = count(entry.leaf_index);
    return gone ? html`<del>${number}</del>` : html`<ins>${number}</ins>`;
  }

  /** The consent that allows something then and now: what else was agreed to. */
  #deciding({ purposes }: Standings): Entry | undefined {
    const record = purposes.find(({ allowed }) => allowed)?.record;
    return this.entries.find(({ id }) => id === record);
  }

  #words(then: Standings, now: Standings): TemplateResult | typeof nothing {
    const [was, is] = [this.#deciding(then)?.text?.[0], this.#deciding(now)?.text?.[0]];
    if (was === undefined || is === undefined || was === is) return nothing;
    return html`<tr><th scope="row">${words.wordsRow}</th><td colspan="2">${compared(was, is)}</td></tr>`;
  }

  #grade(then: Standings, now: Standings): TemplateResult | typeof nothing {
    const [was, is] = [this.#deciding(then)?.grade, this.#deciding(now)?.grade];
    if (was === undefined || is === undefined || was === is) return nothing;
    const word = (grade: string) => `${grade}, ${grades[grade as keyof typeof grades].name}`;
    return html`<tr><th scope="row">${words.gradeRow}</th><td colspan="2"><del>${word(was)}</del> <ins>${word(is)}</ins></td></tr>`;
  }
}

const differs = (a: Standing, b: Standing): boolean => a.allowed !== b.allowed || a.record !== b.record;

customElements.define('console-changed', Changed);
