// Contrast as WCAG 2.2 defines it (1.4.3): from computed colours only, and null wherever they do not settle it.

/** sRGB 0 to 255 and alpha 0 to 1, as `getComputedStyle` writes them. */
export type Colour = { r: number; g: number; b: number; alpha: number };

export function parseColour(css: string): Colour | undefined {
  const [, r, g, b, alpha = '1'] = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css) ?? [];
  return r === undefined ? undefined : { r: +r, g: +g!, b: +b!, alpha: +alpha };
}

/** Relative luminance, 0 black to 1 white. */
export function luminance({ r, g, b }: Colour): number {
  const [red, green, blue] = [r, g, b].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21, two decimals. */
export function contrastRatio(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
}
