// The person's own page as HTML. It works without scripts. A script adds only the check in the browser.

import { html, raw } from 'hono/html';
import { readerSort } from '../../core/consent/record/of-business.ts';
import type { Language } from '../../core/language/person-languages.ts';
import type { PersonPage, ShownConsent, ShownStanding } from '../../operations/page/person-page.ts';
import type { Html } from '../pages/html.ts';
import { type Around, consent } from './consent.ts';
import { contacts } from './contact.ts';
import { erasure } from './erasure.ts';
import { frame } from './frame.ts';
import type { PersonScript } from './script.ts';
import { moment, plain, sentence } from './sentence.ts';
import { whatOf } from './standing.ts';

export type PageParts = Omit<Around, 'kind' | 'business' | 'isRow'> & {
  /** What the person just stopped: a notice's id, '' for all that this link stops, undefined for nothing. */
  done: string | undefined;
  /** With the nonce that its tag needs. Undefined where no script was built. */
  script: (PersonScript & { nonce: string }) | undefined;
};

export function personPage(
  { kind, business, consents, looks, stoppable, objection, erasure: asking }: PersonPage,
  parts: PageParts,
): string {
  const { language, path, query, script } = parts;
  const { strings: s } = language;
  const title = kind === 'record' ? s.titleOne : s.titleAll;
  const isRow = consents.length > 1;
  const around = { kind, isRow, business, path, query, language };
  const done = doneNow(consents, stoppable, parts);
  return frame(language, {
    title: plain(title, { business }),
    heading: sentence(title, { business }),
    body: html`${done === undefined ? '' : html`<p class="done" role="status">${done}</p>`}
<div class="card${isRow ? ' many' : ''}">${
      consents.length === 0 ? html`<p>${s.nothingHere}</p>` : consents.map((one) => consent(one, around))
    }</div>
${stoppable ? stopAll(business, parts) : ''}${objectTo(objection, business, parts)}${erasure(asking, around)}${looked(looks, language)}`,
    foot: contacts(consents, business, language),
    end: script === undefined ? '' : scriptTags(script, language),
  });
}

/**
 * Says what has stopped, but never while part of it still holds. It goes by the state now, not by the
 * address.
 */
function doneNow(
  consents: PersonPage['consents'],
  stoppable: boolean,
  { done, language: { strings: s } }: PageParts,
): Html | string | undefined {
  const meant = done ? consents.filter(({ optIn }) => optIn.notice.id === done) : consents;
  const kinds = new Set(meant.map(({ standing }) => standing.kind));
  const isOver = kinds.size > 0 && [...kinds].every((kind) => over.has(kind));
  if (done === undefined || !isOver) return undefined;
  if (kinds.has('taken_back')) return s.takenBackNow;
  if (done === '') return stoppable ? undefined : s.stoppedNow;
  const [shown] = meant as [ShownConsent];
  return html`${s.stoppedNow} <bdi lang="${shown.optIn.notice.locale}">${whatOf(shown)}</bdi>`;
}

function looked(looks: PersonPage['looks'], language: Language): Html | string {
  const { strings: s } = language;
  if (looks.length === 0) return '';
  return html`<details class="card"><summary>${s.lookedHeading}</summary>
<dl>${looks.map(({ at, by }) => html`<dt>${moment(at, language)}</dt><dd>${s.lookedBy[readerSort(by)]}</dd>`)}</dl></details>`;
}

const over: ReadonlySet<ShownStanding['kind']> = new Set(['stopped', 'taken_back', 'expired', 'too_weak']);

function stopAll(business: string, { path, query, language: { strings: s } }: PageParts): Html {
  return html`<form class="card all" method="post" action="${path}/stop${query}">
<button>${sentence(s.stopAll, { business })}</button><p class="fine">${s.stopAllMeans}</p></form>`;
}

/** Calmer than the stops above it: a person who wants quiet has that in one tap without it. */
function objectTo(
  objection: PersonPage['objection'],
  business: string,
  { path, query, language }: PageParts,
): Html | string {
  const { strings: s } = language;
  if (objection === undefined) return '';
  if (objection !== 'open') {
    const date = moment(objection.since, language);
    return html`<p class="card" id="objected">${sentence(s.objected, { business, date })}</p>`;
  }
  return html`<form class="card object" method="post" action="${path}/object${query}">
<button>${sentence(s.object, { business })}</button><p class="fine">${s.objectMeans}</p></form>`;
}

/** The script's words travel as data, which needs no leave of a content security policy. */
function scriptTags({ path, integrity, nonce }: PersonScript & { nonce: string }, language: Language): Html {
  const { strings: s } = language;
  const words = {
    lang: language.lang,
    working: s.verifyWorking,
    true: s.verifyTrue,
    trueMeans: s.verifyTrueMeans,
    false: s.verifyFalse,
    falseMeans: s.verifyFalseMeans,
    notEvidence: s.verifyNotEvidence,
    unreachable: s.verifyUnreachable,
    unable: s.verifyUnable,
    steps: s.steps,
    good: s.stepGood,
    bad: s.stepBad,
  };
  const data = JSON.stringify(words).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="words">${raw(data)}</script>
<script type="module" src="${path}" integrity="${integrity}" nonce="${nonce}"></script>`;
}
