// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { HostedStrings } from '../hosted-strings.ts';

export const ko: HostedStrings = {
  title: '{business}의 WhatsApp 메시지',
  intro: '여기서 직접 결정합니다. 이 페이지를 여는 것만으로는 아무것도 바뀌지 않습니다.',
  save: '저장',
  tickFirst: '아직 저장된 것이 없습니다. 먼저 상자에 체크하세요.',
  done: '저장되었습니다. 이 페이지를 닫아도 됩니다.',
  noScript: '선택을 기록하려면 이 페이지에 JavaScript가 필요합니다. 기록된 것은 없습니다.',
  closedTitle: '이 페이지를 사용할 수 없습니다',
  closedMeans: '주소가 불완전하거나 업체가 페이지를 종료했을 수 있습니다. 기록된 것은 없습니다.',
  linkTitle: 'WhatsApp 메시지에 대한 선택',
  linkOverTitle: '이 링크를 사용할 수 없습니다',
  linkOverMeans:
    '링크가 불완전하거나 너무 오래되었거나 업체가 회수했을 수 있습니다. 기록된 것은 없습니다. 링크가 담긴 메시지에서 다시 열거나 업체에 새 링크를 요청하세요.',
  usedTitle: '이 링크는 {date}에 사용되었습니다',
  usedMeans:
    '이 링크로 번호 {number}에 대한 선택이 저장되었습니다. 메시지를 중단하려면 WhatsApp에서 {business}에 STOP을 보내거나 아래 연락처를 이용하세요. 이미 중단했다면 그것이 유효합니다.',
  takenBackTitle: '이 링크로 한 동의가 철회되었습니다',
  takenBackAgain: '번호 {number}에 대한 동의였습니다. 다시 동의하려면 {business}에 새 링크를 요청하세요.',
  otherNumber: '다른 번호 사용',
  waiting: '잠시만요…',
  unreachable: '연결에 실패했습니다. 페이지를 다시 불러오세요.',
  printTitle: 'WhatsApp으로 {business}에서 보내는 {what} 받기',
  printScan: '휴대전화 카메라로 코드를 스캔하거나 다음 주소를 여세요.',
  printDecide: '결정은 페이지에서 하시면 됩니다. 스캔만으로는 아무것도 바뀌지 않습니다.',
};
