// How one consent stands now, and the button that ends it.

import { html } from 'hono/html';
import type { PersonPage, ShownConsent, ShownStanding } from '../../operations/page/person-page.ts';
import { type Html, moment, sentence } from './sentence.ts';
import type { Language } from './strings/languages.ts';

export const classOf = ({ kind }: ShownStanding): string => {
  if (kind === 'on') return 'on';
  return kind === 'this_only' ? 'open' : 'off';
};

export function standing(
  { optIn, notice, standing: now }: ShownConsent,
  business: string,
  language: Language,
): Html {
  const { word, means } = wordsOf(now, business, language);
  const what = notice?.locales[optIn.notice.locale]?.what ?? optIn.notice.id;
  return html`<div class="top"><h2 lang="${optIn.notice.locale}"><bdi>${what}</bdi></h2>
<p class="state">${word}</p><p class="means">${means}</p></div>`;
}

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
      return { word: s.standingStopped, means: sentence(s.standingTakenBackMeans, { business, date }) };
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

/** One tap, no question back; nothing where there is nothing to stop. `action` is this link's, and survives without scripts. */
export function stopForm(
  { optIn, standing: now }: ShownConsent,
  kind: PersonPage['kind'],
  action: string,
  { strings: s }: Language,
): Html | string {
  if (now.kind !== 'on' && now.kind !== 'this_only') return '';
  const which = kind === 'person' ? html`<input type="hidden" name="notice" value="${optIn.notice.id}">` : '';
  // What anybody could have ticked is taken back alone (operations/stop-by-link.ts), and the button must not promise more.
  const one = kind === 'record' && optIn.undoable === true;
  return html`<form class="stop" method="post" action="${action}">${which}
<button>${one ? s.takeBack : s.stop}</button><p>${one ? s.takeBackMeans : s.stopMeans}</p></form>`;
}
