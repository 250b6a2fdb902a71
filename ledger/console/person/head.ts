// Whose page it is: the masked number, and what can be done. A number is shown in full for one look, after a
// reason, and never comes into the title, an address or a file's name.

import { html, nothing, type TemplateResult } from 'lit';
import { ask, save } from '../ask/ask.ts';
import { to } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { masked } from '../parts/masked.ts';
import { Part } from '../parts/part.ts';
import { failed } from '../parts/waiting.ts';
import { asksWhy } from '../parts/why.ts';
import { stop, person as words } from '../words/en.ts';
import { type Entry, namesIn, revealed, type Standings } from './history.ts';

type Headed = {
  subject: string;
  standings: Standings;
  entries: readonly Entry[];
  /** Whether who is signed in may stop messages. */
  acts: boolean;
  broken: boolean;
  changed(): void;
};

export const head = (given: Headed): TemplateResult =>
  html`<console-person-head .given=${given}></console-person-head>`;

class PersonHead extends Part {
  static override properties = { given: { attribute: false } };
  declare given: Headed;
  #number: string | undefined;
  #error: unknown;
  #done = false;

  protected override render(): TemplateResult {
    const { subject, entries, acts, broken } = this.given;
    const names = namesIn(entries);
    const [number] = names;
    return html`<div class="head">
        <h1>${
          this.#number !== undefined
            ? html`<span class="nw">${this.#number}</span>`
            : number === undefined
              ? words.unnamed
              : masked(number.value)
        }</h1>
        ${
          this.#number !== undefined
            ? html`<button class="btn bare" type="button" @click=${this.#mask}>${icon('look')}${words.hide}</button>`
            : number === undefined
              ? nothing
              : asksWhy({
                  ...{ id: 'reveal', label: html`${icon('look')}${words.reveal}`, look: 'btn bare' },
                  ...{ why: words.revealWhy, doIt: words.revealDo },
                  act: (reason) => this.#try(() => this.#reveal(reason)),
                })
        }
        <span class="soft small">${words.title} <code>…${subject.slice(-12)}</code>${names.length === 0 ? nothing : html` · ${words.names(names.length)}`}</span>
        <span class="row end">
          ${asksWhy({
            ...{ id: 'pack', label: html`${icon('save')}${words.pack}`, look: 'btn' },
            ...{ why: words.packWhy, doIt: words.packDo, usual: 'legal_claim' },
            act: (reason) => this.#try(() => this.#pack(reason)),
          })}
          <button class="btn" type="button" @click=${() => print()}>${icon('print')}${words.certificate}</button>
          <a class="btn" href=${to('rights', subject)}>${icon('scales')}${words.rights}</a>
          ${acts && !broken ? this.#stopper() : nothing}
        </span></div>
      ${this.#done ? html`<p role="status" class="note yes">${icon('yes')} ${stop.done}</p>` : nothing}
      ${this.#error === undefined ? nothing : failed(this.#error)}`;
  }

  #stopper(): TemplateResult {
    return html`<details class="pop" name="why"><summary class="btn no">${icon('stop')}${words.stopAll}</summary>
      <div class="stack"><p><b>${stop.title}</b></p><p class="soft">${stop.means}</p>
        <button class="btn main" type="button" @click=${this.#stop}>${icon('stop')}${stop.doIt}</button></div></details>`;
  }

  readonly #reveal = async (reason: string): Promise<void> => {
    this.#number = (await revealed(this.given.subject, reason))[0]?.value;
  };

  readonly #mask = (): void => {
    this.#number = undefined;
    this.requestUpdate();
  };

  /** Of the open record, else of the one that decides. */
  readonly #pack = async (reason: string): Promise<void> => {
    const { standings, entries } = this.given;
    const open = new URLSearchParams(location.search).get('open');
    const deciding = standings.purposes.find(({ record }) => record !== undefined)?.record;
    const record = open ?? deciding ?? entries.find(({ kind }) => kind === 'opt_in')?.id;
    await save('POST', '/v1/disputes', { record, reason }, `dispute-pack-${record}.zip`);
  };

  readonly #stop = async (event: Event): Promise<void> => {
    (event.currentTarget as HTMLElement).closest('details')!.open = false;
    await this.#try(async () => {
      await ask('POST', '/v1/opt-outs', { subject: this.given.subject, channel: 'agent' });
      this.#done = true;
      this.given.changed();
    });
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this.#error = undefined;
    try {
      await work();
    } catch (error) {
      this.#error = error;
    }
    this.requestUpdate();
  }
}

customElements.define('console-person-head', PersonHead);
