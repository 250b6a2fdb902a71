import { describe, expect, test } from 'vitest';
import { noticeDraftSchema, parseNotice, publishNotice } from '../../../ledger/core/notice/notice.ts';
import { smsAnswer, smsText } from '../../../ledger/core/notice/sms.ts';
import { segmentsOf, smsFaults } from '../../../ledger/core/notice/sms-rules.ts';
import { orderUpdates } from '../../support/ledger.ts';

const facts = {
  version: 1,
  business: { id: 'fresh-produce', name: 'Fresh Produce' },
  publishedAt: '2026-01-06T08:00:00.000Z',
};
const published = (sms: object, over: object = {}) =>
  publishNotice(
    noticeDraftSchema.parse({ ...orderUpdates, locales: { en: { what: 'order updates', sms } }, ...over }),
    facts,
  );
const textOf = ({ notice }: ReturnType<typeof published>) => smsText(notice, notice.locales.en!);

const reply =
  '{business}: reply YES for {what} on WhatsApp at this number. Reply STOP to stop, HELP for help: {contact}';

test('a wording without keywords has the bytes that it had before there were any', () => {
  const { bytes, notice } = publishNotice(noticeDraftSchema.parse(orderUpdates), facts);
  expect(bytes.toString()).not.toContain('sms');
  expect(smsText(notice, notice.locales.en!)).toBeUndefined();
});

test('the words are frozen with the notice, and are drawn again from its bytes', () => {
  const made = published({ keywords: ['ORDERS'], reply });
  expect(textOf(made)).toBe(
    'Fresh Produce: reply YES for order updates on WhatsApp at this number. Reply STOP to stop, HELP for help: +1 415 555 0100',
  );
  const again = parseNotice(made.bytes);
  expect(textOf(again as never)).toBe(textOf(made));
});

test('a slot in the name of a business stays what it is', () => {
  const { notice } = published({ keywords: ['ORDERS'], reply });
  const named = { ...notice, business: { id: 'x', name: '{what} WhatsApp' } };
  expect(smsText(named, notice.locales.en!)).toContain('{what} WhatsApp: reply YES for order updates');
});

describe('a reply is refused', () => {
  test.each<[string, string]>([
    ['whatsapp_named', reply.replace('WhatsApp', 'chat')],
    ['yes_named', reply.replace('YES', 'OKAY')],
    ['yes_named', reply.replace('YES', 'YESTERDAY')],
    ['stop_named', reply.replace('STOP to stop', 'END')],
    ['human_contact', reply.replace('HELP for help: {contact}', '')],
    ['no_address', `${reply} https://fresh.example`],
    ['no_address', `${reply} fresh.example/terms`],
  ])('by %s: %s', (rule, text) => {
    expect(smsFaults(published({ keywords: ['ORDERS'], reply: text }))).toMatchObject([
      { pointer: '/locales/en/sms/reply', rule },
    ]);
  });

  test('where a business is called WhatsApp, and nothing else says so', () => {
    const notice = published({ keywords: ['ORDERS'], reply: reply.replace('on WhatsApp ', '') });
    notice.notice.business.name = 'WhatsApp Fans';
    expect(smsFaults(notice).map(({ rule }) => rule)).toEqual(['whatsapp_named']);
  });

  test('where the notice covers calls, and it does not name them', () => {
    const notice = published({ keywords: ['ORDERS'] }, { scope: ['message', 'call'] });
    expect(smsFaults(notice)).toMatchObject([{ rule: 'clear_language/calls_named' }]);
  });

  test.each([
    [{ keywords: [] }],
    [{ keywords: ['!!'] }],
    [{ keywords: ['x'] }],
    [{ keywords: ['ORDERS'], reply: reply.replace('{what}', 'news') }],
    [{ keywords: ['ORDERS'], reply: reply.replace('{business}', 'We') }],
    [{ keywords: ['ORDERS'], reply: `${reply} {masked}` }],
    [{ keywords: ['ORDERS'], reply: `${reply}\nYES` }],
    [{ reply }],
  ])('as no wording at all: %j', (sms) => {
    expect(() => published(sms)).toThrow();
  });
});

test('what a person hears without a notice names the business, and no contact that nobody gave', () => {
  for (const said of ['stopped', 'nothing', 'help'] as const) {
    const text = smsAnswer(said, 'en', { name: 'Acme' });
    expect(text).not.toMatch(/[{}]|Help/);
  }
});

test.each([
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['é'.repeat(160), 1],
  ['ü'.repeat(160), 1],
  ['a’'.repeat(35), 1],
  ['á'.repeat(71), 2],
  ['न'.repeat(134), 2],
  ['न'.repeat(135), 3],
])('%s is sent as %i', (text, count) => {
  expect(segmentsOf(text)).toBe(count);
});
