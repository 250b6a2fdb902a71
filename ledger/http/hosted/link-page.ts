// The page behind a link, before its script knows which. It names no business: the server has not seen the
// link. The script fills in what the ledger says of it, in these words.

import { html, raw } from 'hono/html';
import { hostedWords } from '../../core/language/languages.ts';
import type { Language } from '../../core/language/person-languages.ts';
import { prescribed } from '../../core/language/wording.ts';
import type { Published } from '../widget/widget-build.ts';
import { hostedFrame } from './frame.ts';

export function linkPage(
  language: Language,
  { file, integrity }: Pick<Published, 'file' | 'integrity'>,
): string {
  const words = hostedWords[language.lang]!;
  const { lang, strings } = language;
  const { privacy, takenBackNow: undone, standingTakenBackMeans: takenBackMeans } = strings;
  const said = { ...words, lang, contact: prescribed(lang).contact, privacy, undone, takenBackMeans };
  return hostedFrame(language, {
    title: words.linkTitle,
    heading: words.linkTitle,
    intro: words.intro,
    head: html`<script type="module" src="${file}" integrity="${integrity}"></script>
<script type="application/json" id="words">${raw(JSON.stringify(said).replaceAll('<', '\\u003c'))}</script>
<script type="module" src="/in/link.js"></script>`,
    body: html`<form id="choice" tabindex="-1"><noscript><p class="card">${words.noScript}</p></noscript>
<p role="status" tabindex="-1"></p></form>`,
    foot: html`<div id="about"></div>`,
  });
}
