// The frame of the hosted opt-in page, and of the page that stands in its place where there is none.

import { html } from 'hono/html';
import { hostedWords } from '../../core/language/languages.ts';
import type { Language } from '../../core/language/person-languages.ts';
import { frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { style } from './style.ts';

export type HostedFrame = {
  title: string;
  heading: Html | string;
  intro: string;
  body?: Html | string;
  foot?: Html | string;
  head?: Html | string;
};

export function hostedFrame(
  { lang, dir, strings }: Language,
  { title, heading, intro, body = '', foot = '', head = '' }: HostedFrame,
): string {
  return frame({
    title,
    description: intro,
    style,
    lang,
    dir,
    skip: { to: 'choice', words: strings.skip },
    head: html`<meta name="robots" content="noindex">
${head}`,
    body: html`<div class="sheet">
<header><h1>${heading}</h1><p id="intro">${intro}</p></header>
<main>${body}</main>
${foot && html`<footer>${foot}</footer>`}
</div>`,
  });
}

/** For a page that never was, has ended, or may not be shown here: one, so that it does not tell which. */
export function closedPage(language: Language, foot: Html | string = ''): string {
  const { closedTitle: title, closedMeans: intro } = hostedWords[language.lang]!;
  return hostedFrame(language, { title, heading: title, intro, body: html`<div id="choice"></div>`, foot });
}
