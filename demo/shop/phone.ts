// The number as a customer writes it into the shop's form becomes the one the shop keeps.

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where the shop delivers, and so what a number without a country code means. */
const country = 'IN';

/** E.164, or undefined for what cannot be a number. */
export function parsePhone(typed: string): string | undefined {
  const number = parsePhoneNumberFromString(typed.slice(0, 64), country);
  return number?.isPossible() ? number.number : undefined;
}

/** For a person to recognise, not to read: the page may be on a screen others see. */
export function maskPhone(e164: string): string {
  return `•••• ${e164.slice(-4)}`;
}
