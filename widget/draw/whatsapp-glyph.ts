// The WhatsApp glyph: a handset in a speech bubble, drawn here as geometry so that nothing has to be loaded. Its colour
// is the brand's own and is never tinted by a theme. The drawing is not Meta's asset file: an operator who has accepted
// Meta's brand terms puts the downloaded original into `slot="logo"`. Optmark is not affiliated with Meta.

import { html } from 'lit/html.js';

/** Units of a 24 x 24 box. The bubble is the ring between two discs around (12.05, 11.9), each with a tail. */
const bubble = 'M0 24l1.7-6.1A11.92 11.92 0 1 1 6.4 22.4zM2.87 21.2L3.85 17.5A9.93 9.93 0 1 1 6.6 20.2z';
/** From the earpiece down the inner curve to the mouthpiece, and back along the outer one. */
const handset =
  'M7.1 6.7c.3-.3.6-.35.9-.35h.55c.25 0 .45.05.65.5l.92 2.2c.1.25.1.4 0 .55-.25.45-.6.8-.93 1.15-.2.2-.25.4-.1.65' +
  '.83 1.45 1.95 2.65 4.1 3.45.3.15.5.1.63-.1l1-1.2c.2-.25.4-.25.63-.15l2.15 1c.3.15.5.2.54.35.15.9-.3 2.3-1.95 2.7' +
  '-1.3.3-3.8-.35-6.05-2.15C7.7 13.5 6 11.1 5.95 9.1c-.05-1 .4-1.85 1.15-2.4z';

export const glyphPath = bubble + handset;

export const glyph = html`<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d=${glyphPath}></path></svg>`;
