// How the card looks once the person acts: a second constructed sheet. The colours are
// the card's (draw/styles.ts).

const css = String.raw;

export const styles = css`
  /* Turned inside out: a tick that was lost must not be overlooked, and the person made no mistake. */
  .note.ask {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--sheet);
  }
  .control.ask input:not(:checked) {
    border: 4px solid var(--ink);
  }
  .control.ask .number {
    font-weight: 700;
  }
  :host(:state(saved)) .status::before {
    content: '✓ ' / '';
  }
  .control.error input:not(:checked) {
    border-color: var(--stop);
  }
  .status {
    margin-inline-start: auto;
    color: var(--go);
    font-size: max(0.875em, 14px);
    font-weight: 600;
    line-height: 24px;
  }
  a {
    color: inherit;
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  ::slotted([slot=phone-error]) {
    color: var(--stop);
    font-weight: 600;
  }
  ::slotted([aria-invalid=true]) {
    border: 2px solid var(--stop) !important;
  }
  @media (forced-colors: active) {
    .note.ask {
      border: 2px solid;
    }
  }
`;
