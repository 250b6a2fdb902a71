// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { SmsStrings } from '../sms-strings.ts';

export const zhHant: SmsStrings = {
  ask: '若同意透過此號碼的 WhatsApp 接收 {business} 傳送的{what}，請回覆「同意」。',
  stop: '您可以隨時回覆 STOP 停止接收。',
  help: '協助：{contact}',
  recorded:
    '已記錄：您同意在 WhatsApp 上接收 {business} 傳送的{what}。若您曾在 WhatsApp 中停止接收 {business} 的訊息，請在那裡傳送 START。',
  declined: '已記錄：您沒有同意。',
  stopped: '已記錄：{business} 必須停止向您傳送 WhatsApp 訊息。',
  nothing: '沒有記錄任何內容。',
  yes: ['同意', '是', '我同意'],
  no: ['不同意', '否', '不'],
  helpWords: ['協助', '幫助'],
  reviewed: false,
};
