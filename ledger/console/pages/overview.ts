// What is going on: numbers of thirty days, what needs attention, and two charts, each with its table. The
// numbers are the register's and the reports' own; nothing is estimated.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { type Route, to } from '../ask/route.ts';
import { asking } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { attention, type Categories, type Followers } from '../overview/attention.ts';
import { byDay, byGrade, byReason, type Day } from '../overview/charts.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count, said } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { overview as words } from '../words/en.ts';

export const draw = (route: Route): TemplateResult =>
  html`<console-overview .route=${route}></console-overview>`;

type Counts = { counts: (Partial<Day> & { day?: string })[]; tree_size: number };
export type Sends = {
  judged: number;
  by_state: Record<string, number>;
  denied_by_reason: Record<string, number>;
  /** Days of UTC. */
  by_day: { day: string; judged: number; denied: number; denied_by_reason: Record<string, number> }[];
  without_permit: number;
};
type Graded = { counts: { grade?: string; opted_in: number }[] };
type Read = { counts: Counts; graded: Graded; sends: Sends; followers: Followers; categories: Categories };

const days = 30;
const dayMs = 86_400_000;
/** The register counts days in UTC. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

class Overview extends Part {
  static override properties = { route: { attribute: false } };
  declare route: Route;
  readonly #read = new Reading<Read>(this);
  #asked = '';
  #from = '';
  #to = '';

  protected override willUpdate(): void {
    const test = this.route.query.get('test');
    const key = `${asking.business} ${test ?? ''}`;
    if (key === this.#asked) return;
    this.#asked = key;
    const now = Date.now();
    this.#from = dayOf(now - (days - 1) * dayMs);
    this.#to = dayOf(now + dayMs);
    const body = { by: ['day'], from: this.#from, to: this.#to, ...(test === 'only' && { test }) };
    void this.#read.run(async (signal) => {
      // Reports read everything, so the ledger makes one at a time.
      const reports = async () => {
        const sends = await ask<Sends>('GET', '/v1/reports/sends', undefined, signal);
        return {
          sends,
          categories: await ask<Categories>('GET', '/v1/reports/categories', undefined, signal),
        };
      };
      // All at once: of those that were awaited one by one, a second failure would be nobody's.
      const [counts, graded, followers, reported] = await Promise.all([
        ask<Counts>('POST', '/v1/register/counts', body, signal),
        ask<Graded>('POST', '/v1/register/counts', { ...body, by: ['grade'] }, signal),
        ask<Followers>('GET', '/v1/changes/followers', undefined, signal),
        reports(),
      ]);
      return { counts, graded, followers, ...reported };
    });
  }

  /** Of the same days as the register's numbers. */
  #judged({ by_day: days }: Sends): { judged: number; denied: number; reasons: Record<string, number> } {
    const sum = { judged: 0, denied: 0, reasons: {} as Record<string, number> };
    for (const { day, judged, denied, denied_by_reason: reasons } of days) {
      if (day < this.#from || day >= this.#to) continue;
      sum.judged += judged;
      sum.denied += denied;
      for (const [reason, n] of Object.entries(reasons)) sum.reasons[reason] = (sum.reasons[reason] ?? 0) + n;
    }
    return sum;
  }

  /** A day on which nothing happened has its place all the same. */
  #days({ counts }: Counts): Day[] {
    const known = new Map(counts.map((one) => [one.day, one]));
    return Array.from({ length: days }, (_, i) => {
      const day = dayOf(Date.parse(this.#from) + i * dayMs);
      const { opted_in = 0, withdrawn = 0, objected = 0, declined = 0 } = known.get(day) ?? {};
      return { day, opted_in, withdrawn, objected, declined };
    });
  }

  protected override render(): TemplateResult {
    titled(words.title);
    const { value } = this.#read;
    const size = value?.counts.tree_size;
    return html`<div class="head"><h1>${words.title}</h1>
        <span class="soft small">${words.span(said(this.#from, 'day'), said(dayOf(Date.parse(this.#to) - dayMs), 'day'))}${size === undefined ? nothing : html` ${words.trueAt} <span class="num">${count(size)}</span>.`}</span>
        <span class="row end"><button class="btn" type="button" @click=${() => print()}>${icon('print')}${words.print}</button></span></div>
      ${whenRead(this.#read, (read) => this.#drawn(read))}
      ${elsewhere(`optmark counts --business ${asking.business} --by day --from ${this.#from} --to ${this.#to}`, 'POST /v1/register/counts')}`;
  }

  #drawn({ counts, graded, sends, followers, categories }: Read): TemplateResult {
    const all = this.#days(counts);
    const sum = (of: (day: Day) => number) => all.reduce((total, day) => total + of(day), 0);
    const { judged, denied, reasons } = this.#judged(sends);
    const figure = (name: string, n: number, means: string) =>
      html`<div><dt>${name}</dt><dd>${count(n)}</dd><dd>${means}</dd></div>`;
    return html`<dl class="sheet figs">
        ${figure(
          words.optedIn,
          sum(({ opted_in: n }) => n),
          words.inThirtyDays,
        )}
        ${figure(
          words.declined,
          sum(({ declined: n }) => n),
          words.byAnAct,
        )}
        ${figure(
          words.stopped,
          sum(({ withdrawn: n, objected }) => n + objected),
          words.andObjected,
        )}
        ${figure(words.allowed, judged - denied, words.withPermit)}
        ${figure(words.denied, denied, words.notProvable)}
      </dl>
      <div class="cols">
        ${attention({ sends, followers, categories })}
        <section class="sheet" aria-labelledby="late"><header><h2 id="late">${words.late}</h2>
            <span class="soft small">${words.overdueAfter(followers.overdue_after)}</span></header>
          ${
            followers.followers.length === 0
              ? html`<p class="pad soft small">${words.noFollowers}</p>`
              : html`<ul class="list">${followers.followers.map(
                  (
                    one,
                  ) => html`<li><span class=${one.overdue > 0 ? 'no' : 'soft'}>${icon(one.overdue > 0 ? 'clock' : 'yes')}</span>
                    <span><b>${one.name ?? one.key_name ?? one.key}</b><small>${one.untold === 0 ? words.hasAll : words.hasNot(one.untold, one.overdue)}</small></span><span></span></li>`,
                )}</ul>`
          }<p class="small soft pad">${words.gateAtOnce}</p></section>
        ${byDay(all)}
        ${byReason(reasons)}
        ${byGrade(graded.counts)}
      </div>
      <p class="small soft">${words.records} <a href=${to('records', '', { kind: ['opt_out', 'objected'] })}>${words.seeStops}</a></p>`;
  }
}

customElements.define('console-overview', Overview);
