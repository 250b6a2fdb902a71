// Spanish.

import type { FlowStrings } from '../flow-strings.ts';

export const es: FlowStrings = {
  language: 'Para continuar en español, marque {key}.',
  ask: 'Para recibir {what} de {business} en su número de WhatsApp que termina en {ending}, marque {yes}. {stop} Para rechazar, marque {no}.',
  stop: 'Puede darse de baja en cualquier momento: escriba STOP en WhatsApp.',
  ask_other: 'Para usar otro número, marque {other}.',
  ask_repeat: 'Para volver a escuchar este mensaje, marque {repeat}.',
  ask_withdraw: 'Para dejar de recibir todos los mensajes de WhatsApp de {business}, marque {withdraw}.',
  number:
    'Marque su número de WhatsApp, empezando por cero cero y el código del país, y después la tecla numeral o almohadilla.',
  number_wrong: 'El número está incompleto o tiene algún dígito equivocado.',
  wrong_key: 'Esa tecla no corresponde a ninguna opción.',
  silence: 'No hemos recibido ninguna tecla.',
  recorded:
    'Su elección ha quedado registrada: ha dado su consentimiento para recibir {what} de {business} por WhatsApp. Si antes dejó de recibir los mensajes de {business} en WhatsApp, escriba START allí. Adiós.',
  declined: 'Su elección ha quedado registrada: ha rechazado. Adiós.',
  withdrawn: 'Ha quedado registrado que {business} debe dejar de enviarle mensajes de WhatsApp. Adiós.',
  not_recorded: 'No se ha podido registrar su elección. Llame de nuevo más tarde. Adiós.',
  gave_up: 'No hemos recibido respuesta, así que no se ha registrado nada. Adiós.',
  firstPerson: /(?<!\p{L})(?:mis?|nuestr[oa]s?)(?!\p{L})/iu,
  reviewed: false,
};
