// Ukrainian, with the formal "ви". {what} stands in the accusative ("сповіщення про замовлення").

import type { Prescribed } from '../prescribed.ts';

export const uk: Prescribed = {
  sentence: 'Я даю згоду отримувати {what} від {business} на свій номер WhatsApp {masked}',
  privacy: 'Як {business} використовує ваш номер: {privacy_url}',
  withdrawal: 'Ви можете відмовитися будь-коли: {withdrawal_url}',
  contact: 'Поговоріть із людиною з {business}: {contact}',
  prompt:
    'Щоб отримувати {what} від {business} на свій номер WhatsApp з останніми цифрами {masked}, натисніть 1. ' +
    'Ви можете відмовитися будь-коли. Щоб не погоджуватися, натисніть 2.',
  callWord: /(?<!\p{L})(?:відео)?дзвін(?:ок|к(?:[аиу]|ам|ами|ах|ів|ом))(?!\p{L})/iu,
  reviewed: false,
};
