import { describe, expect, test } from 'vitest';
import { parseNotice } from '../../../widget/notice/shown-notice.ts';

const notice = {
  id: 'order-updates',
  version: 3,
  locale: 'en',
  direction: 'ltr',
  business: { id: 'fresh-produce', name: 'Fresh Produce' },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  wording: {
    what: 'order updates',
    sentence: 'I consent to receive {what} from {business} on my WhatsApp number {masked}',
    privacy: 'Privacy: {privacy_url}',
    withdrawal: 'Stop: {withdrawal_url}',
    contact: 'Talk: {contact}',
    prompt: 'Press 1.',
  },
};

describe('a notice to be drawn', () => {
  test('is taken as it is', () => {
    expect(parseNotice(notice)).toBe(notice);
  });

  test.for([
    ['nothing', undefined],
    ['null', null],
    ['text', 'notice'],
    ['a problem document', { status: 404, code: 'not_found' }],
    ['no wording', { ...notice, wording: undefined }],
    ['no sentence', { ...notice, wording: { ...notice.wording, sentence: undefined } }],
    ['no contact line', { ...notice, wording: { ...notice.wording, contact: 7 } }],
    ['no business name', { ...notice, business: {} }],
    ['no path to a person', { ...notice, contact: undefined }],
    ['no whole version', { ...notice, version: 1.5 }],
    ['no language', { ...notice, locale: undefined }],
  ] as const)('is refused with %s', ([, body]) => {
    expect(parseNotice(body)).toBeUndefined();
  });
});
