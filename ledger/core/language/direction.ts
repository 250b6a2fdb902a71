// Which way a language is written. From its script, so that a language written in two scripts gets each
// right.

/** ISO 15924. Those that run from right to left and are in everyday use. */
const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg']);

/**
 * `locale`: BCP 47; Punjabi in Pakistan (pa-PK) is in Arabic letters, in India (pa) in Gurmukhi. Else a
 * RangeError.
 */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr';
}
