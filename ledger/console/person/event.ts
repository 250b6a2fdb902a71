// One event, opened: the exact words, what it came from, its grade with what that proves and what not, the
// proof with its steps, and its ids.

import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { save } from '../ask/ask.ts';
import { line as copied, ids } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { time, zoned } from '../parts/moment.ts';
import { asksWhy } from '../parts/why.ts';
import { chain } from '../verify/chain.ts';
import type { Checked } from '../verify/check.ts';
import { card } from '../words/card.ts';
import { elsewhere, person, verify, event as words } from '../words/en.ts';
import { gradeReason, grades, kindWord } from '../words/named.ts';
import type { Card } from './card.ts';
import { facts } from './facts.ts';
import './hear.ts';
import type { Entry, Fields } from './history.ts';
import type { Line } from './timeline.ts';
import { told } from './told.ts';

const languages = new Intl.DisplayNames('en', { type: 'language' });

type Shown = {
  subject: string | undefined;
  checked: Checked | undefined;
  /** Which step failed; -1: none. */
  failure: number;
  close: string;
};

export function event({ entry, cameBack }: Line, shown: Shown): TemplateResult {
  const { failure, close } = shown;
  const broken = failure >= 0;
  const { title } = told(entry, cameBack);
  return html`<article class="sheet open" aria-labelledby="open-h">
    <header><h2 id="open-h" tabindex="-1" class=${broken ? 'no' : ''}>${title}</h2>
      ${entry.grade === undefined ? nothing : html`<span class="grade">${entry.grade}</span>`}
      ${verdict(shown)}
      <a class="btn bare end" data-key="Escape" href=${close} aria-label=${words.close}>${icon('cross')}</a>
      <p class="small soft">${when(entry)}${origin(entry.record)}</p></header>
    ${broken ? nothing : quoted(entry)}
    ${broken ? nothing : graded(entry)}
    ${checkedHere(entry, shown)}
    ${broken ? rowNow(entry) : nothing}
    ${where(entry)}
    ${corrected(entry)}
    <section><h3>${words.ids}</h3>${ids([
      [words.entry, String(entry.leaf_index)],
      [words.record, entry.id],
      [words.notice, noticeHash(entry.record)],
      [words.wordsHash, wordsHash(entry.record)],
      [words.person, shown.subject],
    ])}</section>
  </article>`;
}

function verdict({ checked, failure }: Shown): TemplateResult {
  if (checked === undefined) return html`<span class="tag soft" role="status">${verify.working}</span>`;
  if (failure >= 0) return html`<span class="tag no">${icon('broken', 'no')}${verify.notVerified}</span>`;
  return html`<span class="tag yes">${icon('yes')}${verify.verified}</span>`;
}

function when({ record, recorded_at }: Entry): TemplateResult {
  const at = String(record.occurred_at ?? recorded_at);
  const utc = new Date(at).toISOString().slice(11, 19);
  return html`${time(at, zoned(at, 'second'))} <span class="nw">(${utc} UTC)</span>`;
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** Host and page, where one is known. */
function origin({ evidence }: Fields): TemplateResult | typeof nothing {
  const seen = fields(fields(evidence).seen);
  const host = String(seen.origin ?? fields(evidence).origin ?? '').replace(/^https?:\/\//, '');
  const path = String(seen.path ?? fields(evidence).path ?? '');
  if (host === '' && path === '') return nothing;
  const page = path === '' ? nothing : html`page <code>${path}</code>`;
  return html` · ${host === '' ? page : path === '' ? host : html`${host}, ${page}`}`;
}

function quoted(entry: Entry): TemplateResult | typeof nothing {
  const { record, text, stated, kind } = entry;
  if (kind !== 'opt_in' && kind !== 'declined') return nothing;
  const notice = fields(record.notice);
  const locale = typeof notice.locale === 'string' ? notice.locale : 'en';
  const lines = text ?? [];
  const [first, ...rest] = lines;
  return html`<section><h3>${words.words}</h3>
    ${
      first === undefined
        ? html`<p class="soft">${stated === undefined ? words.wordsNone : words.wordsStated}</p>${stated === undefined ? nothing : html`<dl class="facts">${Object.entries(stated).map(([name, value]) => html`<dt>${name.replaceAll('_', ' ')}</dt><dd>${value}</dd>`)}</dl>`}`
        : html`<blockquote lang=${locale} dir="auto"><p>${first}</p>${rest.map((more) => html`<p class="small">${more}</p>`)}</blockquote>`
    }
    ${
      typeof notice.id === 'string'
        ? html`<p class="row small soft"><span>${words.wordsAs(notice.id, Number(notice.version), languages.of(locale) ?? locale)}</span>
            ${record.channel === 'ivr' && first !== undefined ? html`<console-hear .lines=${lines} lang=${locale}></console-hear>` : nothing}</p>`
        : nothing
    }${drawnAgain(entry)}</section>`;
}

/** A script of long ago runs when somebody asks for it, and not before. */
function drawnAgain(entry: Entry): TemplateResult | typeof nothing {
  if (entry.text === undefined || typeof fields(fields(entry.record.evidence).seen).script !== 'string')
    return nothing;
  const opened = async ({ currentTarget }: Event) => {
    const { open, lastElementChild } = currentTarget as HTMLDetailsElement;
    if (!open) return;
    await import('./card.ts');
    (lastElementChild as Card).draw();
  };
  return html`${keyed(entry.id, html`<details class="more" @toggle=${opened}><summary>${card.title}</summary><console-card .entry=${entry}></console-card></details>`)}`;
}

function graded({ grade, grade_reasons: why = [] }: Entry): TemplateResult | typeof nothing {
  if (grade === undefined || !Object.hasOwn(grades, grade)) return nothing;
  const { proves, not } = grades[grade as keyof typeof grades];
  return html`<section><h3>${words.grade}</h3>
    <ol class="scale">${Object.entries(grades).map(
      ([name, { name: word }]) =>
        html`<li aria-current=${name === grade ? 'true' : nothing}><b>${name}</b>${word}</li>`,
    )}</ol>
    <div class="stack small worth">
      <div><p class="tag yes">${icon('yes')}${words.proves}</p><p>${proves}</p></div>
      <div><p class="tag care">${icon('never')}${words.not}</p><p>${not}</p></div>
    </div>
    ${why.length === 0 ? nothing : html`<p class="small soft">${words.notHigher(why.map(gradeReason).join('; '))}</p>`}
  </section>`;
}

function checkedHere(entry: Entry, { checked, failure }: Shown): TemplateResult {
  const file = `optmark-evidence-${entry.id}.json`;
  const evidence = asksWhy({
    ...{ id: 'evidence', label: html`${icon('save')}${verify.download}`, look: 'btn' },
    ...{ why: person.packWhy, doIt: verify.downloadDo, usual: 'legal_claim' },
    act: (reason) => save('GET', `/v1/receipts/${entry.id}`, undefined, file, reason),
  });
  const good = checked?.steps.filter(({ state }) => state === 'holds').length ?? 0;
  const of = checked?.steps.filter(({ state }) => state !== 'open').length ?? 0;
  return html`<section><div class="row"><h3>${failure >= 0 ? verify.failed : verify.title}</h3>
      ${
        checked === undefined
          ? html`<span class="soft small">${verify.working}</span>`
          : failure >= 0
            ? html`<span class="tag no">${icon('broken', 'no')}${verify.failedAt(failure + 1, checked.steps.length)}</span>`
            : html`<span class="tag yes">${icon('yes')}${verify.steps(good, of)}</span><span class="soft small end">${verify.inBrowser(checked.ms)}</span>`
      }</div>
    ${checked === undefined ? nothing : chain(checked.steps)}
    <div class="row small soft"><p>${verify.worth}</p>${evidence}<p>${verify.elsewhere}</p></div>
    ${copied(`optmark verify ${file} --vkey log.vkey --jwks jwks.json`, elsewhere.command)}</section>`;
}

const rowNow = (entry: Entry): TemplateResult => html`<section>
  <h3>${verify.rowNow} <span class="tag no">${verify.dontRely}</span></h3>
  <blockquote class="soft"><p>${entry.text?.[0] ?? `${kindWord(entry.kind)}, ${zoned(entry.recorded_at)}`}</p></blockquote>
  <p class="small soft">${verify.hashSays}</p></section>`;

function where({ record }: Entry): TemplateResult | typeof nothing {
  const rows = facts(record);
  if (rows.length === 0) return nothing;
  return html`<section><h3>${words.from}</h3><dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>`;
}

function corrected({ corrected_by: notes = [] }: Entry): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<section><h3>${words.corrected}</h3><ul class="small stack t">${notes.map(
    ({ corrections, recorded_at }) =>
      html`<li>${time(recorded_at)}: ${corrections.map(({ field, is }) => html`${field.replaceAll('_', ' ')} <ins>${is}</ins> `)}</li>`,
  )}</ul><p class="small soft">${words.unchanged}</p></section>`;
}

function noticeHash({ notice }: Fields): string | undefined {
  const { sha256 } = fields(notice);
  return typeof sha256 === 'string' ? sha256 : undefined;
}

const wordsHash = ({ text_sha256: hash }: Fields): string | undefined =>
  typeof hash === 'string' ? hash : undefined;
