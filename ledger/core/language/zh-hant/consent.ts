// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { Prescribed } from '../prescribed.ts';

export const zhHant: Prescribed = {
  sentence: '我同意透過我的 WhatsApp 號碼 {masked} 接收 {business} 傳送的{what}',
  privacy: '{business} 如何使用您的號碼：{privacy_url}',
  withdrawal: '您可以隨時停止接收：{withdrawal_url}',
  contact: '與 {business} 的專人聯絡：{contact}',
  prompt:
    '若要透過您末碼為 {masked} 的 WhatsApp 號碼接收 {business} 傳送的{what}，請按 1。' +
    '您可以隨時停止接收。若不同意，請按 2。',
  callWord: /通話|來電|電話(?!號)/,
  reviewed: false,
};
