// A notice as a form to be signed, and as a script to be read aloud. Both have the exact words of the notice
// and their name, by which evidence says that it was this form. No script runs in them and nothing is loaded,
// so that the page can be saved and printed anywhere. It is drawn without a person.

import { html } from 'hono/html';
import { directionOf } from '../../core/language/direction.ts';
import { formStrings } from '../../core/language/form-words.ts';
import { languageFor } from '../../core/language/person-languages.ts';
import { endingBlank, formName, printedWords, readAloud } from '../../core/notice/form.ts';
import { fill } from '../../core/notice/render.ts';
import type { FormOf } from '../../operations/notice/form-of.ts';
import { frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { type Sheet, styles } from './style.ts';

/** Squares for digits: the longest number there is (E.164), and its plus. */
const squares = Array.from({ length: 16 }, () => html`<i></i>`);

export function formPage(form: FormOf, sheet: Sheet): string {
  const { notice, wording, locale } = form;
  const s = formStrings(locale);
  const { sentence, ...others } = printedWords(notice, wording);
  const field = (label: string) => html`<p class="field"><span>${label}</span><b></b></p>`;
  return page(
    form,
    sheet,
    html`${mark}
<h1>${titleOf(form)}</h1>
<div class="ask"><span class="box" role="img" aria-label="${s.tick}"></span><p>${sentence}</p></div>
<div class="also"><p>${s.tick}</p>${lines(others)}</div>
<div class="field"><span>${s.number}</span><span class="digits" aria-hidden="true">${squares}</span></div>
${field(s.signature)}
<div class="pair">${field(s.date)}${field(s.place)}</div>
<div class="pair">${field(s.staff)}</div>`,
  );
}

export function scriptPage(form: FormOf, sheet: Sheet): string {
  const { notice, wording, locale } = form;
  const s = formStrings(locale);
  return page(
    form,
    sheet,
    html`${mark}
<h1>${titleOf(form)}</h1>
<p>${s.aloud}</p>
<blockquote>${readAloud(notice, wording, { ending: endingBlank, locale })}</blockquote>
<p>${s.ask}</p>`,
  );
}

function page(form: FormOf, sheet: Sheet, body: Html): string {
  const { notice, sha256, locale } = form;
  const name = formName(notice, locale);
  return frame({
    title: name,
    description: titleOf(form),
    style: styles[sheet],
    lang: locale,
    dir: directionOf(locale),
    skip: { to: 'form', words: titleOf(form) },
    body: html`<main id="form">
${body}
<div class="id"><p>${name}</p><p>${sha256}</p></div>
</main>`,
  });
}

const titleOf = ({ notice, locale }: FormOf): string =>
  fill(languageFor([locale]).strings.titleOne, { business: notice.business.name });

const lines = (others: Record<string, string>): Html =>
  html`${Object.values(others).map((line) => html`<p>${line}</p>`)}`;

/**
 * The handset in a bubble, as the widget draws it (widget/draw/whatsapp-glyph.ts): not Meta's asset file.
 * Optmark is not affiliated with Meta.
 */
export const mark = html`<p class="mark" dir="ltr"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="M0 24l1.7-6.1A11.92 11.92 0 1 1 6.4 22.4zM2.87 21.2L3.85 17.5A9.93 9.93 0 1 1 6.6 20.2zM7.1 6.7c.3-.3.6-.4.9-.4h.6c.2 0 .4.1.6.5l.9 2.2c.1.3.1.4 0 .6-.2.4-.6.8-.9 1.1-.2.2-.2.4-.1.7.8 1.4 2 2.6 4.1 3.4.3.2.5.1.6-.1l1-1.2c.2-.2.4-.2.6-.1l2.2 1c.3.1.5.2.5.3.2.9-.3 2.3-1.9 2.7-1.3.3-3.8-.3-6.1-2.1C7.7 13.5 6 11.1 6 9.1c-.1-1 .3-1.8 1.1-2.4z"/></svg>WhatsApp</p>`;
