// Chinese, traditional.

import type { AccessStrings } from '../access-strings.ts';

export const zhHant: AccessStrings = {
  title: '{business}所記錄的關於您的全部內容',
  names: '您的名稱和號碼',
  records: '您同意了什麼，停止了什麼',
  messages: '發給您的訊息',
  brief: '短期保存的內容',
  sent: '已傳送',
  heldBack: '未傳送',
  erased: '已刪除',
  corrected: '已於{date}更正',
  language: '語言',
  customerNumber: '客戶編號',
  kinds: {
    opt_in: '您已同意',
    opt_out: '您已停止',
    declined: '您已拒絕',
    objected: '您已提出反對',
    confirmed: '您已證明該號碼屬於您',
  },
};
