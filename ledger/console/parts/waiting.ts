// What is drawn while an answer is awaited, and where there was none. The rest of the page stays.

import { html, nothing, render, type TemplateResult } from 'lit';
import { Refused } from '../ask/ask.ts';
import type { Reading } from '../ask/reading.ts';
import { states as words } from '../words/en.ts';
import { icon } from './icons.ts';
import { zoned } from './moment.ts';

export function whenRead<T>(
  { state, again }: Reading<T>,
  draw: (value: T) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  if (state.kind === 'done') return draw(state.value);
  if (state.kind === 'failed') return failed(state.error, again);
  if (state.since === 'now') return nothing;
  return html`<section class="sheet pad stack" aria-busy="true"><h2>${words.reading}</h2>
    <div class="stack" aria-hidden="true"><p class="wait"></p><p class="wait"></p><p class="wait"></p></div>
    ${state.since === 'while' ? html`<p class="soft small" role="status">${words.slow}</p>` : nothing}</section>`;
}

export function failed(error: unknown, again?: () => void): TemplateResult {
  const refused = error instanceof Refused && error.status < 500;
  return html`<section class="sheet pad stack" role="alert">
    <h2><span class="care">${icon('care')}</span> ${refused ? words.refused : words.failed}</h2>
    <p>${error instanceof Refused ? error.message : navigator.onLine ? '' : words.offline}</p>
    ${
      error instanceof Refused && error.faults.length > 0
        ? html`<ul class="small">${error.faults.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}</ul>`
        : nothing
    }
    <p class="soft">${words.nothingChanged}</p>
    <p class="row">${again ? html`<button class="btn" type="button" @click=${again}>${words.again}</button>` : nothing}
      <span class="soft small">${words.at(zoned(new Date().toISOString(), 'second'))}</span></p></section>`;
}

/** What went wrong stands in the menu that was used, which stays open. */
export async function problemBeside(menu: HTMLElement, work: () => Promise<void>): Promise<void> {
  const place = menu.querySelector<HTMLElement>('.problem') ?? document.createElement('p');
  place.className = 'problem small no';
  place.setAttribute('role', 'alert');
  menu.lastElementChild!.append(place);
  render(nothing, place);
  try {
    await work();
  } catch (error) {
    render(html`${icon('care')} ${(error as Error).message}`, place);
  }
}
