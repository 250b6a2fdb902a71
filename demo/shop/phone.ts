// Turns the number that a customer types into the shop's form into the one that the shop keeps.

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The country where the shop delivers, and so that of a number without a country code. */
const country = 'IN';

/** E.164, or undefined for text that cannot be a number. */
export function parsePhone(typed: string): string | undefined {
  const number = parsePhoneNumberFromString(typed.slice(0, 64), country);
  return number?.isPossible() ? number.number : undefined;
}

/** Enough for a person to recognise the number, but not to read it: others may see the screen. */
export function maskPhone(e164: string): string {
  return `•••• ${e164.slice(-4)}`;
}
