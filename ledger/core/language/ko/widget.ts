// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { Strings } from '../widget-strings.ts';

export const ko: Strings = {
  lang: 'ko',

  numberLabel: 'WhatsApp 번호',
  hintWithCode: '+{code} 이외의 번호는 + 기호와 국가 번호부터 입력하세요',
  hintInternational: '+ 기호와 국가 번호부터 입력하세요',
  numberGap: '여기에 입력한 번호',

  otherLines: '언제든지 중단 · 개인정보 보호 · 담당자와 이야기하기',

  errorPrefix: '오류: ',
  ending: '끝자리가 {digits}인 번호',
  newTab: '새 탭에서 열립니다',

  saving: '저장 중…',
  saved: '저장됨',
  receipt: '확인서',
  undoing: '취소 중…',
  undone: '취소됨',
  notNow: '지금은 변경할 수 없습니다',
  numberChanged: '다시 선택하세요',
  numberMoved: '번호가 바뀌었습니다. 다시 선택하세요',

  numberIncomplete: '국가 번호를 포함하여 WhatsApp 번호를 입력하세요',
  numberNotPossible: '번호를 확인하세요. 숫자가 모자라거나 많거나 잘못 입력되었습니다',
  didYouMean: '{number} 번호가 맞나요?',
  numberRefused: 'WhatsApp 번호와 국가 번호를 확인한 다음 다시 선택하세요',
  noticeChanged: '문구가 변경되었습니다. 읽고 다시 선택하세요',
  unreachable: '연결에 실패하여 선택이 저장되지 않았습니다. 다시 시도하려면 확인란을 선택하세요',
  unreachableCarried: '연결에 실패했습니다. 선택은 양식과 함께 전송됩니다',
  refused: '선택을 저장할 수 없습니다. 저장하지 않고 계속할 수 있습니다',
  tooMany: '시도 횟수가 너무 많습니다. 한 시간 뒤에 다시 선택하세요. 저장하지 않고 계속할 수 있습니다',
  undoFailed:
    '연결에 실패하여 선택이 아직 저장되어 있습니다. 취소하려면 다시 시도하거나 아래 링크를 이용하세요',
  byHand: '직접 선택해 주세요. 클릭하거나 탭하거나 스페이스바를 누르면 됩니다',

  yourConsent: '내 동의',
  agreedOn: '동의한 날짜와 시간: {date}',
  howToStop: '중단하려면 확인란 선택을 해제하거나 동의 확인서를 이용하세요',
  openReceipt: '동의 확인서: 확인, 보관 또는 중단',

  confirmHeading: '본인의 번호인지 확인해 주세요',
  confirmWhy: '그러면 이 번호가 본인의 번호라는 것이 기록에 남습니다',
  confirmByMessage: 'WhatsApp으로 코드 보내기',
  confirmWaiting: '메시지를 기다리는 중…',
  confirmByCode: '코드 받기',
  codeLabel: '코드',
  codeHint: '보내 드린 메시지에 있는 숫자 {count}자리',
  codeSend: '확인',
  codeWrong: '코드를 확인하고 다시 입력하세요',
  codeExpired: '코드가 만료되었습니다. 새 코드를 받으세요',
  confirmed: '확인됨: 본인의 번호입니다',
  confirmUnavailable: '지금은 확인할 수 없습니다. 선택은 저장되어 있습니다',
};
