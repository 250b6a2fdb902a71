// The code in the printed address of an entry point: ten letters and digits, which a person without a camera
// can type. It opens nothing that is not on the poster. 50 random bits, so that no two businesses have the
// same.

/** Crockford's base 32: no i, l, o or u. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const length = 10;

/** @param random at least 7 bytes */
export function formatEntryCode(random: Uint8Array): string {
  const bits = [...random].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from(
    { length },
    (_, i) => alphabet[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)],
  );
  return letters.join('');
}

/** As it was typed: capitals, and the letters that are taken for digits. Undefined: it is none. */
export function parseEntryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined;
}
