// The style sheet of the documentation. Readable from 320 px up.

import { styleSheet } from '../../pages/tokens.ts';

/** /embed is laid out by these, too. */
export const rules = `
body { background: var(--paper); }
header, nav, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { margin: 2.5rem 0 .25rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 .25rem; font-size: .95rem; color: var(--mute); font-weight: 600; }
p { margin: .5rem 0; max-width: 65ch; }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; margin: .5rem 0;
  overflow-x: auto; white-space: pre; overflow-wrap: normal; }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0; }
nav li { padding: .15rem 0; }
nav strong { display: block; margin-top: .75rem; }
.path { display: block; margin: 0 0 .5rem; }
.method { color: var(--mute); }
.skip:focus { inset-inline-start: 1rem; top: .5rem; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .35rem 1rem; margin: .5rem 0; }
dt, dd { margin: 0; min-width: 0; }
dd p { margin: 0; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
.bad { color: var(--stop); }
search { margin: 0 0 1.5rem; }
search[hidden] { display: none; }
search label { display: block; margin-bottom: .5rem; font-weight: 600; }
search input { width: 100%; min-height: 2.75rem; padding: .4rem .6rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--mute); border-radius: 6px; }
search p { margin: .25rem 0 0; min-height: 1.5em; }
kbd { font: .8rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border: 1px solid var(--line); border-radius: 4px;
  padding: 0 .35em; color: var(--mute); }
.operations { list-style: none; margin: .75rem 0 0; padding: 0; }
.operations li { padding: .5rem 0; border-top: 1px solid var(--line); }
.operations .path { margin: 0; color: var(--mute); }
.operations li:target { background: var(--go-soft); }
.trail { margin: 0 0 .5rem; }
nav [aria-current] { font-weight: 650; color: var(--ink); }
main > h2 { font-size: 1.1rem; margin-top: 2rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 .6rem 1rem; } }
@media (min-width: 70rem) {
  .wide, .columns { max-width: 78rem; margin: 0 auto; }
  .columns { display: grid; grid-template-columns: 17rem minmax(0, 56rem); gap: 2rem; }
  .columns nav { grid-column: 1; grid-row: 1; width: 100%; }
  .columns main { grid-column: 2; grid-row: 1; width: 100%; margin: 0; padding-top: 1rem; }
  .columns nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem; font-size: .92rem; }
}
footer { padding: 3rem 1rem; color: var(--mute); }
`;

export const style = styleSheet(rules);
