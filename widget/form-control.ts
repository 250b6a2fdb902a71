// A form control (ElementInternals) that no page can tick for the person: it refuses `checked` and
// `required`, restores nothing after back/forward, and a reset empties it. It is never invalid, because
// consent must not delay an order. The class that extends it sets what its form carries.

import { DrawnElement } from './drawn-element.ts';

const refused = ['checked', 'required'];

const standard = [
  'form',
  'labels',
  'willValidate',
  'validity',
  'validationMessage',
  'checkValidity',
  'reportValidity',
] as const;

export abstract class FormControl extends DrawnElement {
  static readonly formAssociated = true;

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: the getter must run on the class that is being defined
    return [...super.observedAttributes, ...refused];
  }

  // The properties of every form control, from ElementInternals.
  declare readonly form: HTMLFormElement | null;
  declare readonly labels: NodeList;
  declare readonly willValidate: boolean;
  declare readonly validity: ValidityState;
  declare readonly validationMessage: string;
  declare readonly checkValidity: () => boolean;
  declare readonly reportValidity: () => boolean;

  static {
    for (const name of standard) {
      Object.defineProperty(FormControl.prototype, name, {
        get(this: FormControl) {
          const member = this.internals[name];
          return typeof member === 'function' ? member.bind(this.internals) : member;
        },
      });
    }
  }

  /** Disabled by the element itself or by a fieldset around it. */
  protected disabledByForm = false;

  abstract reset(): void;

  get type(): string {
    return 'checkbox';
  }

  /** Name under which the form carries the signed record. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  override attributeChangedCallback(name = '', _: string | null = null, value: string | null = null): void {
    if (value !== null) this.refuse(name);
    super.attributeChangedCallback();
  }

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
    this.requestUpdate();
  }

  /** Warns about an attribute or property that this control does not have, and goes on without it. */
  protected refuse(name: string): void {
    if (refused.includes(name))
      console.warn(`optmark: "${name}" is ignored: consent is free, and never pre-ticked.`);
  }
}
