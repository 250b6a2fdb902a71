// Hebrew, in forms that fit a person of any gender.

import type { HostedStrings } from '../hosted-strings.ts';

export const he: HostedStrings = {
  title: 'הודעות WhatsApp מאת {business}',
  intro: 'ההחלטה כאן שלך. פתיחת הדף הזה לא משנה דבר.',
  save: 'שמירה',
  tickFirst: 'עדיין לא נשמר דבר. יש לסמן קודם את התיבה.',
  done: 'נשמר. אפשר לסגור את הדף.',
  noScript: 'הדף צריך JavaScript כדי לרשום את הבחירה שלך. לא נרשם דבר.',
  closedTitle: 'אי אפשר להשתמש בדף הזה',
  closedMeans: 'ייתכן שהכתובת חלקית, או שהעסק סגר את הדף. לא נרשם דבר.',
  linkTitle: 'הבחירה שלך לגבי הודעות WhatsApp',
  linkOverTitle: 'אי אפשר להשתמש בקישור הזה',
  linkOverMeans:
    'ייתכן שהוא חלקי או ישן מדי, או שהעסק ביטל אותו. לא נרשם דבר. אפשר לפתוח אותו שוב מההודעה שבה הגיע, או לבקש מהעסק קישור חדש.',
  usedTitle: 'נעשה שימוש בקישור הזה ב-{date}',
  usedMeans:
    'באמצעותו נשמרה בחירה עבור המספר {number}. כדי להפסיק את ההודעות, יש לשלוח STOP אל {business} ב-WhatsApp או לפנות לפי פרטי הקשר למטה. אם כבר הפסקת אותן, זה תקף.',
  takenBackTitle: 'ההסכמה שניתנה בקישור הזה בוטלה',
  takenBackAgain: 'היא ניתנה עבור המספר {number}. כדי להסכים שוב, אפשר לבקש קישור חדש מ-{business}.',
  otherNumber: 'שימוש במספר אחר',
  waiting: 'רק רגע…',
  unreachable: 'החיבור נכשל. יש לטעון את הדף מחדש.',
  printTitle: 'קבלת {what} מאת {business} ב-WhatsApp',
  printScan: 'יש לסרוק את הקוד במצלמת הטלפון או לפתוח את הכתובת הזאת:',
  printDecide: 'ההחלטה שלכם, בדף עצמו. הסריקה לבדה אינה משנה דבר.',
};
