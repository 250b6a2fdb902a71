// Hebrew. In forms that fit a person of any gender.

import type { FlowStrings } from '../flow-strings.ts';

export const he: FlowStrings = {
  language: 'להמשך בעברית, יש להקיש {key}.',
  ask: 'כדי לקבל {what} מאת {business} למספר ה-WhatsApp שלך המסתיים בספרות {ending}, יש להקיש {yes}. {stop} כדי לסרב, יש להקיש {no}.',
  stop: 'אפשר להפסיק בכל עת: יש לכתוב STOP ב-WhatsApp.',
  ask_other: 'כדי להשתמש במספר אחר, יש להקיש {other}.',
  ask_repeat: 'כדי לשמוע זאת שוב, יש להקיש {repeat}.',
  ask_withdraw: 'כדי להפסיק את כל הודעות ה-WhatsApp מאת {business}, יש להקיש {withdraw}.',
  number: 'יש להקיש את מספר ה-WhatsApp שלך, החל באפס אפס ובקידומת המדינה, ואחר כך סולמית.',
  number_wrong: 'המספר אינו שלם, או שאחת הספרות שגויה.',
  wrong_key: 'למקש הזה אין כאן משמעות.',
  silence: 'לא התקבלה הקשה.',
  recorded:
    'בחירתך נרשמה: ניתנה הסכמתך לקבל {what} מאת {business} ב-WhatsApp. אם הפסקת בעבר את ההודעות מאת {business} ב-WhatsApp, יש לכתוב שם START. להתראות.',
  declined: 'בחירתך נרשמה: הבקשה נדחתה. להתראות.',
  withdrawn: 'נרשם שעל {business} להפסיק לשלוח לך הודעות ב-WhatsApp. להתראות.',
  not_recorded: 'לא היה אפשר לרשום את בחירתך. אפשר להתקשר שוב מאוחר יותר. להתראות.',
  gave_up: 'לא התקבלה תשובה, ולכן דבר לא נרשם. להתראות.',
  firstPerson: /(?<!\p{L})(?:שלי|שלנו)(?!\p{L})/u,
  reviewed: false,
};
