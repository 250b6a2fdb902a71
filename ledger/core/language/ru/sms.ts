// Russian, with the formal "вы". {what} stands in the accusative.

import type { SmsStrings } from '../sms-strings.ts';

export const ru: SmsStrings = {
  ask: 'Чтобы согласиться получать {what} от {business} в WhatsApp на этот номер, ответьте ДА.',
  stop: 'Чтобы отказаться в любой момент, ответьте STOP.',
  help: 'Помощь: {contact}',
  recorded:
    'Записано: вы согласились получать {what} от {business} в WhatsApp. Если раньше вы отказались в WhatsApp от сообщений от {business}, напишите там START.',
  declined: 'Записано: вы не согласились.',
  stopped: 'Записано, что вы больше не хотите получать сообщения WhatsApp от {business}.',
  nothing: 'Ничего не записано.',
  yes: ['ДА', 'согласен', 'согласна'],
  no: ['НЕТ', 'нет спасибо'],
  helpWords: ['ПОМОЩЬ', 'СПРАВКА'],
  reviewed: false,
};
