// Two versions, line by line and word by word, in one language.

import { html, nothing, type TemplateResult } from 'lit';
import { compared } from '../person/words-compared.ts';
import { listed } from '../words/named.ts';
import { versions as words } from '../words/notices.ts';
import { type Line, type Linted, languageIn, type Notice } from './reading.ts';

const lines: readonly Line[] = ['sentence', 'privacy', 'withdrawal', 'contact', 'prompt', 'sms'];

export type Version = { notice: Notice; linted: Linted };

export function drawCompared(was: Version, is: Version, locale: string): TemplateResult {
  const [before, after] = [was, is].map(({ linted }) => linted.words[locale] ?? {}) as [
    Partial<Record<Line, string>>,
    Partial<Record<Line, string>>,
  ];
  const facts = [
    ['purposes', ...[was, is].map(({ notice }) => listed(notice.purposes))],
    [
      'languages',
      ...[was, is].map(({ notice }) =>
        Object.keys(notice.locales)
          .map((tag) => languageIn(tag, 'en'))
          .join(', '),
      ),
    ],
    ...lines.map((line) => [line, before[line] ?? '', after[line] ?? '']),
  ] as [keyof typeof words.lines, string, string][];
  const differ = facts.filter(([, a, b]) => a !== b);
  return html`<section class="sheet" aria-labelledby="cmp"><header><h2 id="cmp" tabindex="-1">${words.compared(was.notice.version, is.notice.version)}</h2>
    <span class="soft small end">${languageIn(locale, 'en')}</span></header>
    ${
      differ.length === 0
        ? html`<p class="pad soft">${words.same}</p>`
        : html`<table class="fold"><tbody>${differ.map(
            ([name, a, b]) =>
              html`<tr><th scope="row">${words.lines[name]}</th><td class="wide" lang=${lines.includes(name as Line) ? locale : nothing} dir="auto">${compared(a, b)}</td></tr>`,
          )}</tbody></table>`
    }</section>`;
}
