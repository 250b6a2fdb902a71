// One notice on the profile page: the standing of each of its purposes, and then a button to stop, or the
// widget to say yes. The widget gets the customer token, so its number is the one that the shop's server
// knows. It posts at the tick.

import { html } from 'hono/html';
import { purposeName } from '../explain.ts';
import type { AskedNotice } from '../ledger/consent-for-page.ts';
import type { Standing } from '../ledger/ledger-client.ts';
import type { Html } from './layout.ts';
import { optInOfCustomer } from './opt-in.ts';

export type Preference = {
  notice: AskedNotice;
  /** One for each purpose. `standing`: undefined where the ledger gave no answer. */
  standings: readonly { purpose: string; standing: Standing | undefined }[];
  /** The id of the stop that the button would make. */
  stopId: string;
};

export const preferenceCard = (
  { notice, standings, stopId }: Preference,
  customer: { site: string; customerToken: string },
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
      return html`You agreed${found.agreed_at ? html` on ${moment(found.agreed_at)}` : ''}, but that consent has expired.`;
    case 'withdrawn':
      return 'You stopped these messages.';
    case 'none':
      return 'You have not agreed.';
    default:
      return 'The ledger gave no answer, so we send nothing.';
  }
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

const moment = (iso: string): Html => html`<time datetime="${iso}">${day.format(new Date(iso))} UTC</time>`;

/** Also true where the ledger gave no answer, because the shop must not prevent a stop. */
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

const sayYes = (
  notice: AskedNotice,
  { site, customerToken }: { site: string; customerToken: string },
): Html => optInOfCustomer({ site, customerToken, notice, plain });

const plain = html`<p class="note">To say yes here, allow scripts on this page. The checkout works without scripts.</p>`;
