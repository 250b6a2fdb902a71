import { describe, expect, test } from 'vitest';
import { tagsFor } from '../../../ledger/core/language/locale.ts';
import { prescribed } from '../../../ledger/core/language/wording.ts';
import { stringsFor, type WidgetBuild } from '../../../ledger/http/widget/widget-build.ts';

describe('which words answer for a locale', () => {
  test.each([
    ['zh-TW', ['zh-TW', 'zh-Hant', 'zh']],
    ['zh', ['zh-Hans', 'zh']],
    ['pa-PK', ['pa-PK', 'pa-Arab', 'pa']],
    ['sr-latn-rs', ['sr-Latn-RS', 'sr-Latn', 'sr-Latn', 'sr']],
    ['EN', ['en-Latn', 'en']],
  ])('for %s: %j, the closest first', (locale, tags) => {
    expect(tagsFor(locale)).toEqual(tags);
  });

  test.each([undefined, '', '*', 'no such tag', '../../etc', '__proto__', 'constructor'])(
    '%s is no locale',
    (wanted) => {
      expect(tagsFor(wanted)).toEqual([]);
    },
  );

  test('a page in Taiwan gets traditional letters from the notice and from the widget alike', () => {
    const strings = new Map([
      ['zh', { change: '简' }],
      ['zh-hant', { change: '繁' }],
    ]);
    expect(stringsFor({ strings } as unknown as WidgetBuild, 'zh-TW')).toEqual({ change: '繁' });
    expect(prescribed('zh-TW')).toEqual(prescribed('zh-Hant'));
  });
});
