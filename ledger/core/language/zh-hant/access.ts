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
  recordedAs: '原記錄為{was}',
  language: '語言',
  customerNumber: '客戶編號',
  code: '驗證碼',
  kinds: {
    opt_in: '您已同意',
    opt_out: '您已停止',
    declined: '您已拒絕',
    objected: '您已提出反對',
    confirmed: '您已證明該號碼屬於您',
    resumed: '您要求重新接收訊息',
    linked: 'WhatsApp 表示兩個名稱都屬於您',
    identifier_changed: 'WhatsApp 表示號碼或名稱已變更',
    suspended: '已暫停：該號碼可能已屬於他人',
    corrected: '一筆記錄已更正',
  },
};
