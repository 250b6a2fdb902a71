// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { SmsStrings } from '../sms-strings.ts';

export const ko: SmsStrings = {
  ask: '이 번호의 WhatsApp으로 {business}에서 보내는 {what} 수신에 동의하시면 예라고 답장해 주세요.',
  stop: '언제든지 중단하시려면 STOP이라고 답장해 주세요.',
  help: '도움말: {contact}',
  recorded:
    '기록되었습니다. WhatsApp으로 {business}에서 보내는 {what} 수신에 동의하셨습니다. 이전에 WhatsApp에서 {business}의 메시지를 중단하셨다면 그곳에서 START라고 보내 주세요.',
  declined: '기록되었습니다. 동의하지 않으셨습니다.',
  stopped: '{business}에서 보내는 WhatsApp 메시지를 중단하도록 기록되었습니다.',
  nothing: '아무것도 기록하지 않았습니다.',
  yes: ['예', '네', '동의', '동의합니다'],
  no: ['아니요', '아니오'],
  helpWords: ['도움말', '도움'],
  reviewed: false,
};
