// How the plain box and its label stand in a card that a server drew: where the live card has its own, so that nothing
// moves when the script takes over. They are children of the element, so the shop's style sheets reach them too.

import { tightCss } from '../build/tight-templates.ts';
import { styles } from '../draw/styles.ts';

const plainStyles = `
  .control > slot {
    display: contents;
  }
  ::slotted(input[type='checkbox']) {
    grid-row: 1;
    inline-size: 24px;
    block-size: 24px;
    min-block-size: 0;
    margin: 0 !important;
    accent-color: var(--go);
    cursor: pointer;
  }
  ::slotted(label) {
    grid-row: 2;
    grid-column: 2 / 4;
    font-size: max(1em, 14px);
    font-weight: 400;
    line-height: 1.45;
    cursor: pointer;
  }
`;

/** The text of the card's style element. */
export const servedStyles: string = tightCss(styles + plainStyles);
