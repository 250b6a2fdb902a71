// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { Prescribed } from '../prescribed.ts';

export const ko: Prescribed = {
  sentence: '저는 제 WhatsApp 번호({masked})로 {business}에서 보내는 {what} 수신에 동의합니다',
  privacy: '{business}에서 고객님의 번호를 이용하는 방법: {privacy_url}',
  withdrawal: '언제든지 중단할 수 있습니다: {withdrawal_url}',
  contact: '{business} 담당자와 이야기하기: {contact}',
  prompt:
    '끝자리가 {masked}인 WhatsApp 번호로 {business}에서 보내는 {what} 수신에 동의하시면 1번을 눌러 주세요. ' +
    '언제든지 중단하실 수 있습니다. 동의하지 않으시면 2번을 눌러 주세요.',
  // Alone, 통화 is also "currency".
  callWord: /(?:음성|영상|전화|WhatsApp) ?통화|전화(?! ?번호|기)/,
  reviewed: false,
};
