// The log: its newest checkpoint, whether it goes on from what this browser saw, and who else has signed it.

import { html, nothing, type TemplateResult } from 'lit';
import { save } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { titled } from '../frame/title.ts';
import { copyButton, elsewhere, line } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { chain } from '../verify/chain.ts';
import type { LogKeys, OpenedHead } from '../verify/check.ts';
import { logKeys, newestHead } from '../verify/head.ts';
import { elsewhere as same, log as words } from '../words/en.ts';

export const draw = (): TemplateResult => html`<console-log></console-log>`;

type Read = { opened: OpenedHead; keys: LogKeys };

class Log extends Part {
  readonly #read = new Reading<Read>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    titled(words.title);
    void this.#read.run(async () => {
      const [opened, keys] = await Promise.all([newestHead(), logKeys()]);
      return { opened, keys };
    });
  }

  protected override render(): TemplateResult {
    return html`<div class="head"><h1>${words.title}</h1><span class="row end">
        <button class="btn" type="button" @click=${this.#read.again}>${words.again}</button></span></div>
      ${whenRead(this.#read, drawn)}
      ${elsewhere(`optmark verify ${location.origin}`, 'GET /log/checkpoint')}`;
  }
}

function drawn({ opened: { head, steps }, keys }: Read): TemplateResult {
  const note = steps.find(({ name }) => name === 'checkpoint')?.inputs[0]?.[1] ?? '';
  const broken = steps.some(({ state }) => state === 'broken');
  const keep = () => save('GET', '/log/checkpoint', undefined, `checkpoint-${head?.size ?? 0}.txt`);
  return html`<section class="sheet" aria-labelledby="now">
      <header><h2 id="now">${broken ? html`<span class="no">${icon('broken', 'no')} ${words.broken}</span>` : words.now}</h2>
        ${head === undefined ? nothing : html`<span class="soft small">${head.origin}</span>`}</header>
      <dl class="figs three">
        <div><dt>${words.size}</dt><dd>${head === undefined ? '–' : count(head.size)}</dd><dd>${words.sizeMeans}</dd></div>
        <div><dt>${words.witnesses}</dt><dd>${count(steps.find(({ name }) => name === 'witnesses')?.inputs.length ?? 0)}</dd><dd>${words.witnessesMean}</dd></div>
        <div><dt>${words.names}</dt><dd>${count(keys.names?.length ?? 1)}</dd><dd>${words.namesMean}</dd></div>
      </dl></section>
    <div class="cols even">
      <section class="sheet pad stack"><h2>${words.checked}</h2>${chain(steps)}<p class="small soft">${words.worth}</p>
        ${line(`optmark verify ${location.origin} --vkey log.vkey --since checkpoint.txt`, same.command)}</section>
      <section class="sheet pad stack"><div class="row"><h2>${words.checkpoint}</h2><span class="end row">${copyButton(words.checkpoint, note)}
          <button class="btn" type="button" @click=${keep}>${icon('save')}${words.keep}</button></span></div>
        <pre class="note-text" tabindex="0" aria-label=${words.checkpoint}>${note}</pre><p class="small soft">${words.keepWhy}</p>
        <h3>${words.key}</h3><div class="cli"><code>${keys.vkey}</code>${copyButton(words.key, keys.vkey)}</div></section>
    </div>`;
}

customElements.define('console-log', Log);
