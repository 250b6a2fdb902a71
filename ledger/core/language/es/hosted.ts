// Spanish, with usted, for Spain and the Americas.

import type { HostedStrings } from '../hosted-strings.ts';

export const es: HostedStrings = {
  title: 'Mensajes de WhatsApp de {business}',
  intro: 'Usted decide aquí. Abrir esta página no cambia nada.',
  save: 'Guardar',
  tickFirst: 'Todavía no se ha guardado nada. Marque primero la casilla.',
  done: 'Guardado. Puede cerrar esta página.',
  noScript: 'Esta página necesita JavaScript para registrar su elección. No se ha registrado nada.',
  closedTitle: 'Esta página no se puede usar',
  closedMeans:
    'Puede que su dirección esté incompleta o que la empresa la haya cerrado. No se ha registrado nada.',
  linkTitle: 'Su elección sobre los mensajes de WhatsApp',
  linkOverTitle: 'Este enlace no se puede usar',
  linkOverMeans:
    'Puede que esté incompleto o sea demasiado antiguo, o que la empresa lo haya retirado. No se ha registrado nada. Ábralo de nuevo desde el mensaje en el que llegó o pida uno nuevo a la empresa.',
  usedTitle: 'Este enlace se usó el {date}',
  usedMeans:
    'Con él se guardó una elección para el número {number}. Para detener los mensajes, envíe STOP a {business} por WhatsApp o use el contacto de abajo. Si ya los detuvo, eso es lo que vale.',
  takenBackTitle: 'El consentimiento dado con este enlace se retiró',
  takenBackAgain:
    'Era para el número {number}. Para volver a dar su consentimiento, pida un enlace nuevo a {business}.',
  otherNumber: 'Usar otro número',
  waiting: 'Un momento…',
  unreachable: 'La conexión ha fallado. Vuelva a cargar la página.',
  printTitle: 'Reciba {what} de {business} por WhatsApp',
  printScan: 'Escanee el código con la cámara de su teléfono o abra esta dirección:',
  printDecide: 'Usted decide en la página. Escanear el código no cambia nada.',
};
