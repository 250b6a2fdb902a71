// Hebrew.

import type { AccessStrings } from '../access-strings.ts';

export const he: AccessStrings = {
  title: 'כל מה ש-{business} רשמה עליך',
  names: 'השמות והמספרים שלך',
  records: 'למה הסכמת ומה עצרת',
  messages: 'הודעות אליך',
  brief: 'נשמר לזמן קצר',
  sent: 'נשלחה',
  heldBack: 'לא נשלחה',
  erased: 'נמחק',
  corrected: 'תוקן ב-{date}',
  recordedAs: 'נרשם כך: {was}',
  language: 'שפה',
  customerNumber: 'מספר לקוח',
  code: 'קוד',
  kinds: {
    opt_in: 'הסכמת',
    opt_out: 'עצרת',
    declined: 'אמרת לא',
    objected: 'התנגדת',
    confirmed: 'הראית שהמספר שלך',
    resumed: 'ביקשת שוב הודעות',
    linked: 'WhatsApp מסרה ששני שמות הם שלך',
    identifier_changed: 'WhatsApp מסרה שמספר או שם השתנה',
    suspended: 'מושהה: ייתכן שהמספר שייך כעת לאדם אחר',
    corrected: 'רשומה תוקנה',
  },
};
