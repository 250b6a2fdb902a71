// Japanese, in the polite form.

import type { FlowStrings } from '../flow-strings.ts';

export const ja: FlowStrings = {
  language: '日本語をご希望の場合は、{key} を押してください。',
  ask: '末尾が {ending} の WhatsApp 番号で {business} から{what}を受け取る場合は、{yes} を押してください。{stop}受け取らない場合は、{no} を押してください。',
  stop: 'いつでも停止できます。停止するには、WhatsApp で STOP と送信してください。',
  ask_other: '別の番号を使う場合は、{other} を押してください。',
  ask_repeat: 'もう一度聞く場合は、{repeat} を押してください。',
  ask_withdraw: '{business} からの WhatsApp メッセージをすべて停止する場合は、{withdraw} を押してください。',
  number: 'WhatsApp の番号を、ゼロ、ゼロ、国番号から順に入力し、最後にシャープを押してください。',
  number_wrong: '番号が足りないか、間違っています。',
  wrong_key: 'そのキーは選択肢にありません。',
  silence: 'キーの入力がありませんでした。',
  recorded:
    '選択を記録しました。WhatsApp で {business} から{what}を受け取ることに同意されました。以前に WhatsApp で {business} からのメッセージを停止された場合は、そこで START と送信してください。失礼いたします。',
  declined: '選択を記録しました。同意されませんでした。失礼いたします。',
  withdrawn: '{business} からの WhatsApp メッセージを停止することを記録しました。失礼いたします。',
  not_recorded: '選択を記録できませんでした。後ほどおかけ直しください。失礼いたします。',
  gave_up: 'お答えがなかったため、何も記録していません。失礼いたします。',
  firstPerson: /私|わたし|自分|弊社|当社/u,
  reviewed: false,
};
