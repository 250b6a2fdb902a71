// How "your consent" and the proof of the number look: a second constructed sheet, adopted with the part that draws them.
// The colours are the card's (draw/styles.ts). "Saved" keeps its place and size as a button; nothing moves.

const css = String.raw;

let sheet: CSSStyleSheet | undefined;

/** Once per root, whatever was adopted meanwhile. */
export function adoptViewStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

const styles = css`
  .more {
    all: unset;
    min-inline-size: 24px;
    color: var(--go);
    text-decoration: underline;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  .more:focus-visible {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }
  .view {
    font-size: max(0.875em, 14px);
    line-height: 1.45;
    text-align: start;
  }
  .view > :not([hidden]) {
    margin-block-start: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid color-mix(in srgb, var(--edge), transparent 60%);
  }
  .view p {
    margin: 0 0 0.25rem;
  }
  /* Of words, not addresses: they run as their language does. */
  .view a {
    direction: inherit;
    padding-block: 2px;
  }
  .proof:focus {
    outline: 0;
  }
  .proof label {
    display: block;
    margin-block-start: 0.5rem;
    font-weight: 600;
    cursor: default;
  }
  .proof form {
    display: flex;
    flex-wrap: wrap;
    column-gap: 0.5rem;
    align-items: center;
  }
  .proof button {
    all: unset;
    box-sizing: border-box;
    min-block-size: 44px;
    margin: 0.375rem 0;
    padding: 0.5rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    font-weight: 600;
    text-align: center;
    cursor: pointer;
  }
  .proof > button {
    margin-inline-end: 0.5rem;
  }
  .proof button:hover {
    border-color: currentColor;
  }
  .proof button:focus-visible {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }
  .code {
    box-sizing: border-box;
    inline-size: 10em;
    max-inline-size: 100%;
    block-size: 44px;
    padding: 0.375rem 0.75rem;
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
