// Japanese, in the polite form.

import type { Strings } from '../widget-strings.ts';

export const ja: Strings = {
  lang: 'ja',

  numberLabel: 'WhatsApp の番号',
  hintWithCode: '+{code} 以外の番号は、+ と国番号から入力してください',
  hintInternational: '+ と国番号から入力してください',
  numberGap: '（ここに入力した番号）',

  otherLines: 'いつでも停止 · プライバシー · 担当者と話す',

  errorPrefix: 'エラー：',
  ending: '末尾が {digits} の番号',
  newTab: '新しいタブで開きます',

  saving: '保存しています…',
  saved: '保存しました',
  receipt: '控え',
  undoing: '取り消しています…',
  undone: '取り消しました',
  notNow: '現在は変更できません',
  numberChanged: 'もう一度チェックしてください',
  numberMoved: '番号が変わりました。もう一度チェックしてください',

  numberIncomplete: 'WhatsApp の番号を国番号から入力してください',
  numberNotPossible: '番号を確認してください。桁が足りないか、多いか、数字が違っています',
  didYouMean: '{number} のことですか？',
  numberRefused: 'WhatsApp の番号と国番号を確認して、もう一度チェックしてください',
  noticeChanged: '文面が変わりました。読んでから、もう一度チェックしてください',
  unreachable: '接続できなかったため、選択は保存されていません。もう一度試すには、チェックを入れてください',
  unreachableCarried: '接続できませんでした。選択はフォームと一緒に送信されます',
  refused: '選択を保存できませんでした。このまま続けることができます',
  tooMany:
    '試した回数が多すぎます。1 時間待ってから、もう一度チェックしてください。このまま続けることもできます',
  undoFailed:
    '接続できなかったため、選択はまだ保存されています。取り消すには、もう一度試すか、下のリンクを使ってください',
  byHand: 'ご自身でチェックを入れてください。クリック、タップ、またはスペースキーで入れられます',

  yourConsent: 'あなたの同意',
  agreedOn: '同意した日時：{date}',
  howToStop: '停止するには、チェックを外すか、同意の控えを使ってください',
  openReceipt: '同意の控え：確認、保存、停止',

  confirmHeading: 'この番号がご本人のものか確認します',
  confirmWhy: 'この番号がご本人のものであることが記録に残ります',
  confirmByMessage: 'WhatsApp でコードを送る',
  confirmWaiting: 'メッセージを待っています…',
  confirmByCode: 'コードを受け取る',
  codeLabel: 'コード',
  codeHint: 'お送りしたメッセージにある {count} 桁の数字',
  codeSend: '確認する',
  codeWrong: 'コードを確認して、もう一度入力してください',
  codeExpired: 'コードの有効期限が切れました。新しいコードを受け取ってください',
  confirmed: '確認しました：ご本人の番号です',
  confirmUnavailable: '今は確認できません。選択は保存されています',
};
