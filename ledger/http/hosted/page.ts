// The opt-in page that the ledger itself shows, for a business whose own pages take no script, and for what
// is printed: the business's name, the real widget with a phone field of its own, a button, whom to ask.
// Showing it records nothing.

import { html, raw } from 'hono/html';
import { hostedWords } from '../../core/language/languages.ts';
import type { Language } from '../../core/language/person-languages.ts';
import type { currentNotice } from '../../operations/notice/current-notice.ts';
import { contact } from '../person/contact.ts';
import { plain, sentence } from '../person/sentence.ts';
import type { Published } from '../widget/widget-build.ts';
import { hostedFrame } from './frame.ts';

export type HostedPage = {
  /** As browsers get it, with the widget's own words: the element then requests nothing. */
  notice: Awaited<ReturnType<typeof currentNotice>> & { strings?: Record<string, string> | undefined };
  site: string;
  /** Which named entry led here, by the visitor's own account. */
  entry: string | undefined;
  release: Pick<Published, 'file' | 'integrity'>;
  language: Language;
  /** The notice's other languages, each with its address. */
  others: readonly { tag: string; href: string }[];
};

export function hostedPage({ notice, site, entry, release, language, others }: HostedPage): string {
  const words = hostedWords[language.lang]!;
  const business = notice.business.name;
  return hostedFrame(language, {
    title: plain(words.title, { business }),
    heading: sentence(words.title, { business }),
    intro: words.intro,
    head: scripts(release),
    body: html`<form id="choice" data-tick-first="${words.tickFirst}" data-done="${words.done}" data-undone="${language.strings.takenBackNow}">
<optmark-opt-in site="${site}" notice="${notice.id}" locale="${notice.locale}" commit="submit"${entry && html` entry="${entry}"`}>
<script type="application/json" slot="notice">${raw(JSON.stringify(notice).replaceAll('<', '\\u003c'))}</script>
</optmark-opt-in>
<noscript><p class="card">${words.noScript}</p></noscript>
<button hidden>${words.save}</button>
<p role="status" tabindex="-1"></p>
</form>`,
    foot: html`${contact(notice, business, language)}${languages(others)}`,
  });
}

/** The widget of this node's own release, pinned, and what the page adds to it. */
export const scripts = ({ file, integrity }: HostedPage['release']) =>
  html`<script type="module" src="${file}" integrity="${integrity}"></script>
<script type="module" src="/in/page.js"></script>`;

const languages = (others: HostedPage['others']) =>
  others.length === 0
    ? ''
    : html`<ul>${others.map(
        ({ tag, href }) =>
          html`<li><a href="${href}" lang="${tag}" hreflang="${tag}">${nameOf(tag)}</a></li>`,
      )}</ul>`;

const nameOf = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
