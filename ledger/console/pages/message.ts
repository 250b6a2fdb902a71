// One message, by the id of its permit: the pack that proves it. Meta's own id of a message holds its
// recipient's number and is never in an address.

import { html, type TemplateResult } from 'lit';
import { save } from '../ask/ask.ts';
import type { Route } from '../ask/route.ts';
import { asking } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere, ids } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { problemBeside } from '../parts/waiting.ts';
import { event, person, reasonsToReveal, message as words } from '../words/en.ts';

export function draw({ id: permit }: Route): TemplateResult {
  titled(words.title);
  const get = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    const form = submitted.currentTarget as HTMLFormElement;
    const reason = String(new FormData(form).get('reason'));
    await problemBeside(form, () =>
      save('POST', '/v1/disputes', { permit, reason }, `dispute-pack-${permit}.zip`),
    );
  };
  return html`<div class="head"><h1>${words.title}</h1></div>
    <section class="sheet pad stack"><p>${words.means}</p>
      <form class="stack" @submit=${get}><label class="lab" for="pack">${person.packWhy}</label>
        <select class="in narrow" id="pack" name="reason">${Object.entries(reasonsToReveal).map(([value, word]) => html`<option value=${value} ?selected=${value === 'legal_claim'}>${word}</option>`)}</select>
        <div><button class="btn main">${icon('save')}${person.packDo}</button></div></form>
      ${ids([[event.permit, permit]])}</section>
    ${elsewhere(`optmark dispute ${permit} --business ${asking.business} --out pack.zip`, 'POST /v1/disputes')}`;
}
