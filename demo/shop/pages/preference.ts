// One notice on the profile page: what the gate says of each of its purposes, and then one button to stop, or the widget
// to say yes.

import { html } from 'hono/html';
import type { GateAnswer } from '../book/message.ts';
import { isAllowed, purposeName } from '../explain.ts';
import type { AskedNotice } from '../ledger/consent-for-page.ts';
import type { Html } from './layout.ts';
import { optIn } from './opt-in.ts';

export type Standing = { purpose: string; answer: GateAnswer | undefined };

/** `stopId` names the stop that the button would make. */
export type Preference = { notice: AskedNotice; standings: readonly Standing[]; stopId: string };

/** The form that the page's name, address and phone are in; a tick is posted with it. */
export const detailsForm = 'details';

export const preferenceCard = ({ notice, standings, stopId }: Preference, site: string): Html => html`<article
  class="panel preference">
  <h3>${heading(notice)}</h3>
  <ul class="standings">${standings.map(standing)}</ul>
  ${mayStop(standings) ? stopButton(notice, stopId) : yesAgain(notice, site)}
</article>`;

const heading = ({ wording: { what } }: AskedNotice): string => what.charAt(0).toUpperCase() + what.slice(1);

const standing = ({
  purpose,
  answer,
}: Standing): Html => html`<li class="${isAllowed(answer) ? 'allow' : 'deny'}">
  <span class="verdict">${isAllowed(answer) ? 'Yes' : 'No'}</span>
  <div><strong>${purposeName(purpose)}</strong><p class="note">${words(answer)}</p></div>
</li>`;

const reasonWords: Record<string, string> = {
  granted: 'You agreed.',
  unknown_recipient: 'You have not agreed.',
  no_consent: 'You have not agreed.',
  withdrawn: 'You stopped these.',
  grade_too_low_after_withdrawal: 'Your later yes could not be counted; tick the box below.',
  expired: 'You agreed, but that has run out.',
};

const words = (answer: GateAnswer | undefined): string =>
  answer === undefined
    ? 'The gate gave no answer, so we send nothing.'
    : answer.reasons.map((reason) => reasonWords[reason] ?? reason).join(' ');

/** Also where the gate gave no answer: nobody must be kept from stopping. */
const mayStop = (standings: readonly Standing[]): boolean =>
  standings.some(({ answer }) => answer === undefined || isAllowed(answer));

const stopButton = (
  notice: AskedNotice,
  stopId: string,
): Html => html`<form action="/profile/stop" method="post">
  <input type="hidden" name="notice" value="${notice.id}">
  <input type="hidden" name="stop" value="${stopId}">
  <button class="button stop" type="submit">Stop ${notice.wording.what}</button>
</form>`;

const yesAgain = (notice: AskedNotice, site: string): Html => html`
  ${optIn({ site, notice, collectedVia: 'profile', plain, form: detailsForm })}
  <button class="button quiet" type="submit" form="${detailsForm}">Save my choice</button>`;

const plain = html`<p class="note">To say yes here, allow scripts on this page. At the checkout it works without.</p>`;
