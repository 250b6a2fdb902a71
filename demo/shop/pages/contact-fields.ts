// The shop's fields for name, address and phone; `phone` is the input that the widget reads.

import { html } from 'hono/html';
import type { Mistakes, Typed } from '../contact-form.ts';
import { errorSummary, textField } from './form-fields.ts';
import type { Html } from './layout.ts';
import { phoneId } from './opt-in.ts';

const ids: Record<keyof Typed, string> = { name: 'name', address: 'address', phone: phoneId };

export const contactFields = (typed: Typed, mistakes: Mistakes): Html => html`
  ${textField({ id: ids.name, name: 'name', label: 'Your name', value: typed.name, error: mistakes.name, autocomplete: 'name' })}
  ${textField({
    id: ids.address,
    name: 'address',
    label: 'Delivery address',
    value: typed.address,
    error: mistakes.address,
    // A field of one line: `street-address` is for a textarea (HTML, 4.10.18.7.1).
    autocomplete: 'address-line1',
  })}
  ${textField({
    id: ids.phone,
    name: 'phone',
    type: 'tel',
    label: 'Phone',
    hint: 'For the courier, if your door is hard to find. Start with + and the country code outside India.',
    value: typed.phone,
    error: mistakes.phone,
    autocomplete: 'tel',
  })}`;

export const contactMistakes = (mistakes: Mistakes): Html | string =>
  errorSummary(
    (Object.keys(ids) as (keyof Typed)[]).flatMap((field) => {
      const error = mistakes[field];
      return error === undefined ? [] : [{ id: ids[field], error }];
    }),
  );
