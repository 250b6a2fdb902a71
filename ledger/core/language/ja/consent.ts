// Japanese, in the polite form.

import type { Prescribed } from '../prescribed.ts';

export const ja: Prescribed = {
  sentence: '私は、自分の WhatsApp 番号 {masked} で {business} から{what}を受け取ることに同意します',
  privacy: '{business} による番号の使い方：{privacy_url}',
  withdrawal: 'いつでも停止できます：{withdrawal_url}',
  contact: '{business} の担当者と話す：{contact}',
  prompt:
    '末尾が {masked} の WhatsApp 番号で {business} から{what}を受け取る場合は、1 を押してください。' +
    'いつでも停止できます。受け取らない場合は、2 を押してください。',
  callWord: /通話|電話(?!番号)/,
  reviewed: false,
};
