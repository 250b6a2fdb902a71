// Spanish.

import type { FormStrings } from '../form-strings.ts';

export const es: FormStrings = {
  number: 'Su número de WhatsApp, con el prefijo del país',
  tick: 'Marque la casilla solo si está de acuerdo.',
  signature: 'Su firma',
  date: 'Fecha',
  place: 'Lugar',
  staff: 'Número de empleado',
  aloud: 'Lea estas palabras en voz alta, tal como están:',
  ask: '¿Está de acuerdo?',
  scanOnFile: 'La empresa guarda una copia escaneada del formulario.',
  recordingOnFile: 'La empresa guarda una grabación.',
  twoStaff: 'Lo ha confirmado una segunda persona de la empresa.',
  reviewed: false,
};
