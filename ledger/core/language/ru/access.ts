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
  recordedAs: 'Записано как {was}',
  language: 'Язык',
  customerNumber: 'Номер клиента',
  code: 'Код',
  kinds: {
    opt_in: 'Вы согласились',
    opt_out: 'Вы остановили',
    declined: 'Вы отказались',
    objected: 'Вы возразили',
    confirmed: 'Вы подтвердили, что номер ваш',
    resumed: 'Вы снова захотели получать сообщения',
    linked: 'WhatsApp сообщил, что два имени — ваши',
    identifier_changed: 'WhatsApp сообщил, что номер или имя изменились',
    suspended: 'Приостановлено: номер, возможно, теперь у другого человека',
    corrected: 'Запись исправлена',
  },
};
