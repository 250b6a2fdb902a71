// Japanese, in the polite form.

import type { PersonStrings } from '../person-strings.ts';

export const ja: PersonStrings = {
  titleOne: '{business} からの WhatsApp メッセージへの同意',
  titleAll: '{business} での WhatsApp の設定',
  skip: '同意の内容へ移動',

  standingOn: '有効',
  standingOnMeans: '{business} はこのメッセージを送ることができます。',
  standingStopped: '停止済み',
  standingStoppedMeans: '停止した日時：{date}。{business} はこのメッセージを送ることができません。',
  standingTakenBack: '取り消し済み',
  standingTakenBackMeans:
    'この同意だけが{date}に取り消されました。別の機会や別の場所でも同意した場合は、メッセージが引き続き届くことがあります。すべて停止するには、WhatsApp で {business} に STOP と送るか、下の連絡先をご利用ください。',
  standingExpired: '期限切れ',
  standingExpiredMeans:
    'この同意が終了した日時：{date}。この同意に基づいてメッセージを送ることはできません。',
  standingTooWeak: '停止済み',
  standingTooWeakMeans: 'あなたが停止しました。その後の記録だけでは、再開するのに十分ではありません。',
  standingThisOnly: '記録済み',
  standingThisOnlyMeans:
    'このページでは、この同意は停止されていません。番号をお持ちの方を守るため、このリンクではほかのことは表示しません。別の方法で停止した場合は、それも有効です。',

  stop: 'このメッセージを停止する',
  stopMeans: 'すぐに有効になります。ほかの手続きはいりません。',
  takeBack: 'この同意を取り消す',
  takeBackMeans:
    'この同意についてのみ、すぐに有効になります。ほかの場所でも同意した場合は、そこでも停止してください。',
  stopAll: '{business} からのすべてを停止する',
  stopAllMeans: 'このページのすべての同意と、ここで行ったほかの同意を終了します。すぐに有効になります。',
  object: '{business} からの販促メッセージに異議を申し立てます',
  objectMeans:
    'ほかの場所で誤ってチェックを入れても、販促メッセージは届かなくなります。ほかのメッセージには影響しません。',
  objected: '{date} から、{business} からの販促メッセージに異議を申し立てています。',
  stoppedNow: '完了しました。停止しました。',
  takenBackNow: '完了しました。この同意だけを取り消しました。',
  nothingHere: 'あなたの同意はここに記録されていません。',

  agreedOn: '同意した日時：{date}',
  details: '詳細',
  alsoShown: 'あわせて表示された内容',
  alsoFolded: 'タップで開く一行の中',
  agreedExact: '記録されたとおりの文面です。番号は末尾だけを表示しています。',
  statedWords: '事業者のシステムが、表示または再生したと述べているもの：',
  wordsNotRecorded: 'ご覧になった、またはお聞きになった文面は、この記録には含まれていません。',
  when: '日時',
  how: '方法',
  where: '場所',
  wording: '文面',
  wordingVersion: '{id}、版 {version}',
  channels: {
    web: 'ウェブページで',
    email: 'メールで',
    sms: 'SMS で',
    app: 'アプリで',
    ivr: '電話のキー操作で',
    agent: '担当者に口頭で',
    paper: '書面で',
    whatsapp: 'WhatsApp で',
    import: '以前のリストから引き継ぎ',
  },

  gradeHeading: 'この記録が示すことと、示さないこと',
  gradeScale: 'E0 から E4 までのうち {grade}',
  gradeShows: {
    E0: '事業者が以前のリストから引き継ぎました。',
    E1: '事業者は、あなたが同意したと述べています。',
    E2: '文面が表示されるか読み上げられ、誰かがチェックを入れるかキーを押しました。',
    E3: '文面が画面に表示され、誰かが自分でチェックを入れ、ページはその際にこの台帳と新たなやり取りをしました。',
    E4: 'E3 と同じか別の方法で、さらに同意した人が自分の番号であることを示しました。',
  },
  gradeShowsNot: {
    E0: '誰かに尋ねたことや、誰かが同意したことは示しません。',
    E1: '画面に何が表示されたか、誰が同意したかは示しません。',
    E2: 'それが誰だったかは示しません。不正なページやシステムが偽ることもできます。',
    E3: 'それが誰だったかは示しません。ページは事業者のものであり、不正なページが偽ることもできます。',
    E4: '番号をお持ちの方の名前は示しません。',
  },
  callShows: '通話で文面が読み上げられ、電話をかけた人がキーを押し、電話事業者がその報告に署名しました。',
  callShowsNot: '電話をかけた人が誰であるかは示しません。発信者の番号は偽ることができます。',
  smsShows: '「{keyword}」と送信され、この文面が SMS で返信され、それに「はい」と答えられました。',
  smsShowsNot: 'メッセージを書いた人が誰であるかは示しません。SMS の送信者は偽ることができます。',
  gradeBecause: {
    saidOnly: '事業者のシステムがそう述べているだけです。',
    tickedBefore: 'ページを開く前から、ボックスに印が付いていました。',
    notByHand: '人がクリックしたことをブラウザーが確認していません。',
    outOfView: '画面に出ていた文言は半分未満でした。',
    covered: '何かが文言を覆ったか、隠した可能性があります。',
    hardToRead: '文言が小さすぎたか、薄すぎました。',
    notFresh: '署名は別の時に作られた可能性があります。',
    callNotSigned: '電話事業者は通話の報告に署名していません。',
    smsNotSigned: 'SMS 事業者は返信の報告に署名していません。',
    keyedIn: '番号は通話中に入力されたものです。',
  },

  lookedHeading: '閲覧した人',
  lookedBy: {
    key: '事業者のシステム',
    staff: '事業者のために働く人',
    operator: 'この台帳の運用者',
    link: 'このページへのリンクを持つ人',
  },

  privacy: '番号の使い方',

  proofHeading: '証明',
  proofMeans:
    'この記録は、公開ログの決まった場所にあります。気づかれずに変更したり、日付をさかのぼらせたりすることは誰にもできません。ログ自体には、番号も名前も表示されません。',
  leafIndex: '項目の番号',
  treeSize: 'その時点のログの項目数',
  checkpoint: '署名されたログの状態',
  recordId: '記録',
  download: '証拠ファイルをダウンロード',
  downloadMeans:
    'このサイトがなくても記録を検証できるものがすべて入っています。あなたの番号も入っているので、人に渡さないでください。',
  downloadSealedMeans:
    '証明は入っていますが、記録そのものは入っていないので、あなたの番号は含まれません。完全なファイルは事業者に依頼してください。',

  verifyHeading: 'ご自分で検証する',
  verifyMeans:
    'お使いのブラウザーで、証拠ファイルから証明全体を計算し直せます。端末から外へは何も送られません。取得するのは公開鍵だけです。',
  verifyButton: 'このブラウザーで検証する',
  verifyFile: 'または、お持ちの証拠ファイルを検証する',
  verifyWorking: '検証しています',
  verifyTrue: '証拠は正しいものです',
  verifyTrueMeans:
    'この記録は、{size} 項目のログの {index} 番の項目で、変更されていません。ログと控えは、この台帳が公開している鍵で署名されています。',
  verifyFalse: '証拠は正しくありません',
  verifyFalseMeans: 'ファイルの中に合わないところがあります。合わない箇所を下に示しています。',
  verifyNotEvidence: 'これは証拠ファイルではありません。',
  verifyUnreachable: '証拠または鍵を取得できませんでした。もう一度試してください。',
  verifyUnable:
    'このブラウザーでは、この署名を検証できません。新しいブラウザーを使うか、ファイルをダウンロードしてください。',
  steps: {
    opening: '記録とその秘密の数から、公開の項目が得られる',
    leaf: '項目から、そのハッシュが得られる',
    path: 'ハッシュと隣のハッシュから、ログのルートが得られる',
    checkpoint: 'ログはこのルートに署名している',
    receipt: '控えは署名されていて、同じ内容である',
    keys: '鍵は、この台帳が公開しているものである',
  },
  stepGood: '一致',
  stepBad: '不一致',

  goneTitle: 'このリンクでは何も表示されません',
  goneMeans: 'リンクが不完全か古すぎる、または表示していた内容が消去された可能性があります。',
  goneWhatToDo:
    'リンクが届いたメッセージから、もう一度開いてください。それでも表示されない場合は、送信した事業者に問い合わせてください。事業者は新しいリンクを送ることができ、あなたが求めれば停止しなければなりません。',
  busyTitle: 'リクエストが多すぎます',
  busyMeans:
    'お使いのネットワークから多くのリクエストがありました。1 分待ってから、もう一度リンクを開いてください。',
};
