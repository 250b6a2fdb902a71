// The page in a dispute pack: the message, the permit, the consent, the words, the act, what it does not
// prove, the proofs. It loads nothing, prints, and checks itself from a disk; and it says what a check is
// worth that the party under audit has made.

import { html, raw } from 'hono/html';
import type { ConsentRecord, OptInRecord } from '../../core/consent/record.ts';
import { directionOf } from '../../core/language/direction.ts';
import { en } from '../../core/language/en/person.ts';
import type { MadePack, PackRecord } from '../../operations/dispute/make-pack.ts';
import type { Html } from '../pages/html.ts';
import { sourceOf } from '../pages/tokens.ts';
import { style } from '../person/style.ts';
import { verbatim } from '../person/verbatim.ts';

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
<p class="mute">Made by ${claims.business} on ${claims.made_at}, from the log ${claims.iss}</p></div></header>
<main>
${message === undefined ? '' : messageCard(message)}
${decided === undefined ? html`<section class="card"><h2>Consent</h2><p>No record allowed this message.</p></section>` : consentCard(decided)}
<section class="card"><h2>The records</h2>
${records.map((one) => recordRow(one))}</section>
<section class="card"><h2>What this does not prove</h2>${claims.limits.map((one) => html`<p>${one}</p>`)}</section>
<section class="card"><h2>Check it</h2>
${
  inline === undefined
    ? ''
    : html`<p><button type="button" id="check" hidden>Check every record in this browser</button></p>
<p id="verdict" role="status"></p>`
}
<p>A check that this page makes of itself shows that the records, the log’s signatures and the receipts fit together.
It is made by the party whose record this is, under the keys that stand in the page: it says “consistent”, and no more. To
know that the keys are the ledger’s, get them from elsewhere, and check the whole pack on another machine:</p>
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

function messageCard(message: NonNullable<MadePack['claims']['message']>): Html {
  const { permit, sender, question, state, judged_at: at, statuses, signed } = message;
  return html`<section class="card"><h2>The message</h2>
<dl><dt>Judged</dt><dd>${at}</dd>
<dt>Sender</dt><dd><code>${sender}</code></dd>
<dt>Asked</dt><dd><code>${JSON.stringify(question)}</code></dd>
<dt>Became</dt><dd>${state}</dd>
${statuses.map((one) => html`<dt>${one.status}</dt><dd>${one.at}</dd>`)}
<dt>Permit</dt><dd><code>${permit}</code></dd></dl>
<details open><summary>The permit, as it was signed before the message left</summary><pre dir="ltr">${signed}</pre></details>
</section>`;
}

function consentCard(record: ConsentRecord): Html {
  return html`<section class="card"><h2>${record.kind === 'opt_in' ? 'The consent' : `The record: ${record.kind}`}</h2>
${'text' in record && record.text ? words(record as OptInRecord) : html`<p>The record holds no words: the notice that it names is below.</p>`}
<dl><dt>When</dt><dd>${record.occurred_at}, recorded ${record.recorded_at}</dd>
${'channel' in record ? html`<dt>How</dt><dd>${record.channel}</dd>` : ''}
${'grade' in record ? html`<dt>Grade</dt><dd>${record.grade}</dd>` : ''}
${'purposes' in record ? html`<dt>Purposes</dt><dd>${record.purposes?.join(', ') ?? 'all'}</dd>` : ''}
${'identifiers' in record ? record.identifiers.map(({ kind, value }) => html`<dt>${kind}</dt><dd><bdi dir="ltr">${value}</bdi></dd>`) : ''}
${'notice' in record && record.notice ? html`<dt>Notice</dt><dd>${record.notice.id}, version ${record.notice.version}</dd>` : ''}</dl>
${
  'evidence' in record && record.evidence
    ? html`<details open><summary>The act, as it was shown: gesture, key press, or what stands for it</summary>
<pre dir="ltr">${JSON.stringify(record.evidence, undefined, 1)}</pre></details>`
    : ''
}</section>`;
}

const words = ({ text, notice: { locale } }: OptInRecord): Html =>
  html`<blockquote lang="${locale}" dir="${directionOf(locale)}">${Object.values(text!).map(
    (line) => html`<p>${verbatim(line)}</p>`,
  )}</blockquote>`;

function recordRow({ name, index, record, file }: PackRecord): Html {
  const notes =
    record.kind === 'corrected'
      ? html`<p>Corrects <code>${record.corrects}</code>: ${record.corrections
          .map(({ field, is }) => `${field} is ${is}`)
          .join(', ')} (${record.reason})</p>`
      : '';
  const document =
    record.kind === 'notice_published' || record.kind === 'flow_published'
      ? html`<details open><summary>As it was published</summary><pre dir="ltr">${record.document}</pre></details>`
      : '';
  return html`<article><h3>${record.kind} · entry ${index}</h3>
<p class="fine">${record.recorded_at} · <code>${record.id}</code> · <code>${name}</code></p>${notes}${document}
<details open><summary>Its place in the log, signed</summary><pre dir="ltr">${file.proof}</pre></details>
<div id="${name}"></div></article>`;
}
