// XML as the platforms take it: elements, attributes and text, each escaped, so that a business's name can
// close no element and open none. Characters that XML 1.0 knows in no spelling (section 2.2) are left out:
// one of them would make a platform refuse the whole answer, and the caller hear nothing.

export type Element = {
  name: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (Element | string)[];
};

export const element = (
  name: string,
  attributes: Element['attributes'] = {},
  ...children: Element['children']
): Element => ({ name, attributes, children });

/**
 * What is said before the verb that waits for keys, and in it. Any key interrupts what is said in such a
 * verb, and before it none is heard: so the question stands in a verb of its own, which its keys tell of.
 */
export function aroundVerb(
  spoken: Element[],
  { yes, early }: { yes?: string; early?: string },
  asking: (early: string) => Element,
): [before: Element[], inside: Element[]] {
  if (yes === undefined) return [[], spoken];
  return [early === undefined ? spoken : [asking(early)], []];
}

/** A whole document, in UTF-8. */
export const xml = (root: Element) => ({
  status: 200 as const,
  contentType: 'text/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>${written(root)}`,
});

function written(node: Element | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(written).join('')}</${node.name}>`;
}

const unknown = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text.replace(unknown, '').replace(/[&<>"]/g, (character) => entities[character]!);
