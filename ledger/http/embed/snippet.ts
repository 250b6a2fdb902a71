// The exact code to paste for the developer's choices. The preview uses the same text.

import type { Published } from '../widget/widget-build.ts';
import type { Choices, Framework } from './choices.ts';

export type Release = Pick<Published, 'version' | 'file' | 'integrity' | 'moving'>;

/** @param ledger origin, without a slash at the end */
export function scriptTag({ script }: Choices, release: Release, ledger: string): string {
  const source =
    script === 'pinned'
      ? `integrity="${release.integrity}" src="${ledger}${release.file}"`
      : `src="${ledger}${release.moving}"`;
  return `<script type="module" crossorigin ${source}></script>`;
}

/** Name and value; an attribute at its default is left out. */
function attributes({ site, notice, locale, number, field, via, commit, name }: Choices): [string, string][] {
  const all: [string, string][] = [
    ['site', site],
    ['notice', notice],
    ['locale', locale],
    ['phone-field', number === 'shop' ? field : ''],
    ['collected-via', via],
    ['commit', commit],
    ['name', name],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The choices allow only characters that need no escaping in any of the four frameworks. */
const written = (choices: Choices) => attributes(choices).map(([name, value]) => `  ${name}="${value}"`);

/**
 * The element in HTML. `notice`: what the page shows; inlined, so that the browser requests nothing before
 * the visitor uses the widget.
 */
export function elementHtml(choices: Choices, notice: object): string {
  const inlined =
    choices.inline === 'yes'
      ? `\n  <script type="application/json" slot="notice">${dataBlock(notice)}</script>`
      : '';
  return `<optmark-opt-in\n${written(choices).join('\n')}\n>${inlined}\n  ${plainBox(choices)}\n</optmark-opt-in>`;
}

/**
 * For browsers without JavaScript: the visitor wishes to be asked later, when the number is known. It is not
 * consent, because no sentence can name a number that the visitor is still typing.
 */
const plainBox = ({ name }: Choices): string =>
  `<label><input type="checkbox" name="${name || 'whatsapp'}" value="asked"> Ask me about messages on WhatsApp</label>`;

/** JSON that cannot end the script it stands in (HTML, 4.12.1.3). */
const dataBlock = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c');

type Parts = { script: string; choices: Choices; notice: object; types: string };

const writers: Record<Framework, (parts: Parts) => string> = {
  html: ({ script, choices, notice }) => `<!-- in the head -->
${script}

<!-- in your form${choices.number === 'shop' ? `; it reads your own field ${choices.field}` : ''} -->
${elementHtml(choices, notice)}
`,
  react: ({ script, choices, types }) => `// In the head of the page:
//   ${script}
// Types: ${types}/optmark.d.ts and optmark.react.d.ts

<optmark-opt-in
${written(choices).join('\n')}
  onoptmark-saved={(event) => console.log(event.record)}
/>
`,
  vue: ({ script, choices, types }) => `<!-- In the head of the page:
  ${script}
In vite.config: vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'optmark-opt-in' } } })
Types: ${types}/optmark.d.ts and optmark.vue.d.ts -->

<optmark-opt-in
${written(choices).join('\n')}
  @optmark-saved="(event) => console.log(event.record)"
/>
`,
  svelte: ({ script, choices, types }) => `<!-- In the head of the page (app.html):
  ${script}
Types: ${types}/optmark.d.ts and optmark.svelte.d.ts -->

<optmark-opt-in
${written(choices).join('\n')}
  onoptmark-saved={(event) => console.log(event.record)}
></optmark-opt-in>
`,
};

export function snippet(choices: Choices, notice: object, release: Release, ledger: string): string {
  const script = scriptTag(choices, release, ledger);
  return writers[choices.code]({ script, choices, notice, types: `${ledger}/${release.version}` });
}

/** The Trusted Types policy that each framework's own code uses. */
const trustedTypes: Record<Framework, string> = {
  html: '',
  react: '',
  vue: ' vue',
  svelte: ' svelte-trusted-html',
};

/** What a page's Content-Security-Policy must allow for the widget; no style-src, img-src or font-src. */
export function policyLines({ code }: Choices, ledger: string): string {
  return `script-src ${ledger};
connect-src ${ledger};
trusted-types lit-html${trustedTypes[code]};
require-trusted-types-for 'script'
`;
}
