// Chinese in simplified characters.

import type { Prescribed } from '../prescribed.ts';

export const zh: Prescribed = {
  sentence: '我同意通过我的 WhatsApp 号码 {masked} 接收 {business} 发送的{what}',
  privacy: '{business} 如何使用您的号码：{privacy_url}',
  withdrawal: '您可以随时停止接收：{withdrawal_url}',
  contact: '与 {business} 的工作人员联系：{contact}',
  prompt:
    '如需通过您尾号为 {masked} 的 WhatsApp 号码接收 {business} 发送的{what}，请按 1。' +
    '您可以随时停止接收。如不同意，请按 2。',
  callWord: /通话|来电|电话(?!号)/,
  reviewed: false,
};
