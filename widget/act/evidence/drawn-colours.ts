// The colours in which an element's text is really drawn: its own, on its own background, both faded as far as the page
// fades what they are in.

import { type Colour, contrastRatio, parseOpaque } from './contrast.ts';

/** `opacity`: of the element and everything it is in, multiplied. */
export type DrawnColours = { text: Colour; background: Colour; opacity: number };

/**
 * Undefined where the page filters, blends, masks, cuts or strikes through what is drawn: then computed colours do not
 * tell what is seen.
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

/** The worst there can be: what shines through a faded element may be anything from black to white. */
export function drawnContrast({ text, background, opacity }: DrawnColours): number {
  const through = (behind: number) => {
    const faded = (colour: Colour) => colour.map((value) => value * opacity + behind * (1 - opacity));
    return contrastRatio(faded(text), faded(background));
  };
  return Math.min(through(0), through(255));
}

function isPlain(style: CSSStyleDeclaration): boolean {
  // Chromium before 120 knows masks by their old name only, and every engine still does.
  const { filter, mixBlendMode, clipPath, webkitMaskImage, textDecorationLine } = style;
  return (
    [filter, mixBlendMode, clipPath, webkitMaskImage, textDecorationLine].join() ===
    'none,normal,none,none,none'
  );
}

/** What an element is drawn in, out through slots and shadow roots. */
function around(node: Element): Element | null {
  return node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
}
