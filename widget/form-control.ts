// A form control (ElementInternals) that no page can tick for the person: `checked` and `required` are refused, nothing
// is restored after back/forward, a reset empties it. What its form carries is set by the class that extends it.

import { LitElement } from 'lit';

const refused: Record<string, string> = {
  checked: 'consent is never pre-ticked',
  required: 'consent must be free to be withheld',
};

export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit's getter must run on the class that is being defined
    return [...super.observedAttributes, ...Object.keys(refused)];
  }

  protected readonly internals = this.attachInternals();
  /** By the element itself or by a fieldset around it. */
  protected disabledByForm = false;

  /** The form was submitted and nothing on the page has prevented it. */
  protected abstract submitted(): void;

  abstract reset(): void;

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Name under which the form carries the signed record. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // At the window, last of all: a shop whose own script finds a mistake and prevents the submit has sold nothing yet.
    addEventListener('submit', this.#submit);
    addEventListener('pageshow', this.#show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('submit', this.#submit);
    removeEventListener('pageshow', this.#show);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (value !== null) this.refuse(name);
  }

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
    this.requestUpdate();
  }

  /** Warn about an attribute or property that this control does not have, and go on without it. */
  protected refuse(name: string): void {
    if (refused[name]) console.warn(`optmark: "${name}" is ignored: ${refused[name]}.`);
  }

  readonly #submit = (event: Event): void => {
    if (!event.defaultPrevented && event.target === this.form) this.submitted();
  };

  readonly #show = (event: PageTransitionEvent): void => {
    if (event.persisted) this.reset();
  };
}
