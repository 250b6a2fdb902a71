import { SaxesParser } from './sdk.ts';

export type Node = { name: string; attributes: Record<string, string>; children: (Node | string)[] };

/** A document as a strict parser of XML 1.0 has it. Throws where it is none. */
export function parseXml(text: string): Node {
  const root: Node = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: { ...attributes }, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', (part) => open.at(-1)!.children.push(part));
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return root.children[0] as Node;
}
