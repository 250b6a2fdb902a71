// Decimal numbers as C2SP texts write them: ASCII digits, no sign, no space, no leading zero except "0"
// itself.
//
// One number has one spelling, so a signed text cannot be changed without its meaning changing. Never use
// Number() or parseInt() on text from outside: they accept " 7", "+7", "07", "7e0" and "0x7".

const CANONICAL = /^(?:0|[1-9][0-9]{0,15})$/;

/** The number, or undefined when the text is not its one spelling or it exceeds Number.MAX_SAFE_INTEGER. */
export function parseDecimal(text: string): number | undefined {
  if (!CANONICAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
