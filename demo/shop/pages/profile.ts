// The profile: what the shop may send to this customer's number now, and the customer's details.

import { html } from 'hono/html';
import type { Customer } from '../book/customer.ts';
import type { Stop } from '../book/stop.ts';
import type { Mistakes, Typed } from '../contact-form.ts';
import type { Consent } from '../ledger/consent-for-page.ts';
import { maskPhone } from '../phone.ts';
import { contactFields, contactMistakes } from './contact-fields.ts';
import { frame, type Html } from './layout.ts';
import { widgetTag } from './opt-in.ts';
import { type Preference, preferenceCard } from './preference.ts';
import { toPretendPhone } from './pretend-phone.ts';

export type ProfileView = {
  customer: Customer;
  typed: Typed;
  mistakes: Mistakes;
  /** The token with which the shop's server vouches for the customer's number. */
  customerToken: string;
  /** Undefined while the ledger is unreachable. */
  consent: Consent | undefined;
  preferences: readonly Preference[];
  /** A stop made just now. */
  stopped: Stop | undefined;
  /** A form was saved just now. */
  saved: boolean;
};

export const profilePage = (view: ProfileView): Html =>
  frame({
    title: Object.keys(view.mistakes).length > 0 ? 'Error: Profile' : 'Profile',
    path: '/profile',
    body: html`<h1>Your profile</h1>
      ${contactMistakes(view.mistakes)}
      ${view.stopped ? stopNote(view.stopped, view.preferences) : ''}
      ${view.saved ? html`<p class="done" role="status">Saved.</p>` : ''}
      <div class="two even">${preferences(view)}${details(view)}</div>`,
    scripts: view.consent && html`${widgetTag(view.consent.script)}${profileScript}`,
  });

const profileScript = html`<script type="module" src="/shop/profile.js"></script>`;

const stopNote = ({ notice: id, record }: Stop, preferences: readonly Preference[]): Html => {
  const notice = preferences.find((one) => one.notice.id === id)?.notice;
  const { phone = '', email = '' } = notice?.contact ?? {};
  return html`<div class="done" role="status">
    <p><strong>Stopped.</strong> From this moment the gate denies every message of this kind.
      Recorded as <code>${record}</code>.</p>
    <p>Something wrong? Talk to a person: <a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a> ·
      <a href="mailto:${email}">${email}</a></p>
  </div>`;
};

const preferences = ({ customer, customerToken, consent, preferences }: ProfileView): Html => html`<section
  class="preferences" aria-labelledby="may">
  <h2 id="may">What we may send to <span class="nobreak">${maskPhone(customer.phone)}</span></h2>
  ${
    consent === undefined
      ? html`<p class="note">The ledger is unreachable at the moment, so we send nothing.</p>`
      : html`${preferences.map((preference) => preferenceCard(preference, { site: consent.site, customerToken }))}
          ${toPretendPhone}`
  }
</section>`;

const details = ({ typed, mistakes }: ProfileView): Html => html`<form
  class="panel" action="/profile" method="post">
  <section aria-labelledby="yours">
    <h2 id="yours">Your details</h2>
    ${contactFields(typed, mistakes)}
  </section>
  <section>
    <button class="button" type="submit">Save</button>
    <p class="note">Consent belongs to a number, so a new number starts with none. This demo accepts any number that you
      type. A real shop vouches only for a number that it knows to be yours.</p>
  </section>
</form>`;
