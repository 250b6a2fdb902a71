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
import { mark } from '../pages/mark.ts';
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
