// Ukrainian, with the formal "ви". {what} stands in the accusative.

import type { SmsStrings } from '../sms-strings.ts';

export const uk: SmsStrings = {
  ask: 'Щоб погодитися отримувати {what} від {business} у WhatsApp на цей номер, дайте відповідь ТАК.',
  stop: 'Щоб відмовитися будь-коли, дайте відповідь STOP.',
  help: 'Допомога: {contact}',
  recorded:
    'Записано: ви погодилися отримувати {what} від {business} у WhatsApp. Якщо раніше ви відмовилися у WhatsApp від повідомлень від {business}, напишіть там START.',
  declined: 'Записано: ви не погодилися.',
  stopped: 'Записано, що ви більше не хочете отримувати повідомлення WhatsApp від {business}.',
  nothing: 'Нічого не записано.',
  yes: ['ТАК', 'погоджуюся', 'згоден', 'згодна'],
  no: ['НІ', 'ні дякую'],
  helpWords: ['ДОПОМОГА'],
  reviewed: false,
};
