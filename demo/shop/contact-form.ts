// Name, address and phone from a form of the checkout or the profile. It finds all mistakes at once, and its
// words tell the customer what to do.

import { parsePhone } from './phone.ts';

export type Typed = { name: string; address: string; phone: string };
export type Mistakes = Partial<Record<keyof Typed, string>>;

export type ContactForm =
  | { kind: 'complete'; contact: Typed }
  | { kind: 'incomplete'; typed: Typed; mistakes: Mistakes };

const textMax = 200;

const mistakeOf: Record<keyof Typed, string> = {
  name: 'Enter your name',
  address: 'Enter the address we should deliver to',
  phone: 'Enter your phone number, with the country code if it is not an Indian number',
};

export function parseContactForm(form: FormData): ContactForm {
  const typed = { name: text(form, 'name'), address: text(form, 'address'), phone: text(form, 'phone') };
  const phone = parsePhone(typed.phone);
  const mistakes: Mistakes = {};
  for (const field of ['name', 'address'] as const)
    if (typed[field] === '') mistakes[field] = mistakeOf[field];
  if (phone === undefined) mistakes.phone = mistakeOf.phone;
  if (phone === undefined || Object.keys(mistakes).length > 0) return { kind: 'incomplete', typed, mistakes };
  return { kind: 'complete', contact: { ...typed, phone } };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().slice(0, textMax) : '';
}
