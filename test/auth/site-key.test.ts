import { describe, expect, test } from 'vitest';
import {
  formatSiteKey,
  normalizeOrigin,
  requireApp,
  requireOrigin,
  type Site,
} from '../../ledger/auth/site-key.ts';
import { LedgerError } from '../../ledger/core/error.ts';

const site: Site = {
  key: formatSiteKey(Buffer.alloc(18, 7)),
  business: 'fresh-produce',
  origins: ['https://shop.example', 'https://shop.example:8443', 'http://127.0.0.1:8787'],
};

function codeOf(origin: string | undefined, of = site): string {
  try {
    requireOrigin(of, origin);
    return 'admitted';
  } catch (error) {
    return (error as LedgerError).code;
  }
}

describe('a site key', () => {
  test('is pk_ and 24 letters', () => {
    expect(site.key).toMatch(/^pk_[A-Za-z0-9_-]{24}$/);
  });

  test.each([0, 16, 17, 19, 24])('is never made of %i random bytes', (length) => {
    expect(() => formatSiteKey(Buffer.alloc(length))).toThrow(RangeError);
  });
});

describe('an origin', () => {
  test.each(site.origins)('%s, which is on the list, is admitted and given back', (origin) => {
    expect(requireOrigin(site, origin)).toBe(origin);
  });

  test.each([
    ['that is missing', undefined],
    ['that is empty', ''],
    ['of a sandboxed page', 'null'],
    ['that begins like one of ours', 'https://shop.example.evil'],
    ['that ends like one of ours', 'https://evil-shop.example'],
    ['of a subdomain', 'https://www.shop.example'],
    ['of the domain above', 'https://example'],
    ['of another scheme', 'http://shop.example'],
    ['of another port', 'https://shop.example:8444'],
    ['with the port that is the default', 'https://shop.example:443'],
    ['in capitals', 'https://SHOP.example'],
    ['with a slash', 'https://shop.example/'],
    ['with a path', 'https://shop.example/checkout'],
    ['with a user', 'https://shop.example@evil.example'],
    ['with a space', ' https://shop.example'],
    ['that is a list', 'https://shop.example, https://evil.example'],
    ['that is a star', '*'],
  ])('%s is refused', (_, origin) => {
    expect(codeOf(origin)).toBe('origin_not_allowed');
  });

  test('is refused by a site that lists none', () => {
    expect(codeOf('https://shop.example', { ...site, origins: [] })).toBe('origin_not_allowed');
  });

  test('that is refused is not repeated in the error', () => {
    expect(() => requireOrigin(site, 'https://evil.example')).toThrow(
      new LedgerError(
        'origin_not_allowed',
        'This site key may not be used from this origin. Add the page’s own with optmark site change --add-origin.',
      ),
    );
  });
});

describe('an app', () => {
  const ofApp: Site = { ...site, origins: [...site.origins, 'app:com.fresh.shop', 'app://com.other.shop'] };
  const codeOfApp = (app: string, origin?: string) => {
    try {
      return requireApp(ofApp, app, origin);
    } catch (error) {
      return (error as LedgerError).code;
    }
  };

  test('that the site lists is admitted, however its id is written', () => {
    expect(codeOfApp('com.fresh.shop')).toBe('app:com.fresh.shop');
    expect(codeOfApp('com.Fresh.Shop')).toBe('app:com.fresh.shop');
  });

  test.each([
    'com.fresh',
    'com.fresh.shop.evil',
    'evil.com.fresh.shop',
    '//com.other.shop',
    'com.other.shop',
  ])('that the site does not list is refused: %s', (app) => {
    expect(codeOfApp(app)).toBe('origin_not_allowed');
  });

  test('that the site does not list stops all the same, but what is no app does not', () => {
    expect(requireApp(ofApp, 'com.other.shop', undefined, true)).toBe('app:com.other.shop');
    for (const [app, origin] of [
      ['com.fresh.shop', 'https://shop.example'],
      ['//com.other.shop', undefined],
    ] as const)
      expect(() => requireApp(ofApp, app, origin, true)).toThrow(LedgerError);
  });

  test.each(['https://shop.example', 'null', '', 'app:com.fresh.shop', 'app://com.fresh.shop'])(
    'that sends an Origin is a page, and refused: %j',
    (origin) => {
      expect(codeOfApp('com.fresh.shop', origin)).toBe('origin_not_allowed');
    },
  );

  test('is no page: its name in Origin opens nothing', () => {
    expect(codeOf('app:com.fresh.shop', ofApp)).toBe('origin_not_allowed');
  });

  test('is listed by its id, and a page that an app brings along by its origin', () => {
    expect(normalizeOrigin(' app:com.Fresh.my_shop ')).toBe('app:com.fresh.my_shop');
    expect(normalizeOrigin('APP:com.fresh.shop')).toBe('app:com.fresh.shop');
    expect(normalizeOrigin('app://localhost/')).toBe('app://localhost');
  });

  test.each([
    'app:',
    'app:shop',
    'app:com.',
    'app:com.fresh/shop',
    'app:com.fresh.*',
    'app:com fresh',
    'app:.a.b',
  ])('%j is no id of an app', (text) => {
    expect(normalizeOrigin(text)).toBeUndefined();
  });
});
