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
  language: '言語',
  customerNumber: 'お客様番号',
  kinds: {
    opt_in: '同意しました',
    opt_out: '停止しました',
    declined: '断りました',
    objected: '異議を申し立てました',
    confirmed: '番号が自分のものであることを示しました',
  },
};
