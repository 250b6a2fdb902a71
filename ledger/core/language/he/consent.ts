// Hebrew. In forms that fit a person of any gender.

import type { Prescribed } from '../prescribed.ts';

export const he: Prescribed = {
  sentence: 'בזאת ניתנת הסכמתי לקבל {what} מאת {business} למספר ה-WhatsApp שלי {masked}',
  privacy: 'השימוש של {business} במספר שלך: {privacy_url}',
  withdrawal: 'אפשר להפסיק בכל עת: {withdrawal_url}',
  contact: 'אפשר לדבר עם אדם מצוות {business} כאן: {contact}',
  prompt:
    'כדי לקבל {what} מאת {business} למספר ה-WhatsApp שלך המסתיים בספרות {masked}, יש להקיש 1. ' +
    'אפשר להפסיק בכל עת. כדי לסרב, יש להקיש 2.',
  callWord: /שיח(?:ה|ת|ות)/,
  reviewed: false,
};
