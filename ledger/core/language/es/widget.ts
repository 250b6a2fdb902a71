// Spanish, with usted, for Spain and the Americas.

import type { Strings } from '../widget-strings.ts';

export const es: Strings = {
  lang: 'es',

  numberLabel: 'Número de WhatsApp',
  hintWithCode: 'Para un número fuera de +{code}, empiece con + y el código del país',
  hintInternational: 'Empiece con + y el código del país',
  numberGap: '(el que escriba aquí)',

  otherLines: 'Darse de baja cuando quiera · Privacidad · Hablar con una persona',

  errorPrefix: 'Error: ',
  ending: 'Número que termina en {digits}',
  newTab: 'Se abre en una pestaña nueva',

  saving: 'Guardando…',
  saved: 'Guardado',
  receipt: 'Comprobante',
  undoing: 'Deshaciendo…',
  undone: 'Deshecho',
  notNow: 'Esto no se puede cambiar en este momento',
  numberChanged: 'Marque de nuevo',
  numberMoved: 'Marque de nuevo: el número ha cambiado',

  numberIncomplete: 'Escriba su número de WhatsApp con el código del país',
  numberNotPossible: 'Revise el número: falta o sobra un dígito, o hay uno mal escrito',
  didYouMean: '¿Quiso decir {number}?',
  numberRefused: 'Revise su número de WhatsApp y el código del país, y vuelva a marcar la casilla',
  noticeChanged: 'El texto ha cambiado. Léalo y vuelva a marcar la casilla',
  unreachable:
    'Su elección no se guardó porque falló la conexión. Marque la casilla para intentarlo de nuevo',
  unreachableCarried: 'Falló la conexión. Su elección se enviará junto con el formulario',
  refused: 'No se pudo guardar su elección. Puede continuar sin ella',
  tooMany:
    'Hubo demasiados intentos. Espere una hora y vuelva a marcar la casilla. Puede continuar sin marcarla',
  undoFailed:
    'Falló la conexión, por lo que su elección sigue guardada. Para deshacerla, inténtelo de nuevo o use el enlace de abajo',
  byHand: 'Marque la casilla personalmente: haga clic, tóquela o pulse la barra espaciadora',

  yourConsent: 'Su consentimiento',
  agreedOn: 'Dio su consentimiento el {date}',
  howToStop: 'Para no recibir más mensajes, desmarque la casilla o use su comprobante',
  openReceipt: 'Su comprobante: revíselo, guárdelo o dese de baja',

  confirmHeading: 'Confirme que este número es suyo',
  confirmWhy: 'Así el registro muestra que este número es suyo',
  confirmByMessage: 'Enviar el código con WhatsApp',
  confirmWaiting: 'Esperando su mensaje…',
  confirmByCode: 'Recibir un código',
  codeLabel: 'Código',
  codeHint: '{count} dígitos, en el mensaje que le enviamos',
  codeSend: 'Confirmar',
  codeWrong: 'Revise el código y escríbalo de nuevo',
  codeExpired: 'El código ha caducado. Pida uno nuevo',
  confirmed: 'Confirmado: este número es suyo',
  confirmUnavailable: 'No se puede confirmar ahora. Su elección queda guardada de todos modos',
};
