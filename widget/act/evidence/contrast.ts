// Contrast as WCAG 2.2 defines it (1.4.3), from computed colours alone. Null where they do not decide it.

/** Red, green and blue in sRGB, 0 to 255. */
export type Colour = readonly number[];

/**
 * Reads what `getComputedStyle` writes for an opaque colour, `rgb(22, 32, 28)`. It does not guess at any
 * other notation.
 */
export function parseOpaque(css: string): Colour | undefined {
  const parts = css.slice(4, -1).split(', ').map(Number);
  return parts.length === 3 ? parts : undefined;
}

/** Relative luminance, 0 black to 1 white. */
export function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21. */
export function contrastRatio(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
