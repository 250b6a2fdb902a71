// Japanese, in the polite form.

import type { SmsStrings } from '../sms-strings.ts';

export const ja: SmsStrings = {
  ask: 'この番号の WhatsApp で {business} から{what}を受け取ることに同意する場合は「はい」と返信してください。',
  stop: 'いつでも停止できます。停止するには STOP と返信してください。',
  help: 'お問い合わせ：{contact}',
  recorded:
    '記録しました。WhatsApp で {business} から{what}を受け取ることに同意されました。以前に WhatsApp で {business} からのメッセージを停止された場合は、そこで START と送信してください。',
  declined: '記録しました。同意されませんでした。',
  stopped: '{business} からの WhatsApp メッセージを停止することを記録しました。',
  nothing: '何も記録していません。',
  yes: ['はい', '同意します', '同意する'],
  no: ['いいえ', '同意しません'],
  helpWords: ['ヘルプ'],
  reviewed: false,
};
