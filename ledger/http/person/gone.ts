// The page of a link that shows nothing because it is forged, has ended, or its record is erased. One page
// serves all three, so that it does not tell which. And the page for a visitor who asks too often.

import { html } from 'hono/html';
import type { Language } from '../../core/language/person-languages.ts';
import { frame } from './frame.ts';

export function gonePage(language: Language): string {
  const { goneTitle: title, goneMeans: intro, goneWhatToDo } = language.strings;
  return frame(language, { title, heading: title, intro, body: html`<p>${goneWhatToDo}</p>` });
}

export function busyPage(language: Language): string {
  const { busyTitle: title, busyMeans: intro } = language.strings;
  return frame(language, { title, heading: title, intro, body: html`` });
}
