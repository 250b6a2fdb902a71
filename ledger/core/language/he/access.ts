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
  language: 'שפה',
  customerNumber: 'מספר לקוח',
  kinds: {
    opt_in: 'הסכמת',
    opt_out: 'עצרת',
    declined: 'אמרת לא',
    objected: 'התנגדת',
    confirmed: 'הראית שהמספר שלך',
  },
};
