// Which messages that were sent have no permit: a list of Meta's ids, one a line, is checked against what the
// gate let out.

import { html, render, type TemplateResult } from 'lit';
import { askLines } from '../ask/ask.ts';
import { icon } from '../parts/icons.ts';
import { count } from '../parts/moment.ts';
import { problemBeside } from '../parts/waiting.ts';
import { complete as words } from '../words/en.ts';

type Verdict = { line: number; told: 'consent' | 'permit' | 'none'; why: string };
type End = { done: boolean; lines: number; consent: number; permit: number; none: number };

/** Of those without a permit, so many are named; the command line names all. */
const namedMax = 100;

export function completeness(): TemplateResult {
  const check = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const file = new FormData(form).get('file');
    const shown = form.querySelector<HTMLElement>('[role=status]')!;
    if (!(file instanceof File)) return;
    await problemBeside(form.closest('details')!, async () => {
      const missing: Verdict[] = [];
      let end: End | undefined;
      for (const line of await askLines<Verdict | End>('/v1/messages/check', await file.text())) {
        if ('done' in line) end = line;
        else if (line.told === 'none' && missing.length < namedMax) missing.push(line);
      }
      if (end?.done !== true) throw new Error(words.brokeOff);
      render(drawn(end, missing), shown);
    });
  };
  return html`<details class="pop"><summary class="btn">${words.test}</summary>
    <form class="stack" @submit=${check}><p class="small">${words.means}</p>
      <input class="in" type="file" name="file" required aria-label=${words.file} accept=".csv,.txt,.ndjson">
      <button class="btn main">${words.check}</button><div role="status" class="small stack t"></div></form></details>`;
}

const drawn = ({ lines, consent, permit, none }: End, missing: readonly Verdict[]): TemplateResult => html`
  <p><b>${words.all(count(lines))}</b></p>
  <p>${icon('yes', 'yes')} ${words.consent(count(consent))}</p>
  <p>${icon('never', 'soft')} ${words.permit(count(permit))}</p>
  <p class=${none > 0 ? 'no' : 'soft'}>${icon(none > 0 ? 'no' : 'never')} ${words.none(count(none))}</p>
  ${missing.length === 0 ? '' : html`<p class="soft">${words.lines(missing.map(({ line }) => count(line)).join(', '))}</p>`}`;
