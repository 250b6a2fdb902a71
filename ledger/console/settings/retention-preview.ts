// What would end now, and what within 30 days: asked for by a click, since the ledger records the look.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { asking } from '../ask/session.ts';
import { elsewhere } from '../parts/copied.ts';
import { count } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { retention } from '../words/retention.ts';
import { part, table } from './sheet.ts';

const words = retention.run;

type Counts = Record<string, number>;
type Run = {
  people: Counts;
  records: number;
  looks: number;
  lapsed: Counts;
  soon: { people: number; looks: number };
  kept: Counts;
};
type Page = Run & { next?: unknown };

const path = '/v1/retention/preview';

class Preview extends Part {
  readonly #run = new Reading<Run>(this);
  #asked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('flat');
  }

  readonly #look = (): void => {
    this.#asked = true;
    void this.#run.run(readAll);
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    return part(
      'over',
      words.title,
      '',
      html`<div class="pad stack"><p class="soft small">${words.means}</p>
        ${this.#asked ? whenRead(this.#run, drawn) : nothing}
        <div><button class="btn" type="button" @click=${this.#look}>${this.#asked ? words.again : words.look}</button></div>
        ${elsewhere(`optmark retention run --business ${asking.business} --dry-run`, `POST ${path}`)}</div>`,
    );
  }
}

customElements.define('settings-retention-preview', Preview);

/** Each answer looks at some of the people, and says where the next one goes on. */
async function readAll(signal: AbortSignal): Promise<Run> {
  const all: Run = { people: {}, records: 0, looks: 0, lapsed: {}, soon: { people: 0, looks: 0 }, kept: {} };
  let after: unknown;
  do {
    const body = after === undefined ? {} : { after };
    const page: Page = await ask<Page>('POST', path, body, signal);
    for (const name of ['people', 'lapsed', 'kept'] as const) add(all[name], page[name]);
    all.records += page.records;
    all.looks += page.looks;
    all.soon.people += page.soon.people;
    all.soon.looks += page.soon.looks;
    after = page.next;
  } while (after !== undefined);
  return all;
}

function add(sum: Counts, more: Counts): void {
  for (const [name, n] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + n;
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

function drawn({ people, records, looks, lapsed, soon, kept }: Run): TemplateResult {
  const rules = [...Object.entries(people), ...Object.entries(lapsed)];
  return html`<p><b>${words.now(total(people), records, looks)}</b></p>
    ${total(lapsed) === 0 ? nothing : html`<p>${words.lapsed(total(lapsed))}</p>`}
    ${
      rules.length === 0
        ? nothing
        : table(
            [words.byRule, words.count],
            rules.map(([rule, n]) => [html`<span class="num">${rule}</span>`, count(n)]),
          )
    }
    <p>${words.soon(soon.people, soon.looks)}</p>
    ${
      total(kept) === 0
        ? nothing
        : html`<p class="soft">${words.kept}: ${Object.entries(kept)
            .map(([why, n]) => `${words.reasons[why] ?? why} (${count(n)})`)
            .join(', ')}.</p>`
    }`;
}
