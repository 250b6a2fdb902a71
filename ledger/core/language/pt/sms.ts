// Portuguese. Brazilian words where the two differ; {what} brings its own article, if any.

import type { SmsStrings } from '../sms-strings.ts';

export const pt: SmsStrings = {
  ask: 'Responda SIM para concordar em receber {what} de {business} no WhatsApp deste número.',
  stop: 'Responda STOP para parar a qualquer momento.',
  help: 'Ajuda: {contact}',
  recorded:
    'Registrado: você concordou em receber {what} de {business} no WhatsApp. Se você já tinha parado de receber as mensagens de {business} no WhatsApp, escreva START lá.',
  declined: 'Registrado: você recusou.',
  stopped: 'Registrado: {business} deve parar de enviar mensagens de WhatsApp para você.',
  nothing: 'Nada foi registrado.',
  yes: ['SIM', 'sim por favor', 'concordo', 'aceito'],
  no: ['NÃO', 'não obrigado', 'não obrigada'],
  helpWords: ['AJUDA'],
  reviewed: false,
};
