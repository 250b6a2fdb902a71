// Korean.

import type { AccessStrings } from '../access-strings.ts';

export const ko: AccessStrings = {
  title: '{business}이(가) 귀하에 대해 기록한 모든 것',
  names: '귀하의 이름과 번호',
  records: '동의한 것과 중단한 것',
  messages: '귀하에게 보낸 메시지',
  brief: '잠시 보관되는 것',
  sent: '보냄',
  heldBack: '보내지 않음',
  erased: '삭제됨',
  corrected: '{date}에 정정됨',
  recordedAs: '처음 기록: {was}',
  language: '언어',
  customerNumber: '고객 번호',
  code: '코드',
  kinds: {
    opt_in: '동의했습니다',
    opt_out: '중단했습니다',
    declined: '거절했습니다',
    objected: '이의를 제기했습니다',
    confirmed: '번호가 본인 것임을 보여 주었습니다',
    resumed: '메시지를 다시 받겠다고 했습니다',
    linked: 'WhatsApp이 두 이름이 본인의 것이라고 알렸습니다',
    identifier_changed: 'WhatsApp이 번호 또는 이름이 바뀌었다고 알렸습니다',
    suspended: '보류: 번호의 주인이 바뀌었을 수 있습니다',
    corrected: '기록이 정정되었습니다',
  },
};
