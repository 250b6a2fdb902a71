// The page in a dispute pack: the message, the permit, the consent, the words, the act, what it does not
// prove, the proofs. It loads nothing, prints, and checks itself from a disk; and it says what a check is
// worth that the party under audit has made.

import { html, raw } from 'hono/html';
import type { ConsentRecord, CorrectedRecord, RecordOf } from '../../core/consent/record.ts';
import { directionOf } from '../../core/language/direction.ts';
import { en } from '../../core/language/en/person.ts';
import { parseNotice } from '../../core/notice/notice.ts';
import { renderNotice } from '../../core/notice/render.ts';
import type { MadePack, PackRecord } from '../../operations/dispute/make-pack.ts';
import type { Html } from '../pages/html.ts';
import { sourceOf } from '../pages/tokens.ts';
import { style } from '../person/style.ts';
import { verbatim } from '../person/verbatim.ts';
import { correctionOf, fieldsOf } from './fields.ts';
import { kindWords, moment, spaced, stateWords } from './words.ts';

/** @param script that checks; undefined: it was not built */
export function packPage({ claims, records }: MadePack, script: string | undefined): string {
  const inline = script?.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `style-src ${style.source}`,
    ...(inline === undefined ? [] : [`script-src ${sourceOf(inline)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const { message, record: id } = claims;
  const decided = records.find(({ record }) => record.id === id)?.record;
  const pack = records.map(({ record }) => record);
  const title = message === undefined ? 'The evidence of a record' : 'The evidence of a message';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style.text)}</style>
</head>
<body>
<div class="sheet">
<header><div><h1>${title}</h1>
<p class="mute">Made by ${claims.business} on ${moment(claims.made_at)}, from the log ${claims.iss}</p></div></header>
<main>
${message === undefined ? '' : messageCard(message)}
${decided === undefined ? noConsent : consentCard(decided, pack)}
<section class="card"><h2>The records</h2>
${records.map((one) => recordRow(one, pack))}</section>
<section class="card"><h2>What this does not prove</h2>${claims.limits.map((one) => html`<p>${one}</p>`)}</section>
<section class="card"><h2>Check it</h2>
${
  // Until the script has run it says so: many readers of mail and files run none.
  inline === undefined
    ? html`<p>This page was made without its script: it checks nothing itself.</p>`
    : html`<p><button type="button" id="check" hidden>Check every record in this browser</button></p>
<p id="verdict" role="status">Nothing has been checked. No script runs where this page is shown: to let it check itself, open
index.html in a browser, from the folder that the pack was unpacked to.</p>
<p>A check that this page makes of itself shows that the records, the log’s signatures and the receipts fit together.
It is made by the party whose record this is, under the keys that stand in the page: it says “consistent”, and no more.</p>`
}
<p>To know that the keys are the ledger’s, get them from elsewhere, and check the whole pack on another machine:</p>
<pre dir="ltr">optmark verify pack.zip --vkey public-keys.json --jwks public-keys.json</pre></section>
</main>
</div>
${
  inline === undefined
    ? ''
    : html`<script type="application/json" id="pack">${raw(embedded(records))}</script>
<script type="module">${raw(inline)}</script>`
}
</body>
</html>
`.toString();
}

/** No text of a record ends the element that holds it. */
const embedded = (records: readonly PackRecord[]): string => {
  const names = new Map(
    records.map(({ file }) => [file.vkey, { origin: file.vkey.split('+', 1)[0]!, vkey: file.vkey }]),
  );
  const evidence = Object.fromEntries(records.map(({ name, file }) => [name, file]));
  const words = {
    ...{ lang: 'en', working: en.verifyWorking, unable: en.verifyUnable, steps: en.steps },
    ...{
      true: 'Consistent: every record holds.',
      false: 'Not consistent: what fails is marked at its record.',
    },
    ...{ good: en.stepGood, bad: en.stepBad },
  };
  const jwks = records[0]?.file.jwks.keys ?? [];
  const text = JSON.stringify({ words, vkeys: [...names.values()], jwks, evidence });
  return text.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
};

const noConsent = html`<section class="card"><h2>Consent</h2><p>No record allowed this message.</p></section>`;

type Message = NonNullable<MadePack['claims']['message']>;

function messageCard({ permit, sender, question, state, judged_at: at, statuses, signed }: Message): Html {
  return html`<section class="card"><h2>The message</h2>
<dl><dt>Judged</dt><dd>${moment(at)}</dd>
<dt>Sender</dt><dd><code>${sender}</code></dd>
${askedFor(question)}
<dt>What became of it</dt><dd>${stateWords(state)}</dd>
${statuses.map((one) => html`<dt>${spaced(one.status)}</dt><dd>${moment(one.at)}${one.error === undefined ? '' : `, Meta’s error ${one.error}`}</dd>`)}
<dt>Permit</dt><dd><code>${permit}</code></dd></dl>
<details><summary>The permit, as it was signed before the message left</summary><pre dir="ltr">${signed}</pre></details>
</section>`;
}

function askedFor(question: unknown): Html {
  const { template } = question as { template?: { name: string; language: string } };
  if (template === undefined) return html`<dt>Asked</dt><dd>A message without a template</dd>`;
  return html`<dt>Template</dt><dd><code>${template.name}</code>, ${template.language}</dd>`;
}

function consentCard(record: ConsentRecord, pack: readonly ConsentRecord[]): Html {
  const named = record.kind === 'opt_in' ? 'The consent' : `The record: ${kindWords(record.kind)}`;
  return html`<section class="card"><h2>${named}</h2>
${wordsShown(record, pack)}
${fieldsOf(record, correctionsIn(pack))}
${
  'evidence' in record && record.evidence
    ? html`<details><summary>The act, as it was recorded: gesture, key press, or what stands for it</summary>
<pre dir="ltr">${JSON.stringify(record.evidence, undefined, 1)}</pre></details>`
    : ''
}</section>`;
}

const correctionsIn = (pack: readonly ConsentRecord[]): CorrectedRecord[] =>
  pack.flatMap((one) => (one.kind === 'corrected' ? [one] : []));

/** The words in the record; else those of the notice in the language that it names, said to be that. */
function wordsShown(record: ConsentRecord, pack: readonly ConsentRecord[]): Html {
  if (!('notice' in record) || record.notice === undefined || !('locale' in record.notice)) return html``;
  const { locale, sha256 } = record.notice;
  if ('text' in record && record.text) return quoted(Object.values(record.text), locale);
  const published = pack.find((one) => one.kind === 'notice_published' && one.notice.sha256 === sha256);
  const lines = published?.kind === 'notice_published' ? noticeWords(published, locale) : undefined;
  if (lines === undefined) return html`<p>The record holds no words.</p>`;
  return html`<p>The record holds no words. The notice that it names says:</p>${quoted(lines, locale)}`;
}

const quoted = (lines: readonly string[], locale: string): Html =>
  html`<blockquote lang="${locale}" dir="${directionOf(locale)}">${lines.map((line) => html`<p>${verbatim(line)}</p>`)}</blockquote>`;

/** Without anybody's number in it. */
function noticeWords({ document }: RecordOf<'notice_published'>, locale: string): string[] | undefined {
  const { notice } = parseNotice(Buffer.from(document));
  const wording = Object.hasOwn(notice.locales, locale) ? notice.locales[locale] : undefined;
  return wording && Object.values(renderNotice(notice, wording, ''));
}

function recordRow({ name, index, record, file }: PackRecord, pack: readonly ConsentRecord[]): Html {
  return html`<article><h3>${kindWords(record.kind)} · entry ${index}</h3>
${saysOf(record, pack)}
<p class="fine"><code>${record.id}</code> · <code>${name}</code></p>
<details><summary>Its place in the log, signed</summary><pre dir="ltr">${file.proof}</pre></details>
<div id="${name}"></div></article>`;
}

function saysOf(record: ConsentRecord, pack: readonly ConsentRecord[]): Html {
  if (record.kind === 'corrected')
    return html`<p>${moment(record.recorded_at)}</p>${correctionOf(
      record,
      pack.find(({ id }) => id === record.corrects),
    )}`;
  if (record.kind === 'notice_published') {
    const of = new Set(
      pack.flatMap((one) =>
        'notice' in one && one.notice && 'locale' in one.notice && one.notice.sha256 === record.notice.sha256
          ? [one.notice.locale]
          : [],
      ),
    );
    return html`<p>${moment(record.recorded_at)}</p>${[...of].map((locale) => quoted(noticeWords(record, locale) ?? [], locale))}
${asPublished(record.document)}`;
  }
  if (record.kind === 'flow_published')
    return html`<p>${moment(record.recorded_at)}</p>${asPublished(record.document)}`;
  return fieldsOf(record, correctionsIn(pack));
}

/** Folded, and not printed: it is in the pack, in every language that it has. */
const asPublished = (document: string): Html =>
  html`<details class="screen"><summary>All of it, as it was published</summary><pre dir="ltr">${document}</pre></details>`;
