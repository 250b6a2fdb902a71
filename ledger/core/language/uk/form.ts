// Ukrainian.

import type { FormStrings } from '../form-strings.ts';

export const uk: FormStrings = {
  number: 'Ваш номер WhatsApp із кодом країни',
  tick: 'Поставте позначку, лише якщо ви згодні.',
  signature: 'Ваш підпис',
  date: 'Дата',
  place: 'Місце',
  staff: 'Номер працівника',
  aloud: 'Прочитайте ці слова вголос, як вони написані:',
  ask: 'Ви згодні?',
  scanOnFile: 'Скан бланка зберігається в компанії.',
  recordingOnFile: 'Запис зберігається в компанії.',
  twoStaff: 'Другий працівник це підтвердив.',
  reviewed: false,
};
