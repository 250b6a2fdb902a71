// What the shop's server has signed into its customer token. The widget reads it only to show it. The ledger
// checks the token and takes the number from it.

type Claims = { number?: unknown; exp?: number };

function claimsIn(token: string): Claims {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(atob(payload)) ?? {};
  } catch {
    return {};
  }
}

/** Empty where the token cannot be read. There is then no number, and the person cannot tick. */
export function numberIn(token: string): string {
  const { number } = claimsIn(token);
  // With or without its plus: tokens always name whole numbers.
  return number == null ? '' : `+${String(number).replace(/\D/g, '')}`;
}

/** By this browser's clock, which may be wrong: only the ledger refuses a token. */
export const isOver = (token: string): boolean => claimsIn(token).exp! * 1000 < Date.now();
