// One consent on the page: how it stands, what was agreed, what that shows, whom to ask, the proof.

import { html } from 'hono/html';
import { grades } from '../../core/consent/grade.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { directionOf } from '../../core/language/direction.ts';
import type { PersonPage, ShownConsent } from '../../operations/page/person-page.ts';
import { proof } from './proof.ts';
import { type Html, moment, sentence } from './sentence.ts';
import { classOf, standing, stopForm } from './standing.ts';
import type { Language } from './strings/languages.ts';
import { verbatim } from './verbatim.ts';

export type Around = {
  kind: PersonPage['kind'];
  business: string;
  /** Where this link's page is, `/p/…`. */
  path: string;
  /** `?lang=…` where the reader chose a language, or ''. */
  query: string;
  language: Language;
};

export function consent(shown: ShownConsent, around: Around): Html {
  const { kind, business, path, query, language } = around;
  return html`<article class="${classOf(shown.standing)}">
${standing(shown, business, language)}
${stopForm(shown, kind, `${path}/stop${query}`, language)}
${agreed(shown.optIn, language)}
${grade(shown, language)}
${contact(shown, business, language)}
${proof(shown, path, language)}
</article>`;
}

/** The recorded lines, verbatim, in their own language and direction. */
function agreed(optIn: OptInRecord, language: Language): Html {
  const { strings: s } = language;
  const { locale } = optIn.notice;
  const where = whereOf(optIn);
  return html`<section>
<h3>${s.agreedHeading}</h3>
<blockquote lang="${locale}" dir="${directionOf(locale)}">${Object.values(optIn.text).map((line) => html`<p>${verbatim(line)}</p>`)}</blockquote>
<p class="mute">${s.agreedExact}</p>
<dl>
<dt>${s.when}</dt><dd>${moment(optIn.occurred_at, language)}</dd>
<dt>${s.how}</dt><dd>${s.channels[optIn.channel]}</dd>
${where === undefined ? '' : html`<dt>${s.where}</dt><dd><bdi dir="ltr">${where}</bdi></dd>`}
<dt>${s.wording}</dt><dd>${sentence(s.wordingVersion, {
    id: optIn.notice.id,
    version: String(optIn.notice.version),
  })}</dd>
</dl>
</section>`;
}

/** The path of the page, without host or query, where the record has one. */
function whereOf({ evidence }: OptInRecord): string | undefined {
  const seen = evidence.seen as { path?: unknown } | undefined;
  const path = seen?.path ?? evidence.path;
  return typeof path === 'string' ? path : undefined;
}

function grade({ grade: own }: ShownConsent, { strings: s }: Language): Html {
  const reached = grades.indexOf(own);
  return html`<section>
<h3>${s.gradeHeading}</h3>
<p>${sentence(s.gradeScale, { grade: own })}</p>
<div class="meter" aria-hidden="true">${grades.map((_, i) => html`<i class="${i <= reached ? 'full' : ''}"></i>`)}</div>
<div class="pair"><p>${s.gradeShows[own]}</p><p class="not">${s.gradeShowsNot[own]}</p></div>
</section>`;
}

function contact({ notice }: ShownConsent, business: string, { strings: s }: Language): Html | string {
  if (notice === undefined) return '';
  const { phone, email, url, address } = notice.contact;
  const row = (label: string, value: Html | string) => html`<dt>${label}</dt><dd>${value}</dd>`;
  const link = (href: string, text: string) =>
    html`<a href="${href}" rel="noreferrer"><bdi dir="ltr">${text}</bdi></a>`;
  return html`<section>
<h3>${s.contactHeading}</h3>
<p>${sentence(s.contactMeans, { business })}</p>
<dl>
${phone === undefined ? '' : row(s.phone, link(`tel:${phone.replaceAll(/[^+\d]/g, '')}`, phone))}
${email === undefined ? '' : row(s.email, link(`mailto:${email}`, email))}
${url === undefined ? '' : row(s.website, link(url, url))}
${address === undefined ? '' : row(s.address, html`<bdi>${address}</bdi>`)}
</dl>
<p><a href="${notice.privacy_url}" rel="noreferrer">${s.privacy}</a></p>
</section>`;
}
