// Hebrew. In forms that fit a person of any gender.

import type { SmsStrings } from '../sms-strings.ts';

export const he: SmsStrings = {
  ask: 'כדי להסכים לקבל {what} מאת {business} ב-WhatsApp במספר הזה, יש להשיב כן.',
  stop: 'כדי להפסיק בכל עת, יש להשיב STOP.',
  help: 'לעזרה: {contact}',
  recorded:
    'נרשם: ניתנה הסכמתך לקבל {what} מאת {business} ב-WhatsApp. אם הפסקת בעבר את ההודעות מאת {business} ב-WhatsApp, יש לכתוב שם START.',
  declined: 'נרשם: הבקשה נדחתה.',
  stopped: 'נרשם שעל {business} להפסיק לשלוח לך הודעות ב-WhatsApp.',
  nothing: 'דבר לא נרשם.',
  yes: ['כן', 'מסכים', 'מסכימה'],
  no: ['לא', 'לא תודה'],
  helpWords: ['עזרה'],
  reviewed: false,
};
