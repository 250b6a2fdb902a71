// How one consent stands now, and the button that ends it.

import { html } from 'hono/html';
import type { Language } from '../../core/language/person-languages.ts';
import type { ShownConsent, ShownStanding } from '../../operations/page/person-page.ts';
import type { Html } from '../pages/html.ts';
import type { Around } from './consent.ts';
import { moment, sentence } from './sentence.ts';

export const classOf = ({ kind }: ShownStanding): string => {
  if (kind === 'on') return 'on';
  return kind === 'this_only' ? 'open' : 'off';
};

/** In a row, "On" says enough. */
export function standing(shown: ShownConsent, { business, isRow, language }: Around): Html {
  const { word, means } = wordsOf(shown.standing, business, language);
  const said = isRow && shown.standing.kind === 'on' ? '' : html`<p class="fine">${means}</p>`;
  return html`<div class="top"><h2 lang="${shown.optIn.notice.locale}"><bdi>${whatOf(shown)}</bdi></h2>
<p class="state">${word}</p></div>
${said}`;
}

/** What was agreed to, as the notice calls it. */
export const whatOf = ({ optIn, notice }: ShownConsent): string =>
  notice?.locales[optIn.notice.locale]?.what ?? optIn.notice.id;

function wordsOf(now: ShownStanding, business: string, language: Language): { word: string; means: Html } {
  const { strings: s } = language;
  switch (now.kind) {
    case 'on':
      return { word: s.standingOn, means: sentence(s.standingOnMeans, { business }) };
    case 'stopped': {
      const date = moment(now.at, language);
      return { word: s.standingStopped, means: sentence(s.standingStoppedMeans, { business, date }) };
    }
    case 'taken_back': {
      const date = moment(now.at, language);
      return { word: s.standingTakenBack, means: sentence(s.standingTakenBackMeans, { business, date }) };
    }
    case 'expired': {
      const date = moment(now.at, language);
      return { word: s.standingExpired, means: sentence(s.standingExpiredMeans, { business, date }) };
    }
    case 'too_weak':
      return { word: s.standingTooWeak, means: sentence(s.standingTooWeakMeans, { business }) };
    case 'this_only':
      return { word: s.standingThisOnly, means: sentence(s.standingThisOnlyMeans, { business }) };
  }
}

/**
 * One tap stops, without a question back. Empty where there is nothing to stop. It works without scripts.
 */
export function stopForm(
  shown: ShownConsent,
  { kind, isRow, language: { strings: s } }: Around,
  action: string,
): Html | string {
  const { optIn, standing: now } = shown;
  if (now.kind !== 'on' && now.kind !== 'this_only') return '';
  const which = kind === 'person' ? html`<input type="hidden" name="notice" value="${optIn.notice.id}">` : '';
  // The button takes back an opt-in without proof of the number alone (operations/page/stop-by-link.ts). It
  // must not promise more.
  const one = kind === 'record' && optIn.undoable === true;
  const words = one ? s.takeBack : s.stop;
  // Of several buttons with the same words each says what it stops.
  const name = isRow ? html` aria-label="${words}: ${whatOf(shown)}"` : '';
  const means = isRow ? '' : html`<p class="fine">${one ? s.takeBackMeans : s.stopMeans}</p>`;
  return html`<form class="stop" method="post" action="${action}">${which}<button${name}>${words}</button>${means}</form>`;
}
