// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { FlowStrings } from '../flow-strings.ts';

export const ko: FlowStrings = {
  language: '한국어 안내를 원하시면 {key}번을 눌러 주세요.',
  ask: '끝자리가 {ending}인 WhatsApp 번호로 {business}에서 보내는 {what} 수신에 동의하시면 {yes}번을 눌러 주세요. {stop} 동의하지 않으시면 {no}번을 눌러 주세요.',
  stop: '언제든지 중단하실 수 있습니다. 중단하시려면 WhatsApp에서 STOP이라고 보내 주세요.',
  ask_other: '다른 번호를 사용하시려면 {other}번을 눌러 주세요.',
  ask_repeat: '다시 들으시려면 {repeat}번을 눌러 주세요.',
  ask_withdraw: '{business}에서 보내는 모든 WhatsApp 메시지를 중단하시려면 {withdraw}번을 눌러 주세요.',
  number: '공, 공, 국가 번호 순으로 시작하여 WhatsApp 번호를 누르신 다음 우물 정자를 눌러 주세요.',
  number_wrong: '번호가 완전하지 않거나 잘못된 숫자가 있습니다.',
  wrong_key: '선택할 수 없는 번호입니다.',
  silence: '입력이 없었습니다.',
  recorded:
    '선택이 기록되었습니다. WhatsApp으로 {business}에서 보내는 {what} 수신에 동의하셨습니다. 이전에 WhatsApp에서 {business}의 메시지를 중단하셨다면 그곳에서 START라고 보내 주세요. 감사합니다.',
  declined: '선택이 기록되었습니다. 동의하지 않으셨습니다. 안녕히 계십시오.',
  withdrawn: '{business}에서 보내는 WhatsApp 메시지를 중단하도록 기록되었습니다. 안녕히 계십시오.',
  not_recorded: '선택을 기록하지 못했습니다. 나중에 다시 전화해 주세요. 안녕히 계십시오.',
  gave_up: '응답이 없어 아무것도 기록하지 않았습니다. 안녕히 계십시오.',
  firstPerson: /(?<!\p{L})(?:저의|제|나의|내|우리)(?= )/u,
  reviewed: false,
};
