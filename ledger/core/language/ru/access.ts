// Russian.

import type { AccessStrings } from '../access-strings.ts';

export const ru: AccessStrings = {
  title: 'Всё, что {business} записала о вас',
  names: 'Ваши имена и номера',
  records: 'На что вы согласились и что остановили',
  messages: 'Сообщения вам',
  brief: 'Хранится недолго',
  sent: 'Отправлено',
  heldBack: 'Не отправлено',
  erased: 'Удалено',
  corrected: 'Исправлено {date}',
  language: 'Язык',
  customerNumber: 'Номер клиента',
  kinds: {
    opt_in: 'Вы согласились',
    opt_out: 'Вы остановили',
    declined: 'Вы отказались',
    objected: 'Вы возразили',
    confirmed: 'Вы подтвердили, что номер ваш',
  },
};
