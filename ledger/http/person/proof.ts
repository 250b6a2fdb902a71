// Where the record stands in the public log, the file that proves it, and the section in which the browser
// checks it. It is hidden until the script has loaded: a button that does nothing is worse than none.

import { html } from 'hono/html';
import type { Language } from '../../core/language/person-languages.ts';
import type { ShownConsent } from '../../operations/page/person-page.ts';
import type { Html } from '../pages/html.ts';
import { count } from './sentence.ts';

export function proof(
  { optIn, proof: { leafIndex, treeSize, checkpoint, opened } }: ShownConsent,
  path: string,
  language: Language,
): Html {
  const { strings: s } = language;
  const evidence = `${path}/evidence.json?record=${optIn.id}`;
  return html`<p>${s.proofMeans}</p>
<dl>
<dt>${s.recordId}</dt><dd><code dir="ltr">${optIn.id}</code></dd>
<dt>${s.leafIndex}</dt><dd>${count(leafIndex, language)}</dd>
<dt>${s.treeSize}</dt><dd>${count(treeSize, language)}</dd>
</dl>
<details><summary>${s.checkpoint}</summary><pre dir="ltr">${checkpoint}</pre></details>
<div class="verify" data-evidence="${evidence}" hidden>
<button type="button">${s.verifyButton}</button>
<p class="fine">${s.verifyMeans}</p>
<div role="status"></div>
<div class="shown"></div>
<label>${s.verifyFile}<br><input type="file" accept=".json,application/json"></label>
</div>
<p class="screen"><a href="${evidence}" download>${s.download}</a></p>
<p class="screen fine">${opened ? s.downloadMeans : s.downloadSealedMeans}</p>`;
}
