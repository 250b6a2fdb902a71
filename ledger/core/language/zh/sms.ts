// Chinese in simplified characters.

import type { SmsStrings } from '../sms-strings.ts';

export const zh: SmsStrings = {
  ask: '如同意通过此号码的 WhatsApp 接收 {business} 发送的{what}，请回复“同意”。',
  stop: '您可以随时回复 STOP 停止接收。',
  help: '帮助：{contact}',
  recorded:
    '已记录：您同意在 WhatsApp 上接收 {business} 发送的{what}。如果您曾在 WhatsApp 中停止接收 {business} 的消息，请在那里发送 START。',
  declined: '已记录：您没有同意。',
  stopped: '已记录：{business} 必须停止向您发送 WhatsApp 消息。',
  nothing: '没有记录任何内容。',
  yes: ['同意', '是', '我同意'],
  no: ['不同意', '否', '不'],
  helpWords: ['帮助'],
  reviewed: false,
};
