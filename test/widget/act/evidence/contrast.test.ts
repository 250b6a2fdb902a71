import { describe, expect, test } from 'vitest';
import { contrastRatio, luminance, parseOpaque } from '../../../../widget/act/evidence/contrast.ts';

const colour = (css: string) => parseOpaque(css)!;

describe('contrast as WCAG defines it', () => {
  test.for([
    ['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 21],
    ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 1],
    // The well-known smallest grey on white that passes AA.
    ['rgb(118, 118, 118)', 'rgb(255, 255, 255)', 4.54],
  ] as const)('of %s on %s is %f', ([text, background, ratio]) => {
    expect(contrastRatio(colour(text), colour(background))).toBeCloseTo(ratio, 2);
    expect(contrastRatio(colour(background), colour(text))).toBeCloseTo(ratio, 2);
  });

  test.for([
    '',
    'transparent',
    'rgba(1, 2, 3, 0.5)',
    'rgba(0, 0, 0, 0)',
    'color(srgb 1 0 0)',
    'oklch(0.7 0.1 200)',
    'rgb(1 2 3)',
  ])('does not guess at "%s"', (css) => {
    expect(parseOpaque(css)).toBeUndefined();
  });

  test('puts white above black', () => {
    expect(luminance(colour('rgb(255, 255, 255)'))).toBeCloseTo(1);
    expect(luminance(colour('rgb(0, 0, 0)'))).toBe(0);
  });
});
