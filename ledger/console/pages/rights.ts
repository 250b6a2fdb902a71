// The rights desk: who waits for an answer and until when; and for one person the access file, an objection,
// and an erasure: a preview, a reason, then done.

import { html, nothing, type TemplateResult } from 'lit';
import { ask, save } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { type Route, to } from '../ask/route.ts';
import { asking, mayAct, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { masked } from '../parts/masked.ts';
import { said } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { problemBeside, whenRead } from '../parts/waiting.ts';
import { type Preview, previewed } from '../rights/preview.ts';
import { rights as words } from '../words/en.ts';

export const draw = (route: Route, session: SignedIn): TemplateResult =>
  html`<console-rights .route=${route} .session=${session}></console-rights>`;

type Waiting = {
  requests: {
    request: string;
    identifiers: { kind: string; masked: string }[];
    proof: string;
    asked_at: string;
    agreed_since: boolean;
  }[];
};

const dayMs = 86_400_000;
/** GDPR, article 12 (3): one month. */
const daysToAnswer = 30;

class Rights extends Part {
  static override properties = { route: { attribute: false }, session: { attribute: false } };
  declare route: Route;
  declare session: SignedIn;
  readonly #read = new Reading<Waiting>(this);
  #asked = '';
  #preview: Preview | undefined;
  #erased: number | undefined;
  #objected = false;

  protected override willUpdate(): void {
    const key = `${asking.business} ${this.route.id}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#preview = undefined;
    this.#erased = undefined;
    this.#objected = false;
    if (mayAct(this.session.person))
      void this.#read.run((signal) => ask<Waiting>('GET', '/v1/subjects/erase/requests', undefined, signal));
  }

  protected override render(): TemplateResult {
    titled(words.title);
    const acts = mayAct(this.session.person);
    return html`<div class="head"><h1>${words.title}</h1><span class="soft small">${words.means}</span></div>
      ${acts ? nothing : html`<p class="soft">${words.reader}</p>`}
      ${this.route.id === '' ? nothing : this.#person(this.route.id, acts)}
      ${acts ? whenRead(this.#read, (waiting) => this.#waiting(waiting)) : nothing}
      ${elsewhere(`optmark erase --requests --business ${asking.business}`, 'GET /v1/subjects/erase/requests')}`;
  }

  #waiting({ requests }: Waiting): TemplateResult {
    return html`<section class="sheet" aria-labelledby="wait"><header><h2 id="wait">${words.waiting}</h2><span class="soft small">${words.dueWhy}</span></header>
      ${
        requests.length === 0
          ? html`<p class="pad soft">${words.none}</p>`
          : html`<ul class="list">${requests.map(
              ({ request, identifiers, proof, asked_at: at, agreed_since: since }) => {
                const left = daysToAnswer - Math.floor((Date.now() - Date.parse(at)) / dayMs);
                return html`<li><span class=${left < 7 ? 'no' : 'soft'}>${icon('clock')}</span>
                <span><b>${identifiers[0] === undefined ? request : masked(identifiers[0].masked)}</b><small>${words.asked(said(at, 'day'))}, ${words.proof[proof] ?? proof}. ${since ? words.agreedSince : ''}</small></span>
                <span class="small r"><b>${words.due(left)}</b><br><button class="btn" type="button" @click=${this.#look(`/v1/subjects/erase/requests/${request}/preview`)}>${words.look}</button></span></li>`;
              },
            )}</ul>`
      }${this.route.id === '' && this.#preview !== undefined ? this.#previewed() : nothing}</section>`;
  }

  #person(subject: string, acts: boolean): TemplateResult {
    const access = (format: string) => (event: Event) =>
      problemBeside((event.currentTarget as HTMLElement).closest('section')!, () =>
        save(
          'POST',
          '/v1/subjects/access',
          { subject, format, reason: 'asked_by_person' },
          `optmark-access.${format}`,
        ),
      );
    const object = (scope: string) => (event: Event) =>
      problemBeside((event.currentTarget as HTMLElement).closest('section')!, async () => {
        await ask('POST', '/v1/objections', { subject, channel: 'agent', scope });
        this.#objected = true;
        this.requestUpdate();
      });
    return html`<p class="small"><a href=${to('person', subject)}>${words.find}</a> <code>${subject}</code></p><div class="cols even">
      <section class="sheet pad stack"><h2>${words.access}</h2><p class="soft">${words.accessMeans}</p>
        <div class="row">${Object.entries(words.accessForms).map(([format, word]) => html`<button class="btn" type="button" @click=${access(format)}>${icon('save')}${word}</button>`)}</div></section>
      ${
        acts
          ? html`<section class="sheet pad stack"><h2>${words.objection}</h2><p class="soft">${words.objectionMeans}</p>
              ${this.#objected ? html`<p class="note yes" role="status">${icon('yes')} ${words.objected}</p>` : nothing}
              <div class="row">${Object.entries(words.objectTo).map(([scope, word]) => html`<button class="btn no" type="button" @click=${object(scope)}>${icon('stop')}${word}</button>`)}</div></section>
            <section class="sheet pad stack"><h2>${words.erase}</h2>
              ${
                this.#erased !== undefined
                  ? html`<p class="note yes" role="status">${icon('yes')} ${words.done(this.#erased)}</p>`
                  : this.#preview === undefined
                    ? html`<p class="soft">${words.eraseMeans}</p><div><button class="btn" type="button" @click=${this.#look('/v1/subjects/erase/preview', { subject })}>${words.preview}</button></div>`
                    : this.#previewed()
              }</section>`
          : nothing
      }</div>`;
  }

  readonly #look = (path: string, body?: object) => (event: Event) =>
    problemBeside((event.currentTarget as HTMLElement).closest('section')!, async () => {
      this.#preview = await ask<Preview>('POST', path, body);
      this.requestUpdate();
    });

  #previewed(): TemplateResult {
    return previewed(this.#preview!, async (reason) => {
      const { token } = this.#preview!;
      const { records } = await ask<{ records: number }>('POST', '/v1/subjects/erase', { token, reason });
      this.#erased = records;
      this.#preview = undefined;
      this.requestUpdate();
    });
  }
}

customElements.define('console-rights', Rights);
