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
  recordedAs: 'Registrato come {was}',
  language: 'Lingua',
  customerNumber: 'Numero cliente',
  code: 'Codice',
  kinds: {
    opt_in: 'Ha accettato',
    opt_out: 'Ha fermato i messaggi',
    declined: 'Ha detto no',
    objected: 'Si è opposto',
    confirmed: 'Ha dimostrato che il numero è suo',
    resumed: 'Ha chiesto di nuovo i messaggi',
    linked: 'WhatsApp ha indicato che due nomi sono suoi',
    identifier_changed: 'WhatsApp ha indicato che un numero o un nome è cambiato',
    suspended: 'Sospeso: il numero potrebbe essere ora di un’altra persona',
    corrected: 'Una registrazione è stata corretta',
  },
};
