// The question for a number that has several readings, or no known one: "Did you mean +44 7700 900281?" The
// numbers are buttons. The one that the person presses goes into the field as if they had typed it, so that
// all listeners hear of it: a framework's state, intl-tel-input, the shop's own validation.

import type { TemplateResult } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { Html } from '../draw/card.ts';
import { itiOf } from './place.ts';

const css = String.raw;

/** For the card, and for the page, where the question stands at the field. */
export const styles = css`
  .optmark-offer {
    all: unset;
    min-block-size: 24px;
    text-decoration: underline;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  .optmark-offer:focus-visible {
    outline: 3px solid;
    outline-offset: 2px;
  }
`;

export function question(
  html: Html,
  { didYouMean = '{number}' }: Partial<Strings>,
  numbers: readonly string[],
  take: (number: string) => void,
): TemplateResult {
  const [before, after] = didYouMean.split('{number}');
  const offer = (number: string) =>
    html`<button type="button" class="optmark-offer" dir="ltr" @click=${() => take(number)}>${number}</button>`;
  const buttons = numbers.flatMap((number, at) => (at ? [' ', offer(number)] : offer(number)));
  return html`${before}${buttons}${after}`;
}

export function write(input: HTMLInputElement, number: string): void {
  const iti = itiOf(input);
  if (iti?.setNumber) iti.setNumber(number);
  else {
    // React puts a setter of its own on the input, and ignores a change through it. So this uses the
    // browser's setter. A web component has its own.
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    if (input instanceof HTMLInputElement) set!.call(input, number);
    else (input as HTMLInputElement).value = number;
  }
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
}
