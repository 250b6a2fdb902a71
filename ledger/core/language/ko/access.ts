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
  language: '언어',
  customerNumber: '고객 번호',
  kinds: {
    opt_in: '동의했습니다',
    opt_out: '중단했습니다',
    declined: '거절했습니다',
    objected: '이의를 제기했습니다',
    confirmed: '번호가 본인 것임을 보여 주었습니다',
  },
};
