// Spanish.

import type { AccessStrings } from '../access-strings.ts';

export const es: AccessStrings = {
  title: 'Todo lo que {business} ha registrado sobre usted',
  names: 'Sus nombres y números',
  records: 'Lo que aceptó y lo que detuvo',
  messages: 'Mensajes para usted',
  brief: 'Guardado por poco tiempo',
  sent: 'Enviado',
  heldBack: 'No enviado',
  erased: 'Borrado',
  corrected: 'Corregido el {date}',
  recordedAs: 'Registrado como {was}',
  language: 'Idioma',
  customerNumber: 'Número de cliente',
  code: 'Código',
  kinds: {
    opt_in: 'Usted aceptó',
    opt_out: 'Usted lo detuvo',
    declined: 'Usted dijo que no',
    objected: 'Usted se opuso',
    confirmed: 'Usted demostró que el número es suyo',
    resumed: 'Usted volvió a pedir mensajes',
    linked: 'WhatsApp indicó que dos nombres son suyos',
    identifier_changed: 'WhatsApp indicó que cambió un número o un nombre',
    suspended: 'En suspenso: el número puede ser ahora de otra persona',
    corrected: 'Se corrigió un registro',
  },
};
