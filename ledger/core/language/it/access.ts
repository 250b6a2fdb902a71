// Italian.

import type { AccessStrings } from '../access-strings.ts';

export const it: AccessStrings = {
  title: 'Tutto ciò che {business} ha registrato su di lei',
  names: 'I suoi nomi e numeri',
  records: 'Che cosa ha accettato e che cosa ha fermato',
  messages: 'Messaggi per lei',
  brief: 'Conservato per poco tempo',
  sent: 'Inviato',
  heldBack: 'Non inviato',
  erased: 'Cancellato',
  corrected: 'Corretto il {date}',
  language: 'Lingua',
  customerNumber: 'Numero cliente',
  kinds: {
    opt_in: 'Ha accettato',
    opt_out: 'Ha fermato i messaggi',
    declined: 'Ha detto no',
    objected: 'Si è opposto',
    confirmed: 'Ha dimostrato che il numero è suo',
  },
};
