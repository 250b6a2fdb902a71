// Authority: who speaks for a person when something is recorded.
//
//   holder     of the number. WhatsApp itself reports it: a word, a button, the settings for offers, 131050;
//              or a proof of the number; or a stop by the person's page or link after such a proof
//   customer   the shop's server named the number in a customer token and says that it has verified it
//   any        every other source: a page, a server's plain word, a link without a proof
//
// Each record of a person's act names its authority.
// A caller does not choose it: the ledger reads it from what was proven. A stop of the holder's or of a
// verified customer's is firm: a statement with authority `any` does not lift it. Otherwise a stranger who
// has only a public site key could tick for a person who wrote STOP.

/** In rising order. */
export const authorities = ['any', 'customer', 'holder'] as const;
export type Authority = (typeof authorities)[number];

/**
 * Of a stop: only an act of such authority lifts it. Of an act: it lifts such stops, the holder's as well.
 */
export const isFirm = (authority: Authority): boolean => authority !== 'any';
