// What each element of the console is: a Lit element in the document itself, without a shadow, so that
// find-in-page, print and the one style sheet work everywhere.

import { LitElement } from 'lit';

export class Part extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
