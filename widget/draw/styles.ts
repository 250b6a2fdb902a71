// How the card looks. The consent text has its own colours, size and background, which the page cannot
// change: no ::part, no custom property, nothing inherited could hide it. The page may set the card's shape,
// by the custom properties of `.card`.
//
//   --optmark-radius, --optmark-padding, --optmark-border   shape and border of the card
//   ::part(base) ::part(control) ::part(phone)              containers

const css = String.raw;

/** The sheets by their text: one for all elements of a page. */
const sheets: Record<string, CSSStyleSheet> = {};

/**
 * Once per root, which may be the page's own. A constructed sheet needs no `style-src` in a page's
 * content security policy.
 */
export function adopt(root: DocumentOrShadowRoot, text: string): void {
  if (!sheets[text]) {
    sheets[text] = new CSSStyleSheet();
    sheets[text].replaceSync(text);
  }
  if (!root.adoptedStyleSheets.includes(sheets[text])) root.adoptedStyleSheets.push(sheets[text]);
}

export const styles = css`
  :host(:not([hidden])) {
    display: block;
    /* In a row of boxes: never squeezed below this, and never wider than the row. */
    min-width: min(100%, 15em, 50vw);
  }
  /* Until the notice is here, the place it will take. */
  :host(:state(idle)) {
    min-height: 8em;
  }
  /* On every element inside: on :host or a part, the page's own rules would win (test/widget/page-tricks). */
  * {
    --ink: light-dark(#16201c, #edf3f0);
    --soft: light-dark(#4a5752, #b3c0ba);
    --sheet: light-dark(#fff, #15201b);
    --edge: light-dark(#6b7a73, #8b9a93);
    --hair: 1px solid light-dark(#c4cac7, #44504a);
    --go: light-dark(#00704a, #2bd37c);
    --stop: light-dark(#b3121d, #ff9d97);
    box-sizing: border-box;
    overflow-wrap: anywhere !important;
  }
  .card {
    max-width: max(40em, 560px);
    padding: var(--optmark-padding, min(1em, 4vw));
    border: var(--optmark-border, var(--hair));
    border-radius: var(--optmark-radius, 8px);
    background: var(--sheet);
    color: var(--ink);
  }
  /* Rows of one card. */
  .over {
    border-bottom: 0;
    border-bottom-left-radius: 0;
    border-bottom-right-radius: 0;
  }
  .under {
    border-top-left-radius: 0;
    border-top-right-radius: 0;
  }
  .shared .fold {
    display: none;
  }
  /* The sentence decides how wide the card is. The rest fills what there is and asks for a readable
     minimum: a percentage counts in layout, and not when a parent that shrinks to fit asks how wide we would
     like to be. */
  .phone,
  .note,
  .fold {
    width: min(15em, 50vw);
    min-width: 100%;
    max-width: 100%;
  }

  /* The text that the person agrees to. It takes only the font family and size from the page. */
  .brand,
  .sentence,
  summary span,
  .line {
    all: initial;
    display: block;
    color-scheme: inherit;
    -webkit-locale: inherit;
    cursor: inherit;
    font-family: inherit;
    line-height: 1.45;
    color: var(--ink);
    background: var(--sheet);
    white-space: pre-wrap;
  }
  .brand,
  .sentence {
    font-size: max(1em, 14px);
  }
  .sentence {
    grid-column: 2;
  }
  /* In one piece where it fits. */
  .number,
  .gap {
    display: inline-block;
  }
  .number {
    direction: ltr;
  }
  input,
  .glyph,
  ::slotted([slot=logo]) {
    width: 24px;
    height: 24px;
    fill: #25d366;
  }

  @media (forced-colors: active) {
    .glyph {
      fill: CanvasText;
    }
  }

  .control {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 12px;
  }
  .control,
  summary {
    cursor: pointer;
  }
  /* Name and state side by side, or one below the other where that is too narrow. */
  .head,
  .brand {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
  }
  .brand {
    padding-bottom: 2px;
  }
  input {
    appearance: none;
    margin: 0;
    border: 2px solid var(--edge);
    background: var(--sheet);
    cursor: inherit;
    visibility: visible;
  }
  input,
  ::slotted(input) {
    border-radius: 6px;
  }
  input:checked {
    border-color: var(--go);
    background: var(--go);
  }
  /* Two borders, turned: they stay visible where forced colours drop backgrounds. */
  input:checked::before {
    content: '';
    display: block;
    width: 6px;
    height: 12px;
    margin: 1px auto;
    border: solid var(--sheet);
    border-width: 0 3px 3px 0;
    rotate: 45deg;
  }
  input:disabled {
    border-style: dashed;
    cursor: default;
  }
  :focus-visible,
  ::slotted(:focus-visible) {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }

  .note,
  ::slotted(p) {
    margin: 0 !important;
  }
  .note:not(:empty) {
    margin-bottom: 12px !important;
    padding: 4px 12px;
    border-inline-start: 4px solid;
  }
  .error {
    color: var(--stop);
  }
  .fold {
    padding-inline-start: 36px;
  }
  summary,
  .line {
    padding-top: 4px;
  }
  summary span {
    display: inline;
  }
  .gap,
  .calm,
  summary,
  summary span,
  .line,
  ::slotted([slot=phone-hint]) {
    color: var(--soft);
  }
  summary span,
  .line,
  ::slotted([slot=phone-hint]) {
    font-size: max(0.875em, 14px);
  }
  .brand,
  .note,
  ::slotted(label) {
    font-weight: 600;
  }

  ::slotted(*) {
    color: var(--ink);
    background: var(--sheet);
  }
  ::slotted(input) {
    display: block;
    box-sizing: border-box;
    width: 100%;
    max-width: 20em;
    min-height: 44px;
    margin-block: 0.375em 1em !important;
    padding: 0.375em 0.75em;
    border: 1px solid var(--edge);
    font: inherit;
    font-size: max(1em, 16px);
  }
`;
