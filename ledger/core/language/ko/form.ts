// Korean.

import type { FormStrings } from '../form-strings.ts';

export const ko: FormStrings = {
  number: '국가 번호를 포함한 WhatsApp 번호',
  tick: '동의하는 경우에만 네모 칸에 표시하세요.',
  signature: '서명',
  date: '날짜',
  place: '장소',
  staff: '직원 번호',
  aloud: '다음 말을 적힌 그대로 소리 내어 읽으세요:',
  ask: '동의하십니까?',
  scanOnFile: '양식의 스캔본은 업체가 보관하고 있습니다.',
  recordingOnFile: '녹음은 업체가 보관하고 있습니다.',
  twoStaff: '다른 직원이 이를 확인했습니다.',
  reviewed: false,
};
