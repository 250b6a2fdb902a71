// Spanish. Not yet reviewed by a native speaker.

import type { Strings } from './strings.ts';

export const es: Strings = {
  lang: 'es',
  numberLabel: 'Número de WhatsApp',
  hintWithCode: 'Si su número no es de +{code}, empiece por + y el prefijo del país',
  hintInternational: 'Empiece por + y el prefijo del país',
  errorPrefix: 'Error: ',
  ending: 'Número terminado en {digits}',
  newTab: 'Se abre en otra pestaña',
  saving: 'Guardando…',
  saved: 'Guardado',
  undoing: 'Deshaciendo…',
  undone: 'Deshecho',
  numberChanged: 'Número cambiado: marque de nuevo',
  numberIncomplete: 'Escriba su número de WhatsApp con el prefijo del país',
  numberRefused: 'Revise su número de WhatsApp y el prefijo del país y marque de nuevo',
  noticeChanged: 'El texto ha cambiado. Léalo y marque de nuevo',
  unreachable: 'Su elección no se guardó porque falló la conexión. Marque la casilla para reintentar',
  unreachableCarried: 'Falló la conexión. Su elección se enviará junto con el formulario',
  refused: 'No se pudo guardar su elección. Puede continuar sin ella',
  undoFailed: 'Su elección sigue guardada porque falló la conexión. Reintente o use el enlace de abajo',
};
