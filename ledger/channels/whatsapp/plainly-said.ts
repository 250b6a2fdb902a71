// Whether words are said as they stand. A stop is heard through whatever stands around it; what grants, or
// lifts a stop, is not: a question mark, a cross, a stroke through the letters or a thumb that points down
// may turn it round, and nobody can list all that may. So what may stand there is listed.

const invisible = /[\p{Cf}\p{DI}]/gu;
/** Pictures that agree, in every colour of skin. */
const agreeing = /[👍👌🙏🙌👏✅✔✓☑💯🎉🥳❤💚💙💛🧡💜😊🙂😀😃😄😁😍🥰🤗😇🔔▶][\u{1f3fb}-\u{1f3ff}]*/gu;
/** Quotation marks, and those by which WhatsApp sets bold and italic letters. */
const around = /^[\s"'“”„‘’‚«»*_]+|[\s"'“”„‘’‚«»*_]+$/gu;
const struck = /[\u{0336}-\u{0338}\u{20d0}-\u{20ff}]/u;
/** Words, with a point or an exclamation mark behind them. A mark may part words, or stand within one. */
const words = /^¡?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\s.,!、،。।'’-]*[\p{L}\p{M}\p{N}])?[\s.!。।…]*$/u;
const loneDash = /(?:^|\s)-|-(?:\s|$)/;

export function isPlainlySaid(text: string): boolean {
  if (struck.test(text)) return false;
  const written = text
    .replaceAll(invisible, '')
    .replaceAll(agreeing, ' ')
    .normalize('NFKC')
    .replaceAll(around, '');
  return words.test(written) && !loneDash.test(written);
}
