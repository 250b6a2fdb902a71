// Russian.

import type { FormStrings } from '../form-strings.ts';

export const ru: FormStrings = {
  number: 'Ваш номер WhatsApp с кодом страны',
  tick: 'Поставьте отметку, только если вы согласны.',
  signature: 'Ваша подпись',
  date: 'Дата',
  place: 'Место',
  staff: 'Номер сотрудника',
  aloud: 'Прочитайте эти слова вслух, как они написаны:',
  ask: 'Вы согласны?',
  scanOnFile: 'Скан бланка хранится в компании.',
  recordingOnFile: 'Запись хранится в компании.',
  twoStaff: 'Второй сотрудник это подтвердил.',
  reviewed: false,
};
