// The access file as one page to print, in the person's language: what each record says, what holds now, who
// looked, which messages were sent or held back. The bytes and proofs are in the other forms. It has no
// script and loads nothing, so it is the same opened from a disk.

import { html, raw } from 'hono/html';
import { readerSort } from '../../core/consent/record/of-business.ts';
import { accessLanguages } from '../../core/language/access-languages.ts';
import type { AccessStrings } from '../../core/language/access-strings.ts';
import { directionOf } from '../../core/language/direction.ts';
import { erasureLanguages } from '../../core/language/erasure-languages.ts';
import { type Language, languageFor } from '../../core/language/person-languages.ts';
import type { PersonStrings } from '../../core/language/person-strings.ts';
import type { Access } from '../../operations/access/read-access.ts';
import type { AccessRow } from '../../operations/access/rows.ts';
import type { Html } from '../pages/html.ts';
import { corrections } from '../person/corrections.ts';
import { count, moment, plain, sentence } from '../person/sentence.ts';
import { style } from '../person/style.ts';
import { verbatim } from '../person/verbatim.ts';

/** What reads a page wants of its words: the page's own, and those for this file. */
type Words = { language: Language; words: AccessStrings; business: string };

/** @param locale wished for; else that in which the person was last asked */
export async function* asPage({ head, rows }: Access, locale: string | undefined): AsyncGenerator<string> {
  const language = languageFor([locale, head.locale]);
  const words = accessLanguages[language.lang]!;
  const said = { language, words, business: head.business_name };
  const title = plain(words.title, { business: head.business_name });
  yield `${html`<!doctype html>
<html lang="${language.lang}" dir="${language.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src ${style.source}">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style.text)}</style>
</head>
<body>
<div class="sheet">
<header><div><h1>${sentence(words.title, { business: head.business_name })}</h1>
<p class="mute">${moment(head.made_at, language)}</p></div></header>
<main>`}\n`;
  let open: Heading | undefined;
  for await (const row of rows) {
    const heading = headingOf[row.row];
    if (heading === undefined) continue;
    if (heading !== open) {
      if (open !== undefined) yield '</section>\n';
      yield `${html`<section class="card"><h2>${headingWords(heading, said)}</h2>`}\n`;
      open = heading;
    }
    yield `${drawn(row, said)}\n`;
  }
  if (open !== undefined) yield '</section>\n';
  yield `${html`</main>
<footer><details open><summary>${language.strings.checkpoint}</summary>
<pre dir="ltr">${head.checkpoint}</pre></details></footer>
</div>
</body>
</html>`}\n`;
}

type Heading = 'names' | 'records' | 'looks' | 'messages' | 'brief';

/** Under which each sort of row stands; what is not here is in the other forms alone. */
const headingOf: Partial<Record<AccessRow['row'], Heading>> = {
  ...{ name: 'names', record: 'records', look: 'looks', stone: 'records', message: 'messages' },
  ...{ window: 'brief', challenge: 'brief', call: 'brief', thread: 'brief', link: 'brief' },
  ...{ pending: 'brief', erasure_request: 'brief', webhook: 'brief', changed: 'brief' },
};

function headingWords(heading: Heading, { language, words }: Words): string {
  return heading === 'looks' ? language.strings.lookedHeading : words[heading];
}

function drawn(row: AccessRow, said: Words): Html {
  const { language, words } = said;
  switch (row.row) {
    case 'name':
      return html`<p><bdi dir="ltr">${row.value}</bdi></p>`;
    case 'record':
      return recordOf(row, said);
    case 'look':
      return html`<p>${moment(row.at, language)} · ${language.strings.lookedBy[readerSort(row.role)]}</p>`;
    case 'stone':
      return html`<p>${moment(row.erased_at, language)} · ${words.erased}</p>`;
    case 'message':
      return html`<p>${moment(row.judged_at, language)} · ${row.decision === 'allow' ? words.sent : words.heldBack}
<br><span class="fine" dir="ltr">${templateOf(row.question)} <code>${row.permit}</code></span></p>`;
    case 'window':
      return html`<p>${moment(row.last_message_at, language)} · ${language.strings.channels.whatsapp}</p>`;
    case 'challenge':
      return html`<p>${moment(row.created_at, language)} · ${row.method === 'code' ? words.code : language.strings.channels.whatsapp}</p>`;
    case 'link':
      return html`<p>${moment(row.made_at, language)} · ${viaOf(row.content, said)}</p>`;
    case 'call':
      return html`<p>${language.strings.channels.ivr} · ${moment(row.ends_at, language)}</p>`;
    case 'thread':
      return html`<p>${language.strings.channels.sms} · ${moment(row.ends_at, language)}</p>`;
    case 'pending':
      return html`<p>${language.strings.channels.paper} · ${moment(row.submitted_at, language)}</p>`;
    case 'erasure_request': {
      const { asked, refused } = erasureLanguages[language.lang]!;
      const { refused_at: at } = row;
      const date = moment(at ?? row.asked_at, language);
      return html`<p>${sentence(at === undefined ? asked : refused, { business: said.business, date })}</p>`;
    }
    case 'webhook':
      return html`<p>${language.strings.channels.whatsapp} · ${moment(row.received_at, language)}</p>`;
    case 'changed':
      return html`<p><strong>${language.strings.verifyFalse}</strong>${
        row.leaf_index === undefined
          ? html` · <code dir="ltr">${row.of}</code>`
          : html` · ${language.strings.leafIndex} ${count(row.leaf_index, language)}`
      }</p>`;
    default:
      return html``;
  }
}

function viaOf(content: unknown, { language }: Words): string {
  const { via } = (content ?? {}) as { via?: unknown };
  return via === 'email' || via === 'sms' ? language.strings.channels[via] : '';
}

function templateOf(question: unknown): string {
  const { template } = (question ?? {}) as { template?: { name?: unknown } };
  return typeof template?.name === 'string' ? template.name : '';
}

/** Of a kind that has no words, such as one of a later release, it says only that it is a record. */
function headingFor(
  kind: string,
  { kinds }: AccessStrings,
  { channels, recordId, standingExpired }: PersonStrings,
): string {
  if (kind === 'imported') return channels.import;
  if (kind === 'lapsed') return standingExpired;
  return Object.hasOwn(kinds, kind) ? kinds[kind as keyof AccessStrings['kinds']] : recordId;
}

function recordOf(
  {
    kind,
    text,
    grade,
    recorded_at,
    record,
    leaf_index,
    corrected_by: notes = [],
  }: Extract<AccessRow, { row: 'record' }>,
  { language, words }: Words,
): Html {
  const { strings: s } = language;
  const locale =
    'notice' in record && record.notice && 'locale' in record.notice ? record.notice.locale : undefined;
  const quoted =
    text &&
    html`<blockquote lang="${locale ?? ''}" dir="${directionOf(locale ?? language.lang)}">${text.map(
      (line) => html`<p>${verbatim(line)}</p>`,
    )}</blockquote>`;
  return html`<article><h3>${headingFor(kind, words, s)}</h3>
${quoted ?? ''}
<dl><dt>${s.when}</dt><dd>${moment(record.occurred_at, language)}</dd>
${'channel' in record ? html`<dt>${s.how}</dt><dd>${s.channels[record.channel]}</dd>` : ''}
${grade === undefined ? '' : html`<dt>${s.gradeHeading}</dt><dd>${plain(s.gradeScale, { grade })}</dd>`}
<dt>${s.recordId}</dt><dd><code dir="ltr">${record.id}</code> · ${s.leafIndex} ${count(leaf_index, language)} · ${moment(recorded_at, language)}${
    // What it corrects, and to what, stands there: a right value alone would not say what of.
    record.kind === 'corrected' ? html`<br>→ <code dir="ltr">${record.corrects}</code>` : ''
  }</dd></dl>
${corrections(
  record,
  notes.map(({ recorded_at: at, by, corrections: is }) => ({ at, by, corrections: is })),
  language,
)}</article>`;
}
