// How the card looks. The consent text has its own colours, size and background, out of reach of the page: no ::part,
// no custom property, nothing inherited that could hide it. Shape is the page's: see the custom properties of `.card`.
//
//   --optmark-radius, --optmark-padding, --optmark-border   shape and border of the card
//   ::part(base) ::part(control) ::part(phone)              containers

const css = String.raw;

let sheet: CSSStyleSheet | undefined;

/** A constructed sheet needs no `style-src` in a page's content security policy. */
export function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  root.adoptedStyleSheets = [sheet];
}

export const styles = css`
  :host(:not([hidden])) {
    display: block;
  }
  /* Inside, on every element: on :host or a part the page's own rules would win (test/widget/page-tricks). */
  * {
    --ink: light-dark(#16201c, #edf3f0);
    --soft: light-dark(#4a5752, #b3c0ba);
    --sheet: light-dark(#fff, #15201b);
    --edge: light-dark(#6b7a73, #8b9a93);
    --go: light-dark(#00704a, #2bd37c);
    --stop: light-dark(#b3121d, #ff9d97);
  }
  /* Until the notice is here, the place it will take. */
  :host(:state(idle)) {
    min-block-size: 12rem;
  }
  .card {
    container-type: inline-size;
    max-inline-size: 40rem;
    box-sizing: border-box;
    padding: var(--optmark-padding, 1rem);
    border: var(--optmark-border, 1px solid color-mix(in srgb, var(--edge), transparent 60%));
    border-radius: var(--optmark-radius, 0.75rem);
    background: var(--sheet);
    color: var(--ink);
    overflow-wrap: anywhere;
  }

  /* What is agreed to. Of the page only the family and size of its letters reach it. */
  .brand,
  .sentence,
  .line {
    all: initial;
    display: block;
    color-scheme: inherit;
    -webkit-locale: inherit;
    cursor: inherit;
    font-family: inherit;
    line-height: 1.45;
    background: var(--sheet);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  ::slotted(*) {
    color: var(--ink);
    background: var(--sheet);
  }
  ::slotted(label),
  .brand,
  .error,
  .status,
  ::slotted([slot=phone-error]) {
    font-weight: 600;
  }
  /* Important where resets of the page's own would close or widen the gaps, or hide that something is wrong. */
  .error,
  .line,
  ::slotted(p) {
    margin: 0 !important;
  }
  .error,
  ::slotted([slot=phone-error]) {
    color: var(--stop);
  }
  ::slotted(input) {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: 20em;
    min-block-size: 44px;
    margin-block: 0.375rem 1rem !important;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    font: inherit;
    font-size: max(1em, 16px);
  }
  ::slotted([aria-invalid=true]) {
    border: 2px solid var(--stop) !important;
  }

  .control {
    display: grid;
    grid-template-columns: auto 1fr auto;
    column-gap: 0.75rem;
  }
  input {
    appearance: none;
    grid-row: 1;
    display: grid;
    place-content: center;
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
    border: 2px solid var(--edge);
    border-radius: 0.375rem;
    background: var(--sheet);
    cursor: pointer;
    visibility: visible;
  }
  input:checked {
    border-color: var(--go);
    background: var(--go);
  }
  /* Two borders, turned: they stay visible where forced colours drop backgrounds. */
  input:checked::before {
    content: '';
    inline-size: 6px;
    block-size: 12px;
    margin-block-end: 3px;
    border: solid var(--sheet);
    border-width: 0 3px 3px 0;
    transform: rotate(45deg);
  }
  input:disabled {
    opacity: 0.5;
  }
  .error:not(:empty) ~ .control input:not(:checked) {
    border-color: var(--stop);
  }
  :focus-visible,
  ::slotted(:focus-visible) {
    outline: 3px solid var(--go);
    outline-offset: 2px;
  }

  /* Its two parts are cells of the row: name and state side by side, the sentence below. Together they are the target. */
  label {
    display: contents;
    cursor: pointer;
  }
  .name {
    white-space: nowrap;
  }
  .brand {
    display: flex;
    gap: 6px;
    align-items: center;
    padding-block-end: 0.25rem;
  }
  .sentence {
    grid-row: 2;
    grid-column: 2 / 4;
  }
  .glyph,
  ::slotted([slot=logo]) {
    inline-size: 24px;
    block-size: 24px;
    flex: none;
    fill: #25d366;
  }
  .status {
    grid-row: 1;
    grid-column: 3;
    line-height: 24px;
  }
  @container (width < 15em) {
    .status {
      grid-area: 3 / 2 / 3 / 4;
    }
  }
  .line,
  .status,
  ::slotted([slot=phone-hint]) {
    color: var(--soft);
    font-size: max(0.875em, 14px);
  }

  .brand,
  .sentence {
    color: var(--ink);
    font-size: max(1em, 14px);
  }
  .lines {
    margin-block-start: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid color-mix(in srgb, var(--edge), transparent 60%);
  }
  a {
    /* An address stays in one piece where it fits, and runs left to right among words of any direction. */
    display: inline-block;
    direction: ltr;
    color: inherit;
  }

  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  @media (forced-colors: active) {
    .glyph {
      fill: CanvasText;
    }
  }
`;
