// The person's own page as HTML. It works without scripts; a script adds only the check in the browser.

import { html, raw } from 'hono/html';
import type { PersonPage } from '../../operations/page/person-page.ts';
import { type Around, consent } from './consent.ts';
import { frame } from './frame.ts';
import type { PersonScript } from './script.ts';
import { type Html, plain, sentence } from './sentence.ts';
import type { Language } from './strings/languages.ts';

export type PageParts = Omit<Around, 'kind' | 'business'> & {
  /** Somebody has just tapped Stop. */
  done: boolean;
  /** With the nonce its tag needs; undefined where no script was built. */
  script: (PersonScript & { nonce: string }) | undefined;
};

export function personPage({ kind, business, consents, stoppable }: PersonPage, parts: PageParts): string {
  const { language, path, query, done, script } = parts;
  const { strings: s } = language;
  const title = kind === 'record' ? s.titleOne : s.titleAll;
  const around = { kind, business, path, query, language };
  const stopped =
    done && consents.some(({ standing: { kind: now } }) => now === 'stopped' || now === 'taken_back');
  return frame(language, {
    title: plain(title, { business }),
    heading: sentence(title, { business }),
    intro: s.intro,
    sealed: true,
    body: html`${stopped ? html`<p class="done" role="status">${s.stoppedNow}</p>` : ''}
${consents.length === 0 ? html`<p>${s.nothingHere}</p>` : consents.map((one) => consent(one, around))}
${stoppable ? stopAll(business, parts) : ''}`,
    end: script === undefined ? '' : scriptTags(script, language),
  });
}

function stopAll(business: string, { path, query, language: { strings: s } }: PageParts): Html {
  return html`<form class="stop all" method="post" action="${path}/stop${query}">
<button>${sentence(s.stopAll, { business })}</button><p>${s.stopAllMeans}</p></form>`;
}

/** Words for the script travel as data, which no policy has to admit. */
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
