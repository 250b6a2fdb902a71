// The style sheet of the person's own page. Light, dark, forced colours, 320 px, doubled text, right to left,
// and paper, where every fold is open.

import { styleSheet } from '../pages/tokens.ts';

export const style = styleSheet(`
body { background: var(--back); font-size: 1.0625rem; line-height: 1.5; overflow-wrap: anywhere; }
.sheet { max-width: 38rem; margin: auto; padding: 1rem; }
.skip:focus { position: static; }
summary:hover { color: var(--go); }
:focus-visible { border-radius: 4px; }
h1, h2, h3, p, dl { margin: 0; }
h1 { font-size: 1.375rem; line-height: 1.3; text-wrap: balance; }
h2 { font-size: 1.0625rem; }
h2::first-letter { text-transform: uppercase; }
h3 { font-size: .9375rem; margin-top: 1rem; }
dt, .fine, summary { color: var(--mute); }
.fine, details, footer { font-size: .9375rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding-block: 1rem 1.25rem; }
header > div { flex: 1 1 16rem; }
.card, .done { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: min(1.25rem, 5vw);
  margin: 0 0 1rem; }
.done { border: 2px solid var(--go); padding-block: .75rem; font-weight: 600; }
.done bdi { display: block; font-weight: 400; }
.done bdi::first-letter { text-transform: uppercase; }
details.card { padding-block: .5rem; }
article + article { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: 1rem; }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; align-items: baseline; }
.state { font-weight: 600; color: var(--mute); }
.state::before { content: ""; display: inline-block; width: .65em; height: .65em; margin-inline-end: .45em; border: 2px solid;
  border-radius: 50%; }
.on .state { color: var(--go); }
.on .state::before { background: currentcolor; }
.off .state::before { border-radius: 2px; }
blockquote { margin: .75rem 0; padding-inline-start: .875rem; border-inline-start: 3px solid var(--line); font-size: 1.125rem;
  line-height: 1.45; }
:not(a) > bdi[dir] { display: inline-block; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-block: 1rem .25rem; }
form p { flex: 1 1 12rem; }
fieldset { border: 0; margin: 0; padding: 0; flex: 1 1 100%; min-width: 0; }
fieldset label { display: flex; gap: .75rem; align-items: center; min-height: 44px; padding-block: .5rem; cursor: pointer; }
fieldset input { flex: none; width: 1.125rem; height: 1.125rem; accent-color: var(--go); }
button, ::file-selector-button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem min(1.25rem, 4vw);
  border: 2px solid var(--ink); border-radius: 8px; background: var(--ink); color: var(--paper); cursor: pointer; }
.verify button, .object button, #erasure button, .many article button, ::file-selector-button { background: none; color: inherit; border-color: var(--mute); }
::file-selector-button { margin-inline-end: .75rem; }
.many blockquote { margin-block: .25rem; padding: 0; border: 0; font-size: 1rem; }
.many .row { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: start; margin-top: .25rem; }
.many .row > details { flex: 1 1 12rem; }
.many .row > details[open] { flex-basis: 100%; order: 1; }
.many form { margin: 0; margin-inline-start: auto; }
summary { cursor: pointer; padding-block: .5rem; }
details > :not(summary) { margin-inline-start: 1.125rem; }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .125rem 1rem; margin-block: .5rem; }
dd { margin: 0; min-width: 0; }
.corrected { border-inline-start: 3px solid var(--line); padding-inline-start: .875rem; margin-block: .5rem; }
.lang ul { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; list-style: none; }
.lang a, [download], footer a, #erasure a { display: inline-block; padding-block: .25rem; }
.lang[open] { flex-basis: 100%; order: 1; }
.meter { display: flex; gap: 4px; margin-block: .5rem; }
.meter i { flex: 1; height: .5rem; border: 1px solid var(--go); border-radius: 3px; }
.meter .full { background: var(--go); }
code, pre { font: .8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; margin: 0; }
.verify > * { display: block; margin-top: .75rem; }
.verify input { font: inherit; max-width: 100%; margin-top: .25rem; }
.verdict { padding: .625rem .875rem; border: 2px solid var(--line); border-radius: 8px; }
.true { border-color: var(--go); }
.false { border: 2px dashed var(--stop); }
.steps { list-style: none; padding: 0; }
.bad b { color: var(--stop); }
.steps dl { display: block; }
footer { padding: .25rem .25rem 2rem; color: var(--mute); }
@media (width < 30rem) { form, form button { width: 100%; } details > form { width: auto; } dl { display: block; } }
@media (forced-colors: active) { .meter .full, .on .state::before { background: CanvasText; } }
@media print { @page { margin: 14mm; } :root { color-scheme: light; font-size: 80%; } body, .card { background: none; }
  .sheet { max-width: none; padding: 0; } .skip, form, .lang, .verify, .screen { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; font-weight: 600; }
  article { break-inside: avoid; } }
`);
