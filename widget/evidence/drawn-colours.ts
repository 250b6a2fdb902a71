// The colours in which an element's text is really drawn: its own, on the first opaque background behind it.

import { type Colour, parseColour } from './contrast.ts';

/** Undefined where the page blends, filters or paints a picture: then computed colours do not tell what is seen. */
export function drawnColours(element: Element): { text: Colour; background: Colour } | undefined {
  const text = parseColour(getComputedStyle(element).color);
  const background = backgroundOf(element);
  const blended = ancestry(element).some((each) => {
    const { opacity, filter, mixBlendMode } = getComputedStyle(each);
    return opacity !== '1' || filter !== 'none' || mixBlendMode !== 'normal';
  });
  return text?.alpha === 1 && background && !blended ? { text, background } : undefined;
}

function backgroundOf(element: Element): Colour | undefined {
  for (const each of ancestry(element)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each);
    const colour = parseColour(backgroundColor);
    if (backgroundImage !== 'none') return undefined;
    if (colour?.alpha === 1) return colour;
    if (colour?.alpha !== 0) return undefined;
  }
  return undefined;
}

/** The element and what contains it, out through slots and shadow roots. */
function ancestry(element: Element): Element[] {
  const chain: Element[] = [];
  for (let node: Element | null = element; node; ) {
    chain.push(node);
    node = node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
  }
  return chain;
}
