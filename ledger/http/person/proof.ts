// Where the record stands in the public log, the file that proves it, and the place in which the browser checks it. That
// place is hidden until the script has come: a button that does nothing is worse than none.

import { html } from 'hono/html';
import type { ShownConsent } from '../../operations/page/person-page.ts';
import { count, type Html } from './sentence.ts';
import type { Language } from './strings/languages.ts';

export function proof(
  { optIn, proof: { leafIndex, treeSize, checkpoint, opened } }: ShownConsent,
  path: string,
  language: Language,
): Html {
  const { strings: s } = language;
  const evidence = `${path}/evidence.json?record=${optIn.id}`;
  return html`<section>
<h3>${s.proofHeading}</h3>
<p>${s.proofMeans}</p>
<dl>
<dt>${s.recordId}</dt><dd><code dir="ltr">${optIn.id}</code></dd>
<dt>${s.leafIndex}</dt><dd>${count(leafIndex, language)}</dd>
<dt>${s.treeSize}</dt><dd>${count(treeSize, language)}</dd>
</dl>
<details><summary>${s.checkpoint}</summary><pre dir="ltr">${checkpoint}</pre></details>
<p class="screen"><a href="${evidence}" download>${s.download}</a></p>
<p class="screen mute">${opened ? s.downloadMeans : s.downloadSealedMeans}</p>
</section>
<section class="verify" data-evidence="${evidence}" hidden>
<h3>${s.verifyHeading}</h3>
<p>${s.verifyMeans}</p>
<button type="button">${s.verifyButton}</button>
<label>${s.verifyFile}<br><input type="file" accept=".json,application/json"></label>
<div role="status"></div>
<div class="shown"></div>
</section>`;
}
