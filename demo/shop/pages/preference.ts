// One notice on the profile page: what holds for each of its purposes, and then one button to stop, or the widget to say
// yes. The widget gets the session token, so the number is the one the shop's server knows; it posts at the tick.

import { html } from 'hono/html';
import { purposeName } from '../explain.ts';
import type { AskedNotice } from '../ledger/consent-for-page.ts';
import type { Standing } from '../ledger/ledger-client.ts';
import type { Html } from './layout.ts';
import { optInOfSession } from './opt-in.ts';

export type Preference = {
  notice: AskedNotice;
  /** Of each purpose; undefined where the ledger gave no answer. */
  standings: readonly { purpose: string; standing: Standing | undefined }[];
  /** Names the stop that the button would make. */
  stopId: string;
};

export const preferenceCard = (
  { notice, standings, stopId }: Preference,
  customer: { site: string; session: string },
): Html => html`<article class="panel preference">
  <h3>${heading(notice)}</h3>
  <ul class="standings">${standings.map(line)}</ul>
  ${mayStop(standings) ? stopButton(notice, stopId) : sayYes(notice, customer)}
</article>`;

const heading = ({ wording: { what } }: AskedNotice): string => what.charAt(0).toUpperCase() + what.slice(1);

const line = ({ purpose, standing }: Preference['standings'][number]): Html => {
  const holds = standing?.standing === 'granted';
  return html`<li class="${holds ? 'allow' : 'deny'}">
    <span class="verdict">${holds ? 'Yes' : 'No'}</span>
    <div><strong>${purposeName(purpose)}</strong><p class="note">${words(standing)}</p></div>
  </li>`;
};

function words(found: Standing | undefined): Html | string {
  switch (found?.standing) {
    case 'granted':
      return html`You agreed${found.agreed_at ? html` on ${moment(found.agreed_at)}` : ''}.`;
    case 'expired':
      return html`You agreed${found.agreed_at ? html` on ${moment(found.agreed_at)}` : ''}, but that has run out.`;
    case 'withdrawn':
      return 'You stopped these.';
    case 'none':
      return 'You have not agreed.';
    default:
      return 'The ledger gave no answer, so we send nothing.';
  }
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

const moment = (iso: string): Html => html`<time datetime="${iso}">${day.format(new Date(iso))} UTC</time>`;

/** Also where the ledger gave no answer: nobody must be kept from stopping. */
const mayStop = (standings: Preference['standings']): boolean =>
  standings.some(({ standing }) => standing === undefined || standing.standing === 'granted');

const stopButton = (
  notice: AskedNotice,
  stopId: string,
): Html => html`<form action="/profile/stop" method="post">
  <input type="hidden" name="notice" value="${notice.id}">
  <input type="hidden" name="stop" value="${stopId}">
  <button class="button stop" type="submit">Stop ${notice.wording.what}</button>
</form>`;

const sayYes = (notice: AskedNotice, { site, session }: { site: string; session: string }): Html =>
  optInOfSession({ site, session, notice, plain });

const plain = html`<p class="note">To say yes here, allow scripts on this page. At the checkout it works without.</p>`;
