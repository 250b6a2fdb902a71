// A line of the notice with its addresses made links. The text stays the same character for character, and
// what of an address tells a reader nothing is not drawn: after words that say where it leads all of it, else
// its "https://".

/** `text` is drawn; `before` and `after` stand in the line and are not. */
export type LinePart = string | { href: string; before?: string; text: string; after?: string };

/**
 * The schemes that a link from the network may have; `javascript:` would let the ledger run code in the
 * shop's page.
 */
const harmless = /^(https?|mailto|tel):/;

/**
 * `links`: the address as it stands in the line, and where it leads. Only its first occurrence becomes a
 * link.
 */
export function lineParts(line: string, links: readonly [text: string, href: string][]): LinePart[] {
  return links.reduce<LinePart[]>(
    (parts, [text, href]) => parts.flatMap((part) => split(part, text, href)),
    [line],
  );
}

function split(part: LinePart, address: string, href: string): LinePart[] {
  if (typeof part !== 'string' || address === '' || !harmless.test(href)) return [part];
  const at = part.indexOf(address);
  if (at < 0) return [part];
  const [before, after] = [part.slice(0, at), part.slice(at + address.length)];
  const [, words, colon = ''] = /^(.+?)(\s*[:：]\s*)$/.exec(before) ?? [];
  const isWeb = href === address;
  // "How Fresh Produce uses your number: https://…"
  if (words && isWeb && !after) return [{ href, text: words, after: colon + address }];
  const [, scheme = '', text = address] = (isWeb && /^(https?:\/\/)(.+)$/.exec(address)) || [];
  const around = [before, { href, text, ...(scheme && { before: scheme }) }, after];
  return around.filter((piece) => piece !== '');
}
