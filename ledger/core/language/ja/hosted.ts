// Japanese, in the polite form.

import type { HostedStrings } from '../hosted-strings.ts';

export const ja: HostedStrings = {
  title: '{business} からの WhatsApp メッセージ',
  intro: 'ここで選ぶのはあなたです。このページを開いただけでは何も変わりません。',
  save: '保存',
  tickFirst: 'まだ何も保存されていません。先にチェックを入れてください。',
  done: '保存しました。このページを閉じてかまいません。',
  noScript: '選択を記録するには JavaScript が必要です。まだ何も記録されていません。',
  closedTitle: 'このページは使えません',
  closedMeans: 'アドレスが不完全か、事業者が終了した可能性があります。何も記録されていません。',
  linkTitle: 'WhatsApp メッセージについての選択',
  linkOverTitle: 'このリンクは使えません',
  linkOverMeans:
    '不完全か、古すぎるか、事業者が取り消した可能性があります。何も記録されていません。届いたメッセージからもう一度開くか、事業者に新しいリンクを依頼してください。',
  usedTitle: 'このリンクは {date} に使われました',
  usedMeans:
    'このリンクで番号 {number} の選択が保存されました。メッセージを止めるには、WhatsApp で {business} に STOP と送るか、下の連絡先をご利用ください。すでに停止した場合は、それが有効です。',
  takenBackTitle: 'このリンクでの同意は取り消されました',
  takenBackAgain:
    '番号 {number} についての同意でした。もう一度同意するには、{business} に新しいリンクを依頼してください。',
  otherNumber: '別の番号を使う',
  waiting: 'お待ちください…',
  unreachable: '接続できませんでした。ページを読み込み直してください。',
  printTitle: 'WhatsApp で {business} から{what}を受け取れます',
  printScan: 'スマートフォンのカメラでコードを読み取るか、次のアドレスを開いてください。',
  printDecide: 'お決めになるのは、開いたページの上です。読み取るだけでは何も変わりません。',
};
