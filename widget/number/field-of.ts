// Which field an element reads: the shop's, none because the page hands the number over, or its own.

import { findInput } from './find.ts';
import type { NumberField } from './number-field.ts';
import { OwnField } from './own-field.ts';

type Reader = HTMLElement & Record<'customerToken' | 'phoneField' | 'number', string | undefined>;

/** Made once: its parts stay in the page even while the element reads another field. */
const own = new WeakMap<Element, OwnField>();

/** `current` stays as long as the page asks for the same. */
export function fieldOf(element: Reader, current: NumberField | undefined): NumberField {
  const { customerToken, phoneField, number } = element;
  const source = [customerToken, phoneField, number != null].join();
  if (current?.source === source) return current;
  if (phoneField) return { source, input: () => findInput(element.getRootNode() as ParentNode, phoneField) };
  if (customerToken || number != null) return { source };
  const field = own.get(element) ?? new OwnField(element, source);
  own.set(element, field);
  return field;
}
