import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinePart, lineParts } from '../../../widget/draw/line-parts.ts';

const textOf = (parts: LinePart[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

describe('a line with links', () => {
  test('links each address where it stands', () => {
    const line = 'Talk to us: +1 415 555 0100 · care@fresh.example';
    const parts = lineParts(line, [
      ['care@fresh.example', 'mailto:care@fresh.example'],
      ['+1 415 555 0100', 'tel:+14155550100'],
    ]);
    expect(parts).toEqual([
      'Talk to us: ',
      { text: '+1 415 555 0100', href: 'tel:+14155550100' },
      ' · ',
      { text: 'care@fresh.example', href: 'mailto:care@fresh.example' },
    ]);
  });

  test('reads the same as without links, whatever is linked', () => {
    const links = fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.constant('https://fresh.example/')));
    fc.assert(fc.property(fc.string(), links, (line, given) => textOf(lineParts(line, given)) === line));
  });

  test.for([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    '//fresh.example',
    'vbscript:x',
  ])('never leads to %s', (href) => {
    expect(lineParts('see here', [['here', href]])).toEqual(['see here']);
  });

  test('is left alone by an address that does not occur or is empty', () => {
    expect(lineParts('see here', [['there', 'https://fresh.example/']])).toEqual(['see here']);
    expect(lineParts('see here', [['', 'https://fresh.example/']])).toEqual(['see here']);
  });
});
