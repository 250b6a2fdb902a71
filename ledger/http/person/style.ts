// The style sheet of the person's own page, and its hash, by which the page's Content-Security-Policy admits it. Light,
// dark, forced colours, 320 px, doubled text, right to left, and one sheet of paper; nothing is loaded from anywhere.

import { hash } from 'node:crypto';

export const style = `
:root { color-scheme: light dark; --paper: light-dark(#fff, #161b18); --back: light-dark(#eef2ef, #0d100e);
  --ink: light-dark(#14201a, #e6ede9); --mute: light-dark(#4d5c54, #a6b5ac); --line: light-dark(#cfd8d2, #36403a);
  --soft: light-dark(#f4f8f5, #1d2420); --go: light-dark(#0b6b3a, #6fdc9f); --go-soft: light-dark(#e3f4ea, #10301f);
  --stop: light-dark(#98261a, #ffab9c); --stop-soft: light-dark(#fbe9e6, #3a1813); --on-stop: light-dark(#fff, #2b0d08); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif;
  overflow-wrap: anywhere; }
.sheet { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { padding: 1.25rem 0 .5rem; display: flex; gap: 1rem; align-items: flex-start; }
header svg { inline-size: 3rem; block-size: 3rem; flex: none; color: var(--go); }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 .35rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0; }
h2::first-letter { text-transform: uppercase; }
h3 { font-size: 1rem; margin: 0 0 .35rem; }
p { margin: .35rem 0; }
.mute { color: var(--mute); }
a { color: var(--go); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { position: static; display: inline-block; padding: .5rem; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 14px; margin: 1rem 0; overflow: hidden; }
article > * { padding: 1rem 1.25rem; border-block-start: 1px solid var(--line); }
article > :first-child { border: 0; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
.state { display: inline-flex; gap: .5em; align-items: center; margin: 0; padding: .2rem .8rem; border-radius: 99px;
  border: 1px solid currentcolor; font-weight: 650; color: var(--mute); background: var(--soft); }
.state::before { content: ""; inline-size: .6em; block-size: .6em; border: 2px solid currentcolor; border-radius: 2px; }
.on .state { color: var(--go); background: var(--go-soft); }
.on .state::before { border-radius: 50%; background: currentcolor; }
.off .state { color: var(--stop); background: var(--stop-soft); }
.means { flex-basis: 100%; margin: 0; }
.done { border: 2px solid var(--go); border-radius: 14px; background: var(--go-soft); padding: .75rem 1.25rem; font-weight: 650; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0; }
form p { flex: 1 1 14rem; margin: 0; color: var(--mute); }
button { font: inherit; font-weight: 650; min-block-size: 2.9rem; padding: .55rem 1.25rem; border-radius: 10px; cursor: pointer;
  border: 2px solid var(--go); background: transparent; color: var(--go); max-inline-size: 100%; text-align: start; }
.stop button { background: var(--stop); border-color: var(--stop); color: var(--on-stop); }
.all { border: 1px solid var(--line); border-radius: 14px; background: var(--paper); padding: 1rem 1.25rem; margin: 1rem 0; }
blockquote { margin: .75rem 0; padding: .9rem 1.1rem; background: var(--soft); border-inline-start: 4px solid var(--go);
  border-radius: 4px; }
blockquote p:first-child { font-size: 1.2rem; line-height: 1.45; margin: 0 0 .5rem; }
blockquote p + p { margin: .15rem 0; font-size: .95rem; color: var(--mute); }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1.25rem; margin: .5rem 0 0; }
dt { color: var(--mute); }
dt, dd { margin: 0; min-inline-size: 0; }
.meter { display: flex; gap: 4px; margin: .5rem 0; padding: 0; }
.meter i { flex: 1; block-size: .55rem; border-radius: 3px; border: 1px solid var(--go); }
.meter .full { background: var(--go); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .75rem 1.25rem; margin-top: .5rem; }
.pair p { margin: 0; padding-inline-start: 1.7rem; position: relative; }
.pair p::before { content: "✓" / ""; position: absolute; inset-inline-start: 0; font-weight: 700; color: var(--go); }
.pair .not::before { content: "✕" / ""; color: var(--stop); }
code, pre { font: .85rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: .5rem 0; padding: .75rem; background: var(--soft); border-radius: 6px; }
summary { cursor: pointer; min-block-size: 1.9rem; }
.verify button, .verify label { margin-block-start: .75rem; }
.verify label { display: block; }
.verify input { font: inherit; max-inline-size: 100%; margin-top: .25rem; padding: .35rem 0; color: inherit; }
.verdict { margin: 1rem 0 .5rem; padding: .8rem 1.1rem; border-radius: 10px; border: 2px solid var(--line); }
.verdict h4 { margin: 0; font-size: 1.1rem; }
.verdict.true { border-color: var(--go); background: var(--go-soft); }
.verdict.true h4 { color: var(--go); }
.verdict.false { border-color: var(--stop); background: var(--stop-soft); }
.verdict.false h4 { color: var(--stop); }
.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { border-block-start: 1px solid var(--line); padding: .4rem 0; }
.steps .good b { color: var(--go); }
.steps .bad b { color: var(--stop); }
.steps dl { display: block; font-size: .9rem; padding-inline-start: 1.1rem; }
.steps dd { margin-block-end: .5rem; }
footer { padding: .5rem 0 2.5rem; color: var(--mute); font-size: .9rem; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-block-end: .5rem; }
  article > *, .all { padding-inline: 1rem; } header svg { display: none; } }
@media (forced-colors: active) { header svg { color: CanvasText; }
  .meter .full { background: CanvasText; } .state::before { border-color: CanvasText; }
  .on .state::before { background: CanvasText; } .verdict.false { border-style: dashed; } }
@media print { @page { margin: 12mm; } :root { color-scheme: light; font-size: 78%; }
  body { background: none; line-height: 1.4; } .sheet { max-width: none; padding: 0; }
  .skip, form, .verify, .done, .screen { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; color: var(--mute); }
  article { border: 3px double var(--ink); }
  section { break-inside: avoid; }
  article > * { padding: .5rem .9rem; } a { color: inherit; } }
`;

/** As Content-Security-Policy wants it: `sha256-…` of exactly what stands between the tags. */
export const styleHash = `sha256-${hash('sha256', style, 'base64')}`;
