// The words of one language as a person reads and hears them.

import { html, nothing, type TemplateResult } from 'lit';
import { to } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { said } from '../parts/moment.ts';
import { read as words } from '../words/notices.ts';
import { languageIn, type Notice, type Words } from './reading.ts';

const glyph =
  'M0 24l1.7-6.1A11.92 11.92 0 1 1 6.4 22.4zM2.87 21.2L3.85 17.5A9.93 9.93 0 1 1 6.6 20.2zM7.1 6.7c.3-.3.6-.4.9-.4h.6c.2 0 .4.1.6.5l.9 2.2c.1.3.1.4 0 .6-.2.4-.6.8-.9 1.1-.2.2-.2.4-.1.7.8 1.4 2 2.6 4.1 3.4.3.2.5.1.6-.1l1-1.2c.2-.2.4-.2.6-.1l2.2 1c.3.1.5.2.5.3.2.9-.3 2.3-1.9 2.7-1.3.3-3.8-.3-6.1-2.1C7.7 13.5 6 11.1 6 9.1c-.1-1 .3-1.8 1.1-2.4z';

/** @param act what may be done about its review, if anything */
export function drawPreview(
  read: Readonly<Record<string, Words>>,
  shown: string,
  notice: Notice,
  addressOf: (locale: string) => string,
  act: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  const lines = read[shown];
  if (lines === undefined) return nothing;
  return html`<section class="sheet" aria-labelledby="read"><header><h2 id="read">${words.title}</h2>
      <nav class="row end small" aria-label=${words.language}>${Object.keys(read).map(
        (locale) =>
          html`<a class="tongue" lang=${locale} href=${addressOf(locale)} aria-current=${locale === shown ? 'true' : nothing}>${languageIn(locale)}</a>`,
      )}</nav></header>
    <div class="pad stack"><div class="stage"><div class="card" lang=${shown} dir="auto">
        <span class="box" role="img" aria-label=${words.box}></span>
        <b><svg class="wa" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d=${glyph}></path></svg> ${words.brand}</b>
        <span>${lines.sentence}</span><small>${lines.privacy}</small><small>${lines.withdrawal}</small><small>${lines.contact}</small></div></div>
      <p class="small soft">${words.number}</p>
      <div class="row small">${drawReview(notice, shown)}${act}</div></div></section>
    ${heard(words.heard, 'phone', lines.prompt, shown)}${heard(words.texted, 'said', lines.sms, shown)}`;
}

function drawReview({ reviewed, reviews }: Notice, locale: string): TemplateResult {
  const own = reviews[locale];
  if (own !== undefined)
    return html`<span><span class="yes">${icon('yes')}</span> ${words.reviewedBy(own.by, said(own.at, 'day'))} <a href=${to('record', own.record)}>${words.review}</a></span>`;
  const known = reviewed[locale];
  // The business wrote every line itself.
  if (known === undefined) return html`<span class="soft">${words.own}</span>`;
  return known
    ? html`<span><span class="yes">${icon('yes')}</span> ${words.reviewed}</span>`
    : html`<span class="care">${icon('care')} ${words.unreviewed}</span>`;
}

const heard = (
  title: string,
  mark: 'phone' | 'said',
  text: string | undefined,
  lang: string,
): TemplateResult | typeof nothing =>
  text === undefined
    ? nothing
    : html`<section class="sheet" aria-label=${title}><header><h2>${icon(mark)} ${title}</h2></header>
      <p class="pad" lang=${lang} dir="auto">${text}</p></section>`;
