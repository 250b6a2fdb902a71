// Hebrew.

import type { FormStrings } from '../form-strings.ts';

export const he: FormStrings = {
  number: 'מספר הוואטסאפ שלך, עם קידומת המדינה',
  tick: 'יש לסמן את התיבה רק אם יש הסכמה.',
  signature: 'חתימה',
  date: 'תאריך',
  place: 'מקום',
  staff: 'מספר עובד',
  aloud: 'יש להקריא את המילים האלה בקול, כפי שהן:',
  ask: 'האם יש הסכמה?',
  scanOnFile: 'סריקה של הטופס שמורה אצל העסק.',
  recordingOnFile: 'הקלטה שמורה אצל העסק.',
  twoStaff: 'עובד נוסף אישר זאת.',
  reviewed: false,
};
