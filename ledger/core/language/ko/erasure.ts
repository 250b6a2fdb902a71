// Korean.

import type { ErasureStrings } from '../erasure-strings.ts';

export const ko: ErasureStrings = {
  heading: '나에 관한 모든 것 삭제',
  means: '{business}이(가) 여기에 기록된 회원님에 관한 모든 것을 파기합니다. 되돌릴 수 없습니다.',
  stays:
    '남는 것: 다시 동의하지 않는 한 아무도 메시지를 보내지 않도록 번호를 알아보는 표시와, 회원님에 대해 아무것도 말하지 않는 공개 기록의 줄입니다.',
  only: '모두 삭제. 나중에 다시 동의할 수도 있음',
  never: '모두 삭제하고 지금부터 다시는 메시지를 보내지 않기',
  ask: '삭제 요청',
  askMeans:
    '{business}이(가) 먼저 검토합니다. 완료될 때까지 메시지가 올 수 있으며, 위에서 중단할 수 있습니다.',
  asked: '{date}에 {business}에 회원님에 관한 모든 것을 삭제하도록 요청했습니다. 아직 처리되지 않았습니다.',
  refused:
    '{business}은(는) {date}에 이 요청을 받아들이지 않았습니다. 아래 연락처로 이유를 물어보세요. 개인정보 보호 기관에 민원을 제기할 수도 있습니다.',
  linkOnly: '이 링크만으로는 번호가 회원님의 것임을 알 수 없습니다. 전달되었을 수 있기 때문입니다.',
  byMessage: '요청하려면 그 번호에서 WhatsApp으로 {business}에 다음 메시지를 그대로 보내세요:',
  byContact: '요청하려면 아래 연락처로 {business}에 문의하세요.',
  atOnce: '메시지가 도착하는 즉시 모두 삭제됩니다.',
  open: 'WhatsApp 열기',
  message: '저에 대해 기록한 모든 것을 삭제해 주세요. 이 번호는 제 번호입니다.',
};
