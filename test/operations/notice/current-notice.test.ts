// What a page is given to show: one language of the newest version.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { currentNotice } from '../../../ledger/operations/notice/current-notice.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { orderUpdates, shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { refusal, shop } from '../commands.ts';

let shared: TestLedger;
beforeAll(async () => {
  shared = await testLedger();
});
afterAll(() => shared?.stop());

const show = (over: { site?: string; notice?: string; locale?: string } = {}) =>
  currentNotice(shared.ledger, { site: shared.site, notice: 'order-updates', ...over });

test('says to a page of an origin that is not on the list that its ticks are refused', async () => {
  const ask = { site: shared.site, notice: 'order-updates' };
  expect(await currentNotice(shared.ledger, { ...ask, origin: 'http://localhost:3000' })).toMatchObject({
    origin_allowed: false,
  });
  for (const listed of [ask, { ...ask, origin: shopOrigin }])
    expect(await currentNotice(shared.ledger, listed)).not.toHaveProperty('origin_allowed');
});

describe('its language', () => {
  test.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['es-Latn-MX', 'es'],
    ['ES-mx', 'es'],
    ['es_MX', 'es'],
    ['es-u-nu-latn', 'es'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['e', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('wanted in %j is shown in %j', async (locale, shown) => {
    expect(await show(locale === undefined ? {} : { locale })).toMatchObject({ locale: shown });
  });

  test.each(['constructor', '__proto__', 'toString', '-'])(
    'that is none is the default: %j',
    async (locale) => {
      expect(await show({ locale })).toMatchObject({ locale: 'en', wording: { what: 'order updates' } });
    },
  );

  test('that is a region of its own is preferred to the language', async () => {
    const locales = { es: { what: 'novedades' }, 'es-MX': { what: 'avisos' } };
    const draft = { ...orderUpdates, id: 'regional', default_locale: 'es', locales };
    await publish(shared.ledger, shop.business, draft, 'test');
    const wordings = ['es-MX', 'es-AR'].map((locale) => show({ notice: 'regional', locale }));
    const [mexico, argentina] = await Promise.all(wordings);
    expect([mexico!.wording.what, argentina!.wording.what]).toEqual(['avisos', 'novedades']);
  });

  test('that is a region which writes in another script is shown in that script', async () => {
    const locales = { en: { what: 'order updates' }, zh: { what: '订单' }, 'zh-Hant': { what: '訂單' } };
    await publish(shared.ledger, shop.business, { ...orderUpdates, id: 'scripts', locales }, 'test');
    const shown = ['zh-TW', 'zh-HK', 'zh-CN', 'zh-Hans-HK'].map((locale) =>
      show({ notice: 'scripts', locale }),
    );
    const picked = (await Promise.all(shown)).map(({ locale }) => locale);
    expect(picked).toEqual(['zh-Hant', 'zh-Hant', 'zh', 'zh']);
  });

  test.each(['ar', 'he', 'ur', 'fa'])('%s is written from right to left', async (language) => {
    const id = `written-${language}`;
    const locales = { en: { what: 'order updates' }, [language]: { what: 'order updates' } };
    await publish(shared.ledger, shop.business, { ...orderUpdates, id, locales }, 'test');
    expect(await show({ notice: id, locale: language })).toMatchObject({ direction: 'rtl' });
    expect(await show({ notice: id, locale: 'en' })).toMatchObject({ direction: 'ltr' });
  });
});

describe('its prescribed lines', () => {
  const own = {
    sentence: 'Sí, quiero {what} de {business} por WhatsApp en {masked}',
    privacy: 'Su número: {privacy_url}',
    withdrawal: 'Baja: {withdrawal_url}',
    contact: 'Contacto: {contact}',
    prompt: 'Para {what} de {business} por WhatsApp en {masked}, marque 1.',
  };
  const published = async (id: string, lines: Partial<typeof own>) => {
    const locales = { en: { what: 'order updates' }, es: { what: 'novedades', ...lines } };
    return publish(shared.ledger, shop.business, { ...orderUpdates, id, locales }, 'test');
  };

  test('are marked as reviewed in English, and not in a translation nobody has reviewed', async () => {
    await published('translated', {});
    expect(await show({ notice: 'translated', locale: 'en' })).toMatchObject({ reviewed: true });
    expect(await show({ notice: 'translated', locale: 'es' })).toMatchObject({ reviewed: false });
  });

  test('are marked as long as one is left, and not where the business wrote all', async () => {
    const { contact: _, ...most } = own;
    await published('partly-own', most);
    expect(await show({ notice: 'partly-own', locale: 'es' })).toMatchObject({ reviewed: false });
    await published('all-own', own);
    expect(await show({ notice: 'all-own', locale: 'es' })).not.toHaveProperty('reviewed');
  });

  test('carry no mark in the bytes that were published', async () => {
    await published('frozen', {});
    const [version] = await shared.ledger.notices.versions(shop.business, 'frozen');
    expect(version!.bytes.toString('utf8')).not.toContain('reviewed');
    expect(await show({ notice: 'frozen' })).toMatchObject({ sha256: sha256Hex(version!.bytes) });
  });
});

describe('its version', () => {
  test('is the newest', async () => {
    const draft = { ...orderUpdates, id: 'renewed' };
    await publish(shared.ledger, shop.business, draft, 'test');
    const { sha256 } = await publish(shared.ledger, shop.business, { ...draft, valid_days: 30 }, 'test');
    expect(await show({ notice: 'renewed' })).toMatchObject({ version: 2, sha256 });
  });

  test('is none once it was retired', async () => {
    await publish(shared.ledger, shop.business, { ...orderUpdates, id: 'gone' }, 'test');
    await show({ notice: 'gone' });
    await retire(shared.ledger, shop.business, 'gone', 'test');
    expect(await refusal(show({ notice: 'gone' }))).toMatchObject({ code: 'notice_superseded' });
  });
});

describe('nothing is shown', () => {
  test('to a site nobody made', async () => {
    expect(await refusal(show({ site: `pk_${'A'.repeat(24)}` }))).toMatchObject({ code: 'not_found' });
  });

  test('of a notice nobody published, or another business did', async () => {
    await addBusiness(shared.ledger, { id: 'other-shop', name: 'Other Shop' });
    const site = await addSite(shared.ledger, 'other-shop', [shopOrigin]);
    const foreign = await refusal(show({ site: site.key }));
    expect(foreign).toMatchObject({ code: 'notice_unknown' });
    expect(foreign).toEqual(await refusal(show({ notice: 'nothing' })));
  });
});

test('a business without a calling code gives none, and everything else', async () => {
  await addBusiness(shared.ledger, { id: 'third-shop', name: 'Third Shop' });
  const site = await addSite(shared.ledger, 'third-shop', [shopOrigin]);
  await publish(shared.ledger, 'third-shop', orderUpdates, 'test');
  const shown = await show({ site: site.key });
  expect(shown).not.toHaveProperty('calling_code');
  expect(shown).toMatchObject({ business: { name: 'Third Shop' }, contact: orderUpdates.contact });
  expect(await show()).toMatchObject({ calling_code: '91' });
});
