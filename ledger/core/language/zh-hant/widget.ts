// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { Strings } from '../widget-strings.ts';

export const zhHant: Strings = {
  lang: 'zh-Hant',

  numberLabel: 'WhatsApp 號碼',
  hintWithCode: '若號碼不屬於 +{code}，以 + 和國家或地區代碼開頭',
  hintInternational: '以 + 和國家或地區代碼開頭',
  numberGap: '（以此處填寫的為準）',

  otherLines: '可隨時停止 · 隱私 · 與專人聯絡',

  errorPrefix: '錯誤：',
  ending: '末碼為 {digits} 的號碼',
  newTab: '在新分頁中開啟',

  saving: '正在儲存…',
  saved: '已儲存',
  receipt: '憑證',
  undoing: '正在復原…',
  undone: '已復原',
  notNow: '目前無法更改此選項',
  numberChanged: '請重新勾選',
  numberMoved: '號碼已變更，請重新勾選',

  numberIncomplete: '輸入您的 WhatsApp 號碼，包括國家或地區代碼',
  numberNotPossible: '檢查號碼：少了一位、多了一位或輸錯了一位',
  didYouMean: '您指的是 {number} 嗎？',
  numberRefused: '檢查您的 WhatsApp 號碼和國家或地區代碼，然後重新勾選',
  noticeChanged: '文字內容已變更。閱讀後重新勾選',
  unreachable: '連線失敗，您的選擇未儲存。勾選方塊即可重試',
  unreachableCarried: '連線失敗。您的選擇將隨表單一起送出',
  refused: '無法儲存您的選擇。您可以略過並繼續',
  tooMany: '嘗試次數過多。等候一小時後重新勾選。您也可以略過並繼續',
  undoFailed: '連線失敗，您的選擇仍處於儲存狀態。若要復原，重試或使用下方連結',
  byHand: '親自勾選：點按、輕觸或按空白鍵',

  yourConsent: '您的同意',
  agreedOn: '您同意的時間：{date}',
  howToStop: '若要停止，取消勾選或使用您的同意憑證',
  openReceipt: '您的同意憑證：查看、保存或停止',

  confirmHeading: '確認這是您的號碼',
  confirmWhy: '這樣紀錄就能表明這是您的號碼',
  confirmByMessage: '透過 WhatsApp 傳送驗證碼',
  confirmWaiting: '正在等待您的訊息…',
  confirmByCode: '取得驗證碼',
  codeLabel: '驗證碼',
  codeHint: '{count} 位數字，見我們傳送給您的訊息',
  codeSend: '確認',
  codeWrong: '檢查驗證碼並重新輸入',
  codeExpired: '驗證碼已過期。重新取得一個',
  confirmed: '已確認：這是您的號碼',
  confirmUnavailable: '目前無法確認。您的選擇仍已儲存',
};
