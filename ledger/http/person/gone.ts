// The page of a link that shows nothing: forged, over, or erased. One page for all three, so that it tells nobody which;
// and the page for whoever asks too often.

import { html } from 'hono/html';
import { frame } from './frame.ts';
import type { Language } from './strings/languages.ts';

export function gonePage(language: Language): string {
  const { goneTitle: title, goneMeans: intro, goneWhatToDo } = language.strings;
  return frame(language, { title, heading: title, intro, body: html`<p>${goneWhatToDo}</p>` });
}

export function busyPage(language: Language): string {
  const { busyTitle: title, busyMeans: intro } = language.strings;
  return frame(language, { title, heading: title, intro, body: html`` });
}
