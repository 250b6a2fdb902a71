// At the foot of the page, always in sight: whom to ask, and how the number is used.

import { html } from 'hono/html';
import type { Language } from '../../core/language/person-languages.ts';
import { prescribed } from '../../core/language/wording.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { ShownConsent } from '../../operations/page/person-page.ts';
import type { Html } from '../pages/html.ts';
import { sentence } from './sentence.ts';

/** Of each notice on the page; those with the same addresses share theirs. */
export function contacts(consents: readonly ShownConsent[], business: string, language: Language): Html {
  const notices = consents.flatMap(({ notice }) => (notice === undefined ? [] : [notice]));
  const distinct = new Map(notices.map((notice) => [addressesOf(notice), notice]));
  return html`<footer>${[...distinct.values()].map((notice) => contact(notice, business, language))}</footer>`;
}

const addressesOf = ({ contact, privacy_url }: Notice) => JSON.stringify([contact, privacy_url]);

/** Whom to ask about one notice, and how the number is used. */
export function contact(
  { contact: { phone, email, url, address }, privacy_url }: Pick<Notice, 'contact' | 'privacy_url'>,
  business: string,
  { lang, strings: s }: Language,
): Html {
  const link = (href: string, text: string) =>
    html`<a href="${href}" rel="noreferrer"><bdi dir="ltr">${text}</bdi></a>`;
  const ways = [
    phone && link(`tel:${phone.replaceAll(/[^+\d]/g, '')}`, phone),
    email && link(`mailto:${email}`, email),
    url && link(url, url.replace(/^https?:\/\//, '')),
    address && html`<bdi>${address}</bdi>`,
  ].filter((way) => way !== undefined);
  const listed = html`${ways.map((way, at) => html`${at === 0 ? '' : ' · '}${way}`)}`;
  return html`<p>${sentence(prescribed(lang).contact, { business, contact: listed })}</p>
<p><a href="${privacy_url}" rel="noreferrer">${s.privacy}</a></p>`;
}
