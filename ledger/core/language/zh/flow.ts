// Chinese in simplified characters.

import type { FlowStrings } from '../flow-strings.ts';

export const zh: FlowStrings = {
  language: '普通话请按 {key}。',
  ask: '如需通过您尾号为 {ending} 的 WhatsApp 号码接收 {business} 发送的{what}，请按 {yes}。{stop}如不同意，请按 {no}。',
  stop: '您可以随时停止接收：在 WhatsApp 中发送 STOP 即可。',
  ask_other: '如需使用其他号码，请按 {other}。',
  ask_repeat: '如需重听，请按 {repeat}。',
  ask_withdraw: '如需停止接收 {business} 的所有 WhatsApp 消息，请按 {withdraw}。',
  number: '请从零零和国家代码开始，依次输入您的 WhatsApp 号码，然后按井号键。',
  number_wrong: '该号码不完整，或有数字错误。',
  wrong_key: '该按键无效。',
  silence: '我们没有收到按键。',
  recorded:
    '您的选择已记录：您同意在 WhatsApp 上接收 {business} 发送的{what}。如果您曾在 WhatsApp 中停止接收 {business} 的消息，请在那里发送 START。再见。',
  declined: '您的选择已记录：您没有同意。再见。',
  withdrawn: '已记录：{business} 必须停止向您发送 WhatsApp 消息。再见。',
  not_recorded: '未能记录您的选择。请稍后再拨。再见。',
  gave_up: '我们没有收到答复，因此没有记录任何内容。再见。',
  firstPerson: /我/u,
  reviewed: false,
};
