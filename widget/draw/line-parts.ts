// A line of the notice with its addresses made links. The text stays the same character for character.

export type LinePart = string | { text: string; href: string };

/** What an answer from the network may lead to; `javascript:` would let the ledger run code in the shop's page. */
const harmless = /^(https?|mailto|tel):/;

/** `links`: the address as it stands in the line, and where it leads. Only the first place of each is linked. */
export function lineParts(line: string, links: readonly [text: string, href: string][]): LinePart[] {
  return links.reduce<LinePart[]>(
    (parts, [text, href]) => parts.flatMap((part) => split(part, text, href)),
    [line],
  );
}

function split(part: LinePart, text: string, href: string): LinePart[] {
  if (typeof part !== 'string' || text === '' || !harmless.test(href)) return [part];
  const at = part.indexOf(text);
  if (at < 0) return [part];
  const around = [part.slice(0, at), { text, href }, part.slice(at + text.length)];
  return around.filter((piece) => piece !== '');
}
