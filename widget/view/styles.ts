// How "your consent" and the proof of the number look: a second constructed sheet, adopted with the part that
// draws them. The colours are the card's (draw/styles.ts). "Saved" keeps its place and height when it becomes
// a button, so that the card stays as it is.

const css = String.raw;

export const styles = css`
  .more {
    all: unset;
    min-width: 24px;
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  .status a {
    display: inline-block;
    text-underline-offset: 0.25em;
  }
  .more:focus-visible {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }
  .view {
    /* As what else stands in the card: it fills the width and does not decide it. */
    width: min(15em, 50vw);
    min-width: 100%;
    max-width: 100%;
    font-size: max(0.875em, 14px);
    line-height: 1.45;
    text-align: start;
  }
  .view > :not([hidden]) {
    margin-top: 12px;
    padding-top: 12px;
    border-top: var(--hair);
  }
  .view p {
    margin: 0 0 4px;
  }
  .view a {
    display: inline-block;
    padding-block: 2px;
  }
  .proof:focus {
    outline: 0;
  }
  .proof label {
    display: block;
    margin-block-start: 8px;
    font-weight: 600;
    cursor: default;
  }
  .proof form {
    display: flex;
    flex-wrap: wrap;
    column-gap: 8px;
    align-items: center;
  }
  .proof button {
    all: unset;
    box-sizing: border-box;
    min-block-size: 44px;
    margin: 6px 0;
    padding: 8px 1em;
    border: 1px solid var(--edge);
    border-radius: 6px;
    font-weight: 600;
    text-align: center;
    cursor: pointer;
  }
  .proof > button {
    margin-inline-end: 8px;
  }
  .proof button:hover {
    border-color: currentColor;
  }
  .proof button:focus-visible {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }
  .code {
    inline-size: 10em;
    max-inline-size: 100%;
    block-size: 44px;
    padding: 6px 12px;
    border: 1px solid var(--edge);
    color: inherit;
    font: inherit;
    font-size: max(1em, 16px);
    letter-spacing: 0.1em;
    cursor: text;
  }
  .code[aria-invalid=true] {
    border: 2px solid var(--stop);
  }
`;
