// The languages with prescribed wording for a notice without lines of its own, and which translations a
// person has reviewed.

import { html } from 'hono/html';
import { directionOf } from '../../../core/language/direction.ts';
import { isReviewed, prescribedLanguages } from '../../../core/language/wording.ts';
import type { Html } from '../../pages/html.ts';

export function languageTable(): Html {
  return html`<h2 id="languages">Languages of the prescribed wording</h2>
<p>A notice that leaves out its lines in one of these languages gets them from here. All except English are
translations. Have a lawyer read one before you rely on it, or write lines of your own.</p>
<table>
<thead><tr><th scope="col">Language</th><th scope="col">Its own name</th><th scope="col">Reviewed</th></tr></thead>
<tbody>${prescribedLanguages.map(row)}</tbody>
</table>`;
}

function row(tag: string): Html {
  const direction = directionOf(tag);
  return html`<tr><th scope="row">${nameIn('en', tag)} <code>${tag}</code></th>
<td><span lang="${tag}" dir="${direction}">${nameIn(tag, tag)}</span>${direction === 'rtl' && html` <span class="mute">right to left</span>`}</td>
<td>${tag === 'en' ? 'the original' : isReviewed(tag) ? 'yes' : 'not yet reviewed by a person who reads it'}</td></tr>`;
}

function nameIn(language: string, tag: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
}
