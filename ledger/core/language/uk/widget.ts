// Ukrainian, with the formal "ви". No count stands before a noun: its ending would depend on the number.

import type { Strings } from '../widget-strings.ts';

export const uk: Strings = {
  lang: 'uk',

  numberLabel: 'Номер WhatsApp',
  hintWithCode: 'Якщо код країни не +{code}, почніть із + і коду країни',
  hintInternational: 'Почніть із + і коду країни',

  errorPrefix: 'Помилка: ',
  ending: 'Номер, останні цифри: {digits}',
  newTab: 'Відкриється в новій вкладці',

  saving: 'Зберігається…',
  saved: 'Збережено',
  undoing: 'Скасовується…',
  undone: 'Скасовано',
  numberChanged: 'Позначте ще раз',

  numberIncomplete: 'Введіть свій номер WhatsApp разом із кодом країни',
  numberNotPossible: 'Перевірте номер: якоїсь цифри бракує, є зайва або помилкова',
  numberRefused: 'Перевірте свій номер WhatsApp і код країни та позначте ще раз',
  noticeChanged: 'Текст змінився. Прочитайте його та позначте ще раз',
  unreachable: 'Ваш вибір не збережено: немає зв’язку. Позначте поле, щоб спробувати ще раз',
  unreachableCarried: 'Немає зв’язку. Ваш вибір буде надіслано разом із формою',
  refused: 'Не вдалося зберегти ваш вибір. Ви можете продовжити без цього',
  tooMany: 'Забагато спроб. Зачекайте годину та позначте ще раз. Ви можете продовжити без цього',
  undoFailed:
    'Немає зв’язку, тому ваш вибір поки що збережено. Щоб скасувати його, спробуйте ще раз або скористайтеся посиланням нижче',

  yourConsent: 'Ваша згода',
  agreedOn: 'Ви дали згоду {date}',
  howToStop: 'Щоб відмовитися, зніміть позначку або відкрийте підтвердження згоди',
  openReceipt: 'Підтвердження згоди: перевірити, зберегти або відмовитися',

  confirmHeading: 'Підтвердьте, що це ваш номер',
  confirmWhy: 'Тоді ніхто інший не зможе вас підписати',
  confirmByMessage: 'Надіслати код через WhatsApp',
  confirmWaiting: 'Чекаємо на ваше повідомлення…',
  confirmByCode: 'Отримати код',
  codeLabel: 'Код',
  codeHint: 'Кількість цифр: {count}. Код у повідомленні, яке ми вам надіслали',
  codeSend: 'Підтвердити',
  codeWrong: 'Перевірте код і введіть його ще раз',
  codeExpired: 'Термін дії коду минув. Отримайте новий',
  confirmed: 'Підтверджено: це ваш номер',
  confirmUnavailable: 'Зараз підтвердити не можна. Ваш вибір усе одно збережено',
};
