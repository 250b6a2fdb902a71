// Spanish.

import type { SmsStrings } from '../sms-strings.ts';

export const es: SmsStrings = {
  ask: 'Responda SÍ para aceptar recibir {what} de {business} por WhatsApp en este número.',
  stop: 'Responda STOP para darse de baja en cualquier momento.',
  help: 'Ayuda: {contact}',
  recorded:
    'Registrado: ha dado su consentimiento para recibir {what} de {business} por WhatsApp. Si antes dejó de recibir los mensajes de {business} en WhatsApp, escriba START allí.',
  declined: 'Registrado: ha rechazado.',
  stopped: 'Registrado: {business} debe dejar de enviarle mensajes de WhatsApp.',
  nothing: 'No se ha registrado nada.',
  yes: ['SÍ', 'SI', 'sí por favor', 'acepto', 'sí acepto'],
  no: ['NO', 'no gracias'],
  helpWords: ['AYUDA'],
  reviewed: false,
};
