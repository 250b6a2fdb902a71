import { describe, expect, test } from 'vitest';
import { askText, playedText } from '../../../ledger/core/flow/played.ts';
import { keyNames, promptNames } from '../../../ledger/core/flow/prompt.ts';
import { flowStrings } from '../../../ledger/core/language/flow-words.ts';
import { flowWords } from '../../../ledger/core/language/languages.ts';
import { namesCalls, prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { number, publishedNotice } from '../consent/sample-consent.ts';
import { publication, sampleFlow } from '../flow/sample-flow.ts';

/** Of the prompts that are said to a caller about what they were asked. */
const slots: Record<string, readonly string[]> = {
  language: ['key'],
  ask: ['what', 'business', 'ending', 'stop', 'yes', 'no'],
  ask_other: ['other'],
  ask_repeat: ['repeat'],
  ask_withdraw: ['business', 'withdraw'],
  recorded: ['what', 'business', 'business'],
  withdrawn: ['business'],
};
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const latin = /^(?:de|en|es|fr|id|it|nl|pl|pt|sw|tr|vi)$/;
/** Where a digit before a full stop would be read as "first". */
const ordinals = /^(?:de|pl)$/;

test('a caller is spoken to in every language that has consent wording', () => {
  expect(Object.keys(flowWords).toSorted()).toEqual(prescribedLanguages.toSorted());
});

describe.each(prescribedLanguages)('what a caller hears in %s', (tag) => {
  const { firstPerson, reviewed, ...words } = flowStrings(tag);
  const lines = Object.entries(words) as [string, string][];
  const notice = publishedNotice({ default_locale: tag, locales: { [tag]: { what: 'order updates' } } });
  const published = publication({ locales: { [tag]: {} } }, notice);

  test('passes the rules of its own publication', () => {
    expect(published).toMatchObject({ kind: 'published' });
    const calls = publication({ locales: { [tag]: {} }, other_number: false }, notice);
    expect(calls).toMatchObject({ kind: 'published' });
  });

  test('has the slots it must have, and no other', () => {
    for (const [name, text] of lines) {
      const found = Array.from(text.matchAll(/\{(\w+)\}/g), ([, slot]) => slot);
      expect(found.toSorted(), name).toEqual([...(slots[name] ?? [])].toSorted());
      expect(text.replaceAll(/\{\w+\}/g, ''), name).not.toMatch(/[{}<>&]/);
    }
  });

  test('names WhatsApp where it asks, and says STOP and START as they are written there', () => {
    for (const name of ['ask', 'stop', 'recorded', 'withdrawn'] as const)
      expect(words[name], name).toContain('WhatsApp');
    expect(words.stop).toContain('STOP');
    expect(words.recorded).toContain('START');
  });

  test('has no digit of its own, no address, and nothing that a voice cannot say', () => {
    for (const [name, text] of lines) {
      expect(text, name).not.toMatch(/\p{Nd}|:\/\/|www|[()[\]/@#*"]/u);
      expect(text.normalize('NFC'), name).toBe(text);
      expect(text.trim(), name).toBe(text);
      expect(text, name).not.toMatch(/\p{Cc}| {2}/u);
      expect(text, name).not.toMatch(bidiMarks);
      if (ordinals.test(tag))
        expect(text, name).not.toMatch(/\{(?:key|ending|yes|no|other|repeat|withdraw)\}\./);
    }
  });

  test('is in its own script, but for WhatsApp, STOP and START', () => {
    if (latin.test(tag)) return;
    for (const [name, text] of lines)
      expect(text.replaceAll(/\{\w+\}|WhatsApp|STOP|START/g, ''), name).not.toMatch(/[a-z]/i);
  });

  test('speaks of no calls, which it does not ask about', () => {
    const flow = sampleFlow({ locales: { [tag]: {} } }, notice);
    expect(namesCalls(tag, askText(flow, tag, number))).toBe(false);
  });

  test('fills every slot, and says digits as digits', () => {
    const flow = sampleFlow({ locales: { [tag]: {} } }, notice);
    for (const { name, text } of playedText(flow, tag, promptNames, { number })) {
      expect(text, name).not.toMatch(/[{}]/);
      if (name === 'ask')
        for (const digit of ['3 2 1 0', '1', '2', '3', '9', '0']) expect(text).toContain(digit);
    }
    expect(keyNames.every((key) => flow.locales[tag]!.prompts.ask.includes(`{${key}}`))).toBe(true);
  });

  test('is not reviewed before somebody who reads it says so, and a publication tells it', () => {
    expect(reviewed).toBe(tag === 'en');
    const rules = published.kind === 'published' ? published.warnings.map(({ rule }) => rule) : [];
    expect(rules.includes('reviewed')).toBe(!reviewed);
  });

  test('does not speak of the caller as of itself', () => {
    // A business that says "we" of itself has that word too, but not where it says what is agreed to.
    for (const name of ['ask', 'recorded'] as const)
      expect(firstPerson?.test(words[name]) ?? false, name).toBe(false);
  });
});

const isWords = (key: string) => key !== 'firstPerson' && key !== 'reviewed';

test('each language has words of its own', () => {
  for (const name of Object.keys(flowStrings('en')).filter(isWords)) {
    const texts = prescribedLanguages.map((tag) => flowStrings(tag)[name as 'ask']);
    expect(new Set(texts).size, name).toBe(texts.length);
  }
});

describe('what a person says of their own', () => {
  test.each([
    ['en', 'updates about my orders'],
    ['bn', 'আমার অর্ডারের খবর'],
    ['de', 'Neuigkeiten zu meinen Bestellungen'],
    ['es', 'novedades de mis pedidos'],
    ['fr', 'des nouvelles de mes commandes'],
    ['gu', 'મારા ઓર્ડરની માહિતી'],
    ['he', 'עדכונים על ההזמנות שלי'],
    ['hi', 'मेरे ऑर्डर की जानकारी'],
    ['id', 'kabar tentang pesanan saya'],
    ['it', 'novità sui miei ordini'],
    ['ja', '私の注文のお知らせ'],
    ['kn', 'ನನ್ನ ಆರ್ಡರ್‌ಗಳ ಮಾಹಿತಿ'],
    ['ko', '제 주문 소식'],
    ['ml', 'എന്റെ ഓർഡറുകളുടെ വിവരങ്ങൾ'],
    ['mr', 'माझ्या ऑर्डरची माहिती'],
    ['nl', 'nieuws over mijn bestellingen'],
    ['pa', 'ਮੇਰੇ ਆਰਡਰਾਂ ਦੀ ਜਾਣਕਾਰੀ'],
    ['pl', 'informacje o moich zamówieniach'],
    ['pt', 'novidades sobre meus pedidos'],
    ['ru', 'сообщения о моих заказах'],
    ['sw', 'taarifa za maagizo yangu'],
    ['ta', 'எனது ஆர்டர்கள் பற்றிய தகவல்கள்'],
    ['te', 'నా ఆర్డర్ల సమాచారం'],
    ['th', 'ข่าวคำสั่งซื้อของฉัน'],
    ['uk', 'повідомлення про мої замовлення'],
    ['ur', 'میرے آرڈرز کی معلومات'],
    ['vi', 'tin về đơn hàng của tôi'],
    ['zh', '我的订单通知'],
    ['zh-TW', '我的訂單通知'],
  ])('is refused in %s: "%s"', (tag, what) => {
    const notice = publishedNotice({ default_locale: tag, locales: { [tag]: { what } } });
    expect(publication({ locales: { [tag]: {} } }, notice)).toMatchObject({
      kind: 'refused',
      faults: [{ pointer: `/locales/${tag}/what`, rule: 'second_person' }],
    });
  });

  test.each(['ar', 'fa', 'tr'])('is left to a reader of %s, which has endings for it', (tag) => {
    const notice = publishedNotice({ default_locale: tag, locales: { [tag]: { what: 'order updates' } } });
    const calling_code = '91';
    expect(publication({ calling_code, locales: { [tag]: {} } }, notice)).toMatchObject({
      kind: 'published',
      warnings: [{ pointer: `/locales/${tag}/what`, rule: 'second_person' }, { rule: 'reviewed' }],
    });
    const own = publication({ calling_code, locales: { [tag]: { what: 'order updates' } } }, notice);
    expect(own).toMatchObject({ kind: 'published', warnings: [{ rule: 'reviewed' }] });
  });
});
