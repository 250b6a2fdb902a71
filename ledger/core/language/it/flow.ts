// Italian, with the formal "Lei".

import type { FlowStrings } from '../flow-strings.ts';

export const it: FlowStrings = {
  language: 'Per continuare in italiano, prema {key}.',
  ask: 'Per ricevere {what} da {business} sul suo numero WhatsApp che termina con {ending}, prema {yes}. {stop} Per rifiutare, prema {no}.',
  stop: 'Può interrompere in qualsiasi momento: scriva STOP in WhatsApp.',
  ask_other: 'Per usare un altro numero, prema {other}.',
  ask_repeat: 'Per riascoltare questo messaggio, prema {repeat}.',
  ask_withdraw: 'Per non ricevere più alcun messaggio WhatsApp da {business}, prema {withdraw}.',
  number:
    'Digiti il suo numero WhatsApp, iniziando con zero zero e il prefisso del Paese, e poi il tasto cancelletto.',
  number_wrong: 'Il numero è incompleto o una cifra è sbagliata.',
  wrong_key: 'Questo tasto non corrisponde a nessuna scelta.',
  silence: 'Non abbiamo ricevuto alcuna scelta.',
  recorded:
    'La sua scelta è stata registrata: ha acconsentito a ricevere {what} da {business} su WhatsApp. Se in passato ha interrotto i messaggi di {business} in WhatsApp, scriva START in quella chat. Arrivederci.',
  declined: 'La sua scelta è stata registrata: ha rifiutato. Arrivederci.',
  withdrawn: 'È stato registrato che {business} deve smettere di inviarle messaggi WhatsApp. Arrivederci.',
  not_recorded: 'Non è stato possibile registrare la sua scelta. Richiami più tardi. Arrivederci.',
  gave_up: 'Non abbiamo ricevuto risposta, quindi nulla è stato registrato. Arrivederci.',
  firstPerson: /(?<!\p{L})(?:mi[oae]|miei|nostr[oaie])(?!\p{L})/iu,
  reviewed: false,
};
