import { describe, expect, test } from 'vitest';
import { directionOf } from '../../../ledger/core/language/direction.ts';

describe('a language', () => {
  test.each(['ar', 'he', 'ur', 'fa', 'ar-EG', 'fa-AF', 'dv', 'pa-Arab', 'pa-PK', 'ku-Arab'])(
    '%s runs from right to left',
    (locale) => {
      expect(directionOf(locale)).toBe('rtl');
    },
  );

  test.each(['en', 'hi', 'pa', 'zh-Hant-TW', 'id', 'az', 'ku', 'ur-Latn', 'xx'])(
    '%s runs from left to right',
    (locale) => {
      expect(directionOf(locale)).toBe('ltr');
    },
  );
});
