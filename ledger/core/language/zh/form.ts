// Chinese in simplified characters.

import type { FormStrings } from '../form-strings.ts';

export const zh: FormStrings = {
  number: '您的 WhatsApp 号码(含国家/地区代码)',
  tick: '仅在您同意时在方框内打勾。',
  signature: '您的签名',
  date: '日期',
  place: '地点',
  staff: '员工编号',
  aloud: '请照原文朗读以下内容:',
  ask: '您同意吗?',
  scanOnFile: '企业保存有该表格的扫描件。',
  recordingOnFile: '企业保存有录音。',
  twoStaff: '另一名员工已确认。',
  reviewed: false,
};
