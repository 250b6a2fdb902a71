// One consent on the page: how it stands, the words agreed to, when and where, Stop. Behind folds: what else
// was shown, what the record shows and does not, the proof.

import { html } from 'hono/html';
import { statedIn } from '../../core/consent/evidence.ts';
import { grades } from '../../core/consent/grade.ts';
import type { GradeReason } from '../../core/consent/grade-reasons.ts';
import { sentenceOf } from '../../core/consent/record/words.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { directionOf } from '../../core/language/direction.ts';
import { formStrings } from '../../core/language/form-words.ts';
import type { Language } from '../../core/language/person-languages.ts';
import type { PersonStrings } from '../../core/language/person-strings.ts';
import type { PersonPage, ShownConsent } from '../../operations/page/person-page.ts';
import type { Html } from '../pages/html.ts';
import { correctedOf, corrections } from './corrections.ts';
import { proof } from './proof.ts';
import { day, moment, sentence } from './sentence.ts';
import { classOf, standing, stopForm } from './standing.ts';
import { verbatim } from './verbatim.ts';

export type Around = {
  kind: PersonPage['kind'];
  /** One of several on the page: a row, shorter. */
  isRow: boolean;
  business: string;
  /** Where this link's page is, `/p/…`. */
  path: string;
  /** `?lang=…` where the reader chose a language, or ''. */
  query: string;
  language: Language;
};

export function consent(shown: ShownConsent, around: Around): Html {
  const { isRow, path, query, language } = around;
  const { optIn } = shown;
  const { strings: s } = language;
  const stop = stopForm(shown, around, `${path}/stop${query}`);
  const top = html`${standing(shown, around)}
${words(shown, language)}
<p class="fine">${agreed(optIn, language)}</p>
${corrections(optIn, shown.corrected.map(correctedOf), language)}`;
  if (isRow) {
    return html`<article class="${classOf(shown.standing)}">${top}
<div class="row"><details><summary>${s.details} · ${s.proofHeading}</summary>${details(shown, language)}
<h3>${s.proofHeading}</h3>${proof(shown, path, language)}</details>${stop}</div></article>`;
  }
  return html`<article class="${classOf(shown.standing)}">${top}
${stop}
<details><summary>${s.details}</summary>${details(shown, language)}</details>
<details><summary>${s.proofHeading} · ${s.verifyHeading}</summary>${proof(shown, path, language)}</details></article>`;
}

const inItsLanguage = ({ notice: { locale } }: OptInRecord): Html =>
  html`lang="${locale}" dir="${directionOf(locale)}"`;

/** What was agreed to. Words that no page signed are shown as what they are: another system's account. */
function words({ optIn }: ShownConsent, { strings: s }: Language): Html {
  const stated = statedIn(optIn);
  const quoted =
    optIn.text && html`<blockquote ${inItsLanguage(optIn)}>${verbatim(sentenceOf(optIn.text))}</blockquote>`;
  if (stated === undefined) return quoted ?? html``;
  if (quoted !== undefined) return html`<p class="fine">${s.statedWords}</p>${quoted}`;
  // A name of what was heard or seen says something to a person; a bare number or a hash does not.
  const { prompt = '', screen = '' } = stated;
  const named = [prompt, screen].flatMap((name) =>
    /\p{L}/u.test(name) ? html` ${s.statedWords} <bdi>${name}</bdi>` : [],
  );
  return html`<p class="fine">${s.wordsNotRecorded}${named}</p>`;
}

const agreed = (optIn: OptInRecord, language: Language): Html =>
  html`${sentence(language.strings.agreedOn, { date: day(optIn.occurred_at, language) })} · ${language.strings.channels[optIn.channel]}`;

/** The recorded lines, verbatim, in their own language and direction. */
function details(shown: ShownConsent, language: Language): Html {
  const { optIn } = shown;
  const { strings: s } = language;
  const { entry } = optIn.source;
  const where = [entry && html`<bdi>${entry.name}</bdi>`, whereOf(optIn)].filter((one) => one !== undefined);
  return html`<dl>
<dt>${s.when}</dt><dd>${moment(optIn.occurred_at, language)}</dd>
<dt>${s.how}</dt><dd>${s.channels[optIn.channel]}${onFile(optIn, language)}</dd>
${where.length === 0 ? '' : html`<dt>${s.where}</dt>${where.map((one) => html`<dd>${one}</dd>`)}`}
<dt>${s.wording}</dt><dd>${sentence(s.wordingVersion, {
    id: optIn.notice.id,
    version: String(optIn.notice.version),
  })}</dd>
</dl>
${others(optIn, language)}
${grade(shown, language)}`;
}

function others(optIn: OptInRecord, { strings: s }: Language): Html {
  if (optIn.text === undefined || !('sentence' in optIn.text)) return html``;
  const { sentence: _, ...lines } = optIn.text;
  return html`<h3>${wereFolded(optIn) ? s.alsoFolded : s.alsoShown}</h3>
<div class="fine" ${inItsLanguage(optIn)}>${Object.values(lines).map((line) => html`<p>${verbatim(line)}</p>`)}</div>
${optIn.channel === 'paper' ? '' : html`<p class="fine">${s.agreedExact}</p>`}`;
}

const isByStaff = ({ channel }: OptInRecord): boolean => channel === 'paper' || channel === 'agent';

/** What the business keeps of it, whose hash is in the record. */
function onFile(optIn: OptInRecord, { lang }: Language): Html {
  const s = formStrings(lang);
  const isRecorded = optIn.channel === 'agent' && optIn.evidence.recording_sha256 !== undefined;
  return html`${optIn.channel === 'paper' ? ` · ${s.scanOnFile}` : ''}${isRecorded ? ` · ${s.recordingOnFile}` : ''}${
    optIn.checked_by === undefined ? '' : ` · ${s.twoStaff}`
  }`;
}

type Seen = { path?: unknown; origin?: unknown; folded?: unknown } | undefined;
const seenOf = ({ evidence }: OptInRecord) => (evidence.seen ?? evidence.shown) as Seen;

const isSignedByApp = ({ channel, jws }: OptInRecord) => channel === 'app' && jws !== undefined;

/**
 * The page, without query, where the record has it; its host, where the page has said it. Of an app that
 * signed, its screen: what a server calls one stands with the words. Of staff, the store or desk.
 */
function whereOf(optIn: OptInRecord): Html | undefined {
  const { screen } = optIn.evidence;
  if (isSignedByApp(optIn)) return typeof screen === 'string' ? html`<bdi>${screen}</bdi>` : undefined;
  const { path = optIn.evidence.path, origin } = seenOf(optIn) ?? {};
  const { place } = optIn.evidence;
  if (isByStaff(optIn) && typeof place === 'string') return html`<bdi>${place}</bdi>`;
  if (typeof path !== 'string') return undefined;
  const host = typeof origin === 'string' ? origin.replace(/^\w+:\/\//, '') : '';
  return html`<bdi dir="ltr">${host}${path}</bdi>`;
}

function wereFolded(optIn: OptInRecord): boolean {
  const { folded } = seenOf(optIn) ?? {};
  return Array.isArray(folded) && folded.length > 0;
}

function grade({ optIn, grade: own, gradeReasons }: ShownConsent, { strings: s }: Language): Html {
  const reached = grades.indexOf(own);
  // Of the other grades the words are true of a page and of a call.
  const isCall = own === 'E3' && optIn.flow !== undefined;
  // "The page belongs to the business" would be wrong of an app. What is said of E2 is true of it.
  const worded = own === 'E3' && isSignedByApp(optIn) ? 'E2' : own;
  const shows = isCall ? s.callShows : s.gradeShows[worded];
  const showsNot = isCall ? s.callShowsNot : s.gradeShowsNot[worded];
  const isSms = own !== 'E4' && optIn.text !== undefined && 'sent' in optIn.text;
  const { keyword } = optIn.evidence as { keyword?: string };
  const because = new Set(gradeReasons.flatMap((reason) => becauseOf[reason] ?? []));
  return html`<h3>${s.gradeHeading}</h3>
<p>${sentence(s.gradeScale, { grade: own })}</p>
<div class="meter" aria-hidden="true">${grades.map((_, i) => html`<i class="${i <= reached ? 'full' : ''}"></i>`)}</div>
<p>${isSms ? sentence(s.smsShows, { keyword: keyword ?? '' }) : shows}</p><p>${isSms ? s.smsShowsNot : showsNot}</p>
${[...because].map((name) => html`<p>${s.gradeBecause[name]}</p>`)}`;
}

/** The person's words for each reason; undefined where those of the grade say the same. */
const becauseOf: Record<GradeReason, keyof PersonStrings['gradeBecause'] | undefined> = {
  imported: undefined,
  not_signed_by_page: 'saidOnly',
  page_not_of_site: 'saidOnly',
  act_not_shown: 'saidOnly',
  words_not_shown: 'saidOnly',
  ticked_before: 'tickedBefore',
  gesture_not_trusted: 'notByHand',
  words_out_of_view: 'outOfView',
  words_covered: 'covered',
  framed_by_another: 'covered',
  words_too_small: 'hardToRead',
  words_too_faint: 'hardToRead',
  no_fresh_nonce: 'notFresh',
  call_not_signed: 'callNotSigned',
  number_keyed_in: 'keyedIn',
  sms_not_signed: 'smsNotSigned',
  number_not_proven: undefined,
};
