// The style sheet of the hosted opt-in page. Light, dark, forced colours, 320 px, doubled text, right to
// left.

import { styleSheet } from '../pages/tokens.ts';

export const style = styleSheet(`
body { background: var(--back); font-size: 1.0625rem; line-height: 1.5; overflow-wrap: anywhere; }
.sheet { max-width: 34rem; min-height: 100svh; margin: auto; padding: min(1.25rem, 4vw); display: grid;
  grid-template-rows: auto 1fr auto; grid-template-columns: minmax(0, 1fr); }
.skip:focus { position: static; }
:focus-visible { border-radius: 4px; }
h1, p { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
header { padding-block: min(2.5rem, 8vh) 1.25rem; }
header p { margin-top: .5rem; color: var(--mute); text-wrap: pretty; }
main { display: grid; gap: 1rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
form { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.sheet form > button, .other { min-height: 48px; padding: .5rem min(1.5rem, 4vw); font: inherit; font-weight: 600; cursor: pointer;
  border: 2px solid var(--ink); border-radius: 8px; background: var(--ink); color: var(--paper); justify-self: start; }
.sheet form > .other { background: none; color: inherit; border-color: var(--mute); }
optmark-opt-in { background: var(--paper); border-radius: 8px; }
optmark-opt-in > input { width: 100%; min-height: 48px; padding: .4rem .75rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--mute); border-radius: 8px; }
optmark-opt-in > label { font-weight: 600; }
optmark-opt-in > p[slot] { margin-block: .125rem .375rem; font-size: .9375rem; color: var(--mute); }
[role=status]:not(:empty), .card { padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
[role=status].done { border: 2px solid var(--go); background: var(--go-soft); font-weight: 600; }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9375rem; color: var(--mute); }
footer ul { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; margin: .25rem 0 0; list-style: none; }
footer a { padding-block: .25rem; }
@media (width < 30rem) { .sheet form > button { justify-self: stretch; } }
@media (forced-colors: active) { .sheet form > button { border-color: ButtonBorder; } }
`);
