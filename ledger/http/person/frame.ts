// The frame of the person's page: head, style, header with the other languages, a way to skip to the text.

import { html } from 'hono/html';
import { type Language, languageNames } from '../../core/language/person-languages.ts';
import { frame as pageFrame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { style } from './style.ts';

export type Framed = {
  title: string;
  heading: Html | string;
  intro?: string;
  body: Html;
  foot?: Html | string;
  end?: Html | string;
};

/** A whole page as text. */
export function frame(
  language: Language,
  { title, heading, intro, body, foot = '', end = '' }: Framed,
): string {
  const { lang, dir, strings } = language;
  return pageFrame({
    title,
    description: intro ?? title,
    style,
    lang,
    dir,
    skip: { to: 'consent', words: strings.skip },
    head: html`<meta name="robots" content="noindex">`,
    body: html`<div class="sheet">
<header><div><h1>${heading}</h1>${intro && html`<p class="mute">${intro}</p>`}</div>
${languages(language)}</header>
<main id="consent">
${body}
</main>
${foot}
</div>
${end}`,
  });
}

/** Links, each in its own language: they need no script, and who cannot read the page finds theirs. */
const languages = ({ lang: own }: Language): Html => html`<details class="lang">
<summary lang="${own}">${languageNames[own]}</summary>
<ul>${Object.entries(languageNames).map(
  ([tag, name]) =>
    html`<li><a href="?lang=${tag}" lang="${tag}" hreflang="${tag}"${tag === own ? html` aria-current="true"` : ''}>${name}</a></li>`,
)}</ul>
</details>`;
