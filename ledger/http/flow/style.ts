// The style sheet of /flow: that of /embed, with a call and a keypad. Readable from 320 px up.

import { rules } from '../embed/style.ts';
import { styleSheet } from '../pages/tokens.ts';

export const style = styleSheet(`${rules}
#call h2, #text h2 { font-size: 1.0625rem; margin: 0; padding: 0; border: 0; }
#text h3 { margin: 1rem 0 0; font-size: 1rem; }
.turns { list-style: none; margin: .75rem 0; padding: 0; }
.line { background: var(--go-soft); border-radius: 12px; padding: .6rem .9rem; margin: .5rem 0; width: fit-content;
  max-width: min(100%, 60ch); overflow-wrap: anywhere; }
.line[dir=rtl] { text-align: right; }
.did { color: var(--mute); text-align: end; margin: .75rem 0; max-width: none; }
.keys { list-style: none; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .5rem; padding: 0;
  margin: 1rem 0; max-width: 24rem; }
.keys li:nth-child(n+13) { grid-column: 1 / -1; }
.keys a, .again { display: block; min-height: 44px; padding: .5rem .25rem; text-align: center; font-weight: 600; color: inherit;
  text-decoration: none; border: 2px solid var(--mute); border-radius: 8px; }
.keys span { font-weight: 400; font-size: .875rem; color: var(--mute); }
.keys a { height: 100%; }
.again { display: inline-block; padding: .5rem 1.25rem; }
#text pre { white-space: pre-wrap; overflow-wrap: anywhere; }
#listen { margin-inline-end: .5rem; }
#call:focus { outline: none; }
`);
