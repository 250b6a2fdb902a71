// Hebrew, in forms that fit a person of any gender. \u2066…\u2069 keep + before the calling code: in a line
// from right to left it would be drawn behind it.

import type { Strings } from '../widget-strings.ts';

export const he: Strings = {
  lang: 'he',

  numberLabel: 'מספר WhatsApp',
  hintWithCode: 'למספר מחוץ ל-\u2066+{code}\u2069 יש להתחיל בסימן + ובקידומת המדינה',
  hintInternational: 'יש להתחיל בסימן + ובקידומת המדינה',
  numberGap: '(כפי שהוזן כאן)',

  otherLines: 'הפסקה בכל עת · פרטיות · שיחה עם אדם',

  errorPrefix: 'שגיאה: ',
  ending: 'מספר המסתיים בספרות {digits}',
  newTab: 'נפתח בכרטיסייה חדשה',

  saving: 'שמירה…',
  saved: 'נשמר',
  receipt: 'קבלה',
  undoing: 'ביטול…',
  undone: 'בוטל',
  notNow: 'לא ניתן לשנות זאת כרגע',
  numberChanged: 'יש לסמן שוב',
  numberMoved: 'יש לסמן שוב: המספר השתנה',

  numberIncomplete: 'יש להזין את מספר ה-WhatsApp שלך עם קידומת המדינה',
  numberNotPossible: 'יש לבדוק את המספר: חסרה ספרה, יש ספרה מיותרת או שגויה',
  didYouMean: 'האם הכוונה היא {number}?',
  numberRefused: 'יש לבדוק את מספר ה-WhatsApp ואת קידומת המדינה, ואז לסמן שוב',
  noticeChanged: 'הנוסח השתנה. יש לקרוא אותו ולסמן שוב',
  unreachable: 'הבחירה שלך לא נשמרה כי החיבור נכשל. כדי לנסות שוב, יש לסמן את התיבה',
  unreachableCarried: 'החיבור נכשל. הבחירה שלך תישלח יחד עם הטופס',
  refused: 'לא היה אפשר לשמור את הבחירה שלך. אפשר להמשיך בלעדיה',
  tooMany: 'היו יותר מדי ניסיונות. יש להמתין שעה ואז לסמן שוב. אפשר להמשיך גם בלי זה',
  undoFailed: 'החיבור נכשל, ולכן הבחירה שלך עדיין שמורה. כדי לבטל אותה אפשר לנסות שוב או להשתמש בקישור שלמטה',
  byHand: 'סמנו את התיבה בעצמכם: לחצו עליה, הקישו עליה או הקישו על מקש הרווח',

  yourConsent: 'ההסכמה שלך',
  agreedOn: 'מועד ההסכמה שלך: {date}',
  howToStop: 'כדי להפסיק, אפשר לבטל את הסימון בתיבה או להשתמש בקבלה שלך',
  openReceipt: 'הקבלה שלך: לבדוק, לשמור או להפסיק',

  confirmHeading: 'אישור שהמספר הזה שלך',
  confirmWhy: 'כך הרישום מראה שהמספר הזה שלך',
  confirmByMessage: 'שליחת הקוד ב-WhatsApp',
  confirmWaiting: 'בהמתנה להודעה שלך…',
  confirmByCode: 'קבלת קוד',
  codeLabel: 'קוד',
  codeHint: '{count} ספרות, מההודעה ששלחנו אליך',
  codeSend: 'אישור',
  codeWrong: 'יש לבדוק את הקוד ולהזין אותו שוב',
  codeExpired: 'תוקף הקוד פג. אפשר לקבל קוד חדש',
  confirmed: 'אושר: המספר הזה שלך',
  confirmUnavailable: 'אי אפשר לאשר כרגע. הבחירה שלך נשמרה בכל זאת',
};
