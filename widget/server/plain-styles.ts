// The place of the plain box and its label in a card that a server drew. It is that of the live card's own
// box, so that nothing moves when the script takes over. They are children of the element, so the shop's
// style sheets reach them too.

import { tightCss } from '../build/tight-templates.ts';
import { styles } from '../draw/styles.ts';

const plainStyles = `
  .control > slot {
    display: contents;
  }
  .head {
    grid-area: 1 / 2;
  }
  ::slotted(input[type='checkbox']) {
    grid-row: 1;
    width: 24px;
    height: 24px;
    min-height: 0;
    margin: 0 !important;
    accent-color: var(--go);
    cursor: pointer;
  }
  ::slotted(label) {
    grid-area: 2 / 2;
    font-size: max(1em, 14px);
    font-weight: 400;
    line-height: 1.45;
    cursor: pointer;
  }
`;

/** The text of the card's style element. */
export const servedStyles: string = tightCss(styles + plainStyles);
