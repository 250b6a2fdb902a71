// Russian, with the formal "вы". No count stands before a noun: its ending would depend on the number.

import type { Strings } from '../widget-strings.ts';

export const ru: Strings = {
  lang: 'ru',

  numberLabel: 'Номер WhatsApp',
  hintWithCode: 'Если код страны не +{code}, начните с + и кода страны',
  hintInternational: 'Начните с + и кода страны',

  errorPrefix: 'Ошибка: ',
  ending: 'Номер, последние цифры: {digits}',
  newTab: 'Откроется в новой вкладке',

  saving: 'Сохраняется…',
  saved: 'Сохранено',
  undoing: 'Отменяется…',
  undone: 'Отменено',
  numberChanged: 'Отметьте ещё раз',

  numberIncomplete: 'Введите свой номер WhatsApp вместе с кодом страны',
  numberNotPossible: 'Проверьте номер: какой-то цифры не хватает, есть лишняя или неверная',
  numberRefused: 'Проверьте свой номер WhatsApp и код страны и отметьте ещё раз',
  noticeChanged: 'Текст изменился. Прочитайте его и отметьте ещё раз',
  unreachable: 'Ваш выбор не сохранён: нет связи. Отметьте поле, чтобы повторить попытку',
  unreachableCarried: 'Нет связи. Ваш выбор будет отправлен вместе с формой',
  refused: 'Не удалось сохранить ваш выбор. Вы можете продолжить без этого',
  tooMany: 'Слишком много попыток. Подождите час и отметьте ещё раз. Вы можете продолжить без этого',
  undoFailed:
    'Нет связи, поэтому ваш выбор пока сохранён. Чтобы отменить его, повторите попытку или откройте ссылку ниже',

  yourConsent: 'Ваше согласие',
  agreedOn: 'Вы дали согласие {date}',
  howToStop: 'Чтобы отказаться, снимите отметку или откройте подтверждение согласия',
  openReceipt: 'Подтверждение согласия: проверить, сохранить или отказаться',

  confirmHeading: 'Подтвердите, что это ваш номер',
  confirmWhy: 'Тогда никто другой не сможет вас подписать',
  confirmByMessage: 'Отправить код через WhatsApp',
  confirmWaiting: 'Ждём ваше сообщение…',
  confirmByCode: 'Получить код',
  codeLabel: 'Код',
  codeHint: 'Количество цифр: {count}. Код в сообщении, которое мы вам отправили',
  codeSend: 'Подтвердить',
  codeWrong: 'Проверьте код и введите его ещё раз',
  codeExpired: 'Срок действия кода истёк. Получите новый',
  confirmed: 'Подтверждено: это ваш номер',
  confirmUnavailable: 'Сейчас подтвердить нельзя. Ваш выбор всё равно сохранён',
};
