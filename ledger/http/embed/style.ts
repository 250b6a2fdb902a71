// The style sheet of /embed: that of the documentation, and what a form, a preview and tabs need. From 320 px up.

import { hash } from 'node:crypto';
import { style as documentation } from '../openapi/docs/style.ts';

export const style = `${documentation}
.unseen { position: absolute; clip-path: inset(50%); white-space: nowrap; }
.choice { margin: 0 0 1rem; }
.choice p { font-size: .875rem; margin: 0 0 .15rem; }
label { display: block; font-weight: 600; }
form input, form select, #preview input { width: 100%; min-height: 2.75rem; padding: .4rem .6rem; font: inherit; color: inherit;
  background: light-dark(#fff, #161b18); border: 1px solid var(--mute); border-radius: 6px; }
form [aria-invalid=true] { border: 2px solid var(--bad); }
:is(input, select, button, .tabs a):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
button { min-height: 2.75rem; padding: .4rem 1rem; font: inherit; font-weight: 600; cursor: pointer; border: 1px solid transparent;
  border-radius: 6px; background: light-dark(#0b6b3a, #6fdc9f); color: light-dark(#fff, #06140c); }
button.copy { background: none; color: var(--link); border-color: var(--line); }
#text nav { padding: 0; }
#text > section + section { margin-top: 2rem; }
button.copy { margin-top: .25rem; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; padding: 0; margin: .5rem 0 0; max-width: none; }
.tabs a { display: inline-block; min-height: 2.75rem; padding: .55rem .9rem; border-radius: 6px; text-decoration: none; }
.tabs a[aria-current] { background: var(--soft); box-shadow: inset 0 -3px var(--link); color: var(--ink); font-weight: 600; }
#preview { border: 1px dashed var(--mute); border-radius: 10px; padding: 1rem; margin: .75rem 0; }
#preview label { margin: 0 0 .15rem; }
#preview optmark-opt-in { display: block; margin-top: 1rem; }
.warn { border-inline-start: 4px solid var(--link); padding-inline-start: .75rem; }
#text > section > h2:first-child { margin-top: 0; padding-top: 0; border: 0; }
main.embed { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); padding-bottom: 4rem; margin-top: 1.5rem; }
@media (min-width: 60rem) {
  header.embed, main.embed { max-width: 76rem; }
  main.embed { grid-template-columns: 20rem minmax(0, 1fr); gap: 3rem; }
}
@media (forced-colors: active) { .tabs a[aria-current] { border: 2px solid Highlight; } button { border-color: ButtonBorder; } }
`;

export const styleHash = `sha256-${hash('sha256', style, 'base64')}`;
