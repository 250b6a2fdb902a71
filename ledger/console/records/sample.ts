// A sample that nobody could have chosen: drawn by the checkpoint of this page's size and a phrase that the
// auditor types after seeing it. Whoever asks the same draws the same.

import { html, type TemplateResult } from 'lit';
import { save } from '../ask/ask.ts';
import { asking } from '../ask/session.ts';
import { count } from '../parts/moment.ts';
import { problemBeside } from '../parts/waiting.ts';
import { sample as words } from '../words/en.ts';

export function sampler(filter: object, treeSize: number): TemplateResult {
  const draw = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const menu = form.closest('details')!;
    const said = new FormData(form);
    const sample = { size: Number(said.get('size')), phrase: String(said.get('phrase')) };
    const body = { ...filter, tree_size: treeSize, format: 'csv', sample };
    await problemBeside(menu, async () => {
      await save('POST', '/v1/exports', body, `${asking.business}-sample-${sample.size}-of-${treeSize}.csv`);
      menu.open = false;
    });
  };
  return html`<details class="pop"><summary class="btn">${words.draw}</summary>
    <form class="stack" @submit=${draw}><p class="small">${words.means(count(treeSize))}</p>
      <label class="pair small"><span>${words.size}</span><input class="in" type="number" name="size" min="1" max="10000" value="25" required></label>
      <label class="pair small"><span>${words.phrase}</span><input class="in" name="phrase" maxlength="200" required autocomplete="off"></label>
      <button class="btn main">${words.save}</button></form></details>`;
}
