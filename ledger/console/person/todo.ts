// A record is not the one that was logged: what to do, in order; what still holds, and what is in doubt.

import { html, type TemplateResult } from 'lit';
import { line } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count } from '../parts/moment.ts';
import { elsewhere, verify as words } from '../words/en.ts';
import type { Entry } from './history.ts';

export function todo(
  entries: readonly Entry[],
  failures: ReadonlyMap<string, number>,
  titleOf: (entry: Entry) => string,
  unread: readonly number[],
): TemplateResult {
  const broken = entries.filter(({ id }) => failures.has(id));
  return html`<section class="sheet pad cols">
    <div class="stack"><h2>${words.todo}</h2><ol class="steps small">
      <li><div><b>${words.todoSave}</b> <span class="soft">${words.todoSaveWhy}</span></div></li>
      <li><div><b>${words.todoCheck}</b> <span class="soft">${words.todoCheckWhy}</span>${line('optmark verify --database', elsewhere.command)}</div></li>
      <li><div><b>${words.todoRestore}</b> <span class="soft">${words.todoRestoreWhy}</span></div></li>
      <li><div><b>${words.todoWho}</b> <span class="soft">${words.todoWhoWhy}</span></div></li></ol></div>
    <div class="stack"><div class="stack t small"><h2>${words.holds}</h2>
        <p>${icon('yes', 'yes')} ${words.others(entries.length - broken.length)}</p></div>
      <div class="stack t small"><h2>${words.doubt}</h2>${broken.map((entry) => html`<p>${icon('broken', 'no')} ${words.doubtWhat(titleOf(entry))}</p>`)}
        ${unread.map((entry) => html`<p>${icon('broken', 'no')} ${words.doubtEntry(count(entry))}</p>`)}</div></div>
  </section>`;
}
