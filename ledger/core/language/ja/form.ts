// Japanese.

import type { FormStrings } from '../form-strings.ts';

export const ja: FormStrings = {
  number: 'WhatsAppの電話番号(国番号から)',
  tick: '同意する場合のみ、四角に印を付けてください。',
  signature: '署名',
  date: '日付',
  place: '場所',
  staff: '社員番号',
  aloud: '次の言葉を、書かれているとおりに読み上げてください:',
  ask: '同意されますか。',
  scanOnFile: '用紙のスキャンは事業者が保管しています。',
  recordingOnFile: '録音は事業者が保管しています。',
  twoStaff: '別の担当者が確認しました。',
  reviewed: false,
};
