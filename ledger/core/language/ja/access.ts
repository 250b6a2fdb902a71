// Japanese.

import type { AccessStrings } from '../access-strings.ts';

export const ja: AccessStrings = {
  title: '{business}があなたについて記録したすべて',
  names: 'あなたの名前と番号',
  records: '同意したことと停止したこと',
  messages: 'あなたへのメッセージ',
  brief: '短期間だけ保存されるもの',
  sent: '送信済み',
  heldBack: '未送信',
  erased: '消去済み',
  corrected: '{date}に訂正',
  recordedAs: '当初の記録：{was}',
  language: '言語',
  customerNumber: 'お客様番号',
  code: 'コード',
  kinds: {
    opt_in: '同意しました',
    opt_out: '停止しました',
    declined: '断りました',
    objected: '異議を申し立てました',
    confirmed: '番号が自分のものであることを示しました',
    resumed: 'メッセージの再開を希望しました',
    linked: '2つの名前が同じ人のものだとWhatsAppが伝えました',
    identifier_changed: '番号または名前が変わったとWhatsAppが伝えました',
    suspended: '保留中：番号の持ち主が変わった可能性があります',
    corrected: '記録が訂正されました',
  },
};
