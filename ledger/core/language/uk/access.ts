// Ukrainian.

import type { AccessStrings } from '../access-strings.ts';

export const uk: AccessStrings = {
  title: 'Усе, що {business} записала про вас',
  names: 'Ваші імена та номери',
  records: 'На що ви погодилися і що зупинили',
  messages: 'Повідомлення вам',
  brief: 'Зберігається недовго',
  sent: 'Надіслано',
  heldBack: 'Не надіслано',
  erased: 'Видалено',
  corrected: 'Виправлено {date}',
  recordedAs: 'Записано як {was}',
  language: 'Мова',
  customerNumber: 'Номер клієнта',
  code: 'Код',
  kinds: {
    opt_in: 'Ви погодилися',
    opt_out: 'Ви зупинили',
    declined: 'Ви відмовилися',
    objected: 'Ви заперечили',
    confirmed: 'Ви підтвердили, що номер ваш',
    resumed: 'Ви знову захотіли отримувати повідомлення',
    linked: 'WhatsApp повідомив, що два імені — ваші',
    identifier_changed: 'WhatsApp повідомив, що номер або ім’я змінилися',
    suspended: 'Призупинено: номер, можливо, тепер належить іншій людині',
    corrected: 'Запис виправлено',
  },
};
