// The style sheet of /embed: the documentation's, with a form, a preview and tabs, in the look of the card
// and of the person's page. Readable from 320 px up.

import { rules as documentation } from '../openapi/docs/style.ts';
import { styleSheet } from '../pages/tokens.ts';

/** /flow is laid out by these, too. */
export const rules = `${documentation}
body { background: var(--back); }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header.embed { padding-top: 1.5rem; }
header.embed h1 { font-size: 1.375rem; }
header.embed p { color: var(--mute); }
main.embed { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); padding-bottom: 4rem; margin-top: 1rem; }
main.embed section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px;
  padding: min(1.25rem, 5vw); overflow-wrap: anywhere; }
#text > section + section { margin-top: 1rem; }
#text h2 { font-size: 1.0625rem; margin: 0; padding: 0; border: 0; }
.choice, form details { margin: 0 0 1rem; }
summary { padding-block: .5rem; color: var(--mute); cursor: pointer; }
.choice p { font-size: .875rem; margin: 0; }
label { display: block; font-weight: 600; }
form input, form select, #preview > input { width: 100%; min-height: 44px; padding: .4rem .75rem; margin-top: .25rem; font: inherit;
  color: inherit; background: var(--paper); border: 1px solid var(--mute); border-radius: 8px; }
form [aria-invalid=true] { border: 2px solid var(--stop); }
form .bad { font-weight: 600; }
button { min-height: 44px; padding: .5rem min(1.25rem, 4vw); font: inherit; font-weight: 600; cursor: pointer; border: 2px solid var(--ink);
  border-radius: 8px; background: var(--ink); color: var(--paper); }
button.copy { background: none; color: inherit; border-color: var(--mute); }
#text nav { padding: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; margin: .5rem 0 0; max-width: none; }
.tabs a { display: inline-block; min-height: 44px; padding: .55rem 0; color: var(--mute); text-decoration: none; }
.tabs a[aria-current] { box-shadow: inset 0 -2px var(--ink); color: var(--ink); font-weight: 600; }
#preview { border-radius: 8px; background: var(--back); padding: min(1rem, 3vw); margin: .75rem 0 0; }
#preview > label { margin: 0; }
#preview optmark-opt-in { margin-top: 1rem; }
.warn { color: var(--mute); font-size: .9375rem; }
.warn strong { color: var(--ink); }
pre { border-radius: 8px; }
@media (min-width: 60rem) {
  header.embed, main.embed { max-width: 76rem; }
  main.embed { grid-template-columns: 21rem minmax(0, 1fr); align-items: start; gap: 1.5rem; }
}
@media (forced-colors: active) { .tabs a[aria-current] { border-bottom: 3px solid Highlight; } button { border-color: ButtonBorder; } }
`;

export const style = styleSheet(rules);
