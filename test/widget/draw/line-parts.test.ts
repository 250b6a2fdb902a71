import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinePart, lineParts } from '../../../widget/draw/line-parts.ts';

const textOf = (parts: LinePart[]) =>
  parts
    .map((part) => (typeof part === 'string' ? part : [part.before, part.text, part.after].join('')))
    .join('');

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
    const some = fc.string({ maxLength: 4 });
    const web = fc.constantFrom('https://a.example/', 'http://b.example', ':', 'https://');
    const links = fc.array(
      fc.oneof(
        fc.tuple(some, web),
        web.map((one): [string, string] => [one, one]),
      ),
    );
    const lines = fc.array(fc.oneof(fc.string(), web)).map((pieces) => pieces.join(''));
    fc.assert(fc.property(lines, links, (line, given) => textOf(lineParts(line, given)) === line));
  });

  test('draws no address where the words say whither it leads, in any language', () => {
    const url = 'https://fresh.example/privacy';
    for (const words of ['How it is used: ', 'Comment il sert\u00a0: ', '番号の使い方：']) {
      const [, text, after] = /^(.*?)(\s*[:：]\s*)$/.exec(words)!;
      expect(lineParts(words + url, [[url, url]])).toEqual([{ href: url, text, after: after + url }]);
    }
  });

  test('draws an address among words without its "https://"', () => {
    const url = 'https://fresh.example/privacy';
    expect(lineParts(`Read ${url} first`, [[url, url]])).toEqual([
      'Read ',
      { href: url, before: 'https://', text: 'fresh.example/privacy' },
      ' first',
    ]);
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
