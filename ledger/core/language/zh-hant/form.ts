// Chinese in traditional characters.

import type { FormStrings } from '../form-strings.ts';

export const zhHant: FormStrings = {
  number: '您的 WhatsApp 號碼(含國碼)',
  tick: '僅在您同意時於方格內打勾。',
  signature: '您的簽名',
  date: '日期',
  place: '地點',
  staff: '員工編號',
  aloud: '請照原文朗讀以下內容:',
  ask: '您同意嗎?',
  scanOnFile: '商家保存有該表單的掃描檔。',
  recordingOnFile: '商家保存有錄音。',
  twoStaff: '另一名員工已確認。',
  reviewed: false,
};
