// Italian, with the formal "Lei". Dates follow a colon: the article changes before the 8th and the 11th.

import type { HostedStrings } from '../hosted-strings.ts';

export const it: HostedStrings = {
  title: 'Messaggi WhatsApp da {business}',
  intro: 'Qui decide lei. Aprire questa pagina non cambia nulla.',
  save: 'Salva',
  tickFirst: 'Non è stato ancora salvato nulla. Prima spunti la casella.',
  done: 'Salvato. Può chiudere questa pagina.',
  noScript:
    'Questa pagina ha bisogno di JavaScript per registrare la sua scelta. Non è stato registrato nulla.',
  closedTitle: 'Questa pagina non si può usare',
  closedMeans: 'Forse l’indirizzo è incompleto, o l’azienda l’ha chiusa. Non è stato registrato nulla.',
  linkTitle: 'La sua scelta sui messaggi WhatsApp',
  linkOverTitle: 'Questo link non si può usare',
  linkOverMeans:
    'Forse è incompleto o troppo vecchio, o l’azienda lo ha ritirato. Non è stato registrato nulla. Lo apra di nuovo dal messaggio con cui è arrivato, o ne chieda uno nuovo all’azienda.',
  usedTitle: 'Questo link è stato usato il {date}',
  usedMeans:
    'Con questo link è stata salvata una scelta per il numero {number}. Per fermare i messaggi, invii STOP a {business} su WhatsApp o usi il contatto qui sotto. Se li ha già fermati, vale quello.',
  takenBackTitle: 'Il consenso dato con questo link è stato ritirato',
  takenBackAgain:
    'Riguardava il numero {number}. Per acconsentire di nuovo, chieda un nuovo link a {business}.',
  otherNumber: 'Usa un altro numero',
  waiting: 'Un momento…',
  unreachable: 'La connessione non è riuscita. Ricarichi la pagina.',
  printTitle: 'Riceva {what} da {business} su WhatsApp',
  printScan: 'Inquadri il codice con la fotocamera del telefono o apra questo indirizzo:',
  printDecide: 'Decide lei nella pagina. Inquadrare il codice non cambia nulla.',
};
