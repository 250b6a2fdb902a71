// The one style sheet of the pages people read here, and its hash, by which their Content-Security-Policy admits it.
// Readable from 320 px up, in light and dark; no font, picture or script from anywhere.

import { hash } from 'node:crypto';

export const style = `
:root { color-scheme: light dark; --line: light-dark(#d4d8d6, #39413d); --soft: light-dark(#f3f6f4, #1b211e);
  --ink: light-dark(#17211c, #e4ebe7); --mute: light-dark(#52605a, #9fb0a7); --link: light-dark(#0b6b3a, #6fdc9f);
  --bad: light-dark(#9a2a1a, #ff9d8c); }
* { box-sizing: border-box; }
body { margin: 0; background: light-dark(#fff, #111513); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
header, nav, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { margin: 2.5rem 0 .25rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 .25rem; font-size: .95rem; color: var(--mute); font-weight: 600; }
p { margin: .5rem 0; max-width: 65ch; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; margin: .5rem 0;
  overflow-x: auto; white-space: pre; overflow-wrap: normal; }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0; }
nav li { padding: .15rem 0; }
nav strong { display: block; margin-top: .75rem; }
.path { display: block; margin: 0 0 .5rem; }
.method { color: var(--mute); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .35rem 1rem; margin: .5rem 0; }
dt, dd { margin: 0; min-width: 0; }
dd p { margin: 0; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
.mute { color: var(--mute); }
.bad { color: var(--bad); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 .6rem 1rem; } }
@media (min-width: 70rem) {
  .wide, .columns { max-width: 78rem; margin: 0 auto; }
  .columns { display: grid; grid-template-columns: 17rem minmax(0, 56rem); gap: 2rem; }
  .columns nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem; font-size: .92rem; }
}
footer { padding: 3rem 1rem; color: var(--mute); }
`;

/** As Content-Security-Policy wants it: `sha256-…` of exactly what stands between the tags. */
export const styleHash = `sha256-${hash('sha256', style, 'base64')}`;
