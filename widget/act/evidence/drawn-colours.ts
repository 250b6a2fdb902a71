// The colours in which the browser really draws an element's text: its own colour on its own background, both
// faded by the opacity of everything around them.

import { type Colour, contrastRatio, parseOpaque } from './contrast.ts';

/** `opacity`: the product for the element and everything around it. */
export type DrawnColours = { text: Colour; background: Colour; opacity: number };

/**
 * Undefined where the page filters, blends, masks, clips or strikes through the text. Computed colours then
 * do not tell what the person sees.
 */
export function drawnColours(element: Element): DrawnColours | undefined {
  const { color, backgroundColor } = getComputedStyle(element);
  const text = parseOpaque(color);
  const background = parseOpaque(backgroundColor);
  let opacity = 1;
  for (let node: Element | null = element; node; node = around(node)) {
    const style = getComputedStyle(node);
    if (!isPlain(style)) return undefined;
    opacity *= +style.opacity;
  }
  return text && background && { text, background, opacity };
}

/** The worst possible contrast: the colour behind a faded element may be anything from black to white. */
export function drawnContrast({ text, background, opacity }: DrawnColours): number {
  const through = (behind: number) => {
    const faded = (colour: Colour) => colour.map((value) => value * opacity + behind * (1 - opacity));
    return contrastRatio(faded(text), faded(background));
  };
  return Math.min(through(0), through(255));
}

function isPlain(style: CSSStyleDeclaration): boolean {
  // Chromium before 120 knows masks only by their old name, which every engine still supports.
  const { filter, mixBlendMode, clipPath, webkitMaskImage, textDecorationLine } = style;
  return (
    [filter, mixBlendMode, clipPath, webkitMaskImage, textDecorationLine].join() ===
    'none,normal,none,none,none'
  );
}

/** The element around a node, out through slots and shadow roots. */
export function around(node: Element): Element | null {
  return node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
}
