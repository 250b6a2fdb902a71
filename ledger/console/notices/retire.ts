// Retires a notice: opening asks once, the box a second time.

import { html, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { icon } from '../parts/icons.ts';
import { problemBeside } from '../parts/waiting.ts';
import { retire as words } from '../words/notices.ts';

export function retirer(id: string, done: () => void): TemplateResult {
  const retire = (event: SubmitEvent) => {
    event.preventDefault();
    const menu = (event.currentTarget as HTMLElement).closest('details')!;
    return problemBeside(menu, async () => {
      await ask('POST', `/v1/notices/${encodeURIComponent(id)}/retire`);
      menu.open = false;
      done();
    });
  };
  return html`<details class="pop"><summary class="btn">${words.open}</summary>
    <form class="stack" @submit=${retire}><p class="small">${words.means}</p>
      <p class="small"><label><input type="checkbox" required> ${words.sure(id)}</label></p>
      <p><button class="btn no">${icon('denied')}${words.now}</button></p></form></details>`;
}
