// How a permit spells a number. The ledger gives every number one form, also where a country's plan changed
// and WhatsApp kept the old one (core/subject/mobile-respelling.ts); a sender that matches a permit to a
// number must know the same.
//
//   Brazil     +55 area(2) 8 digits from 6-9   -> a 9 before the 8 digits
//   Mexico     +52 1 and 10 digits             -> without the 1
//   Argentina  +54 and 10 digits                           -> a 9 after 54
//
// A number spelt in another way matches nothing: the client then does not believe the permit.

const separators = /[ \u00a0().-]/g;

const oldForms: readonly (readonly [old: RegExp, canonical: string])[] = [
  [/^55([1-9]{2})([6-9]\d{7})$/, '55$19$2'],
  [/^521([2-9]\d{9})$/, '52$1'],
  [/^54((?:11|[23]\d)\d{8})$/, '549$1'],
];

/** The values by which a permit may name this number: `+` and digits. */
export function spellingsOf(number: string): string[] {
  const digits = number.replaceAll(separators, '').replace(/^(\+|00)/, '');
  const old = oldForms.find(([form]) => form.test(digits));
  const canonical = old === undefined ? digits : digits.replace(old[0], old[1]);
  return [...new Set([`+${canonical}`, `+${digits}`])];
}
