// Italian, with the formal "Lei".

import type { Strings } from '../widget-strings.ts';

export const it: Strings = {
  lang: 'it',

  numberLabel: 'Numero WhatsApp',
  hintWithCode: 'Per un numero con prefisso diverso da +{code}, inizi con + e il prefisso del Paese',
  hintInternational: 'Inizi con + e il prefisso del Paese',
  numberGap: '(come inserito qui)',

  otherLines: 'Interrompere quando si vuole · Privacy · Parlare con una persona',

  errorPrefix: 'Errore: ',
  ending: 'Numero che termina con {digits}',
  newTab: 'Si apre in una nuova scheda',

  saving: 'Salvataggio…',
  saved: 'Salvato',
  receipt: 'Ricevuta',
  undoing: 'Annullamento…',
  undone: 'Annullato',
  notNow: 'Al momento questa scelta non si può modificare',
  numberChanged: 'Selezioni di nuovo',
  numberMoved: 'Selezioni di nuovo: il numero è cambiato',

  numberIncomplete: 'Inserisca il suo numero WhatsApp con il prefisso del Paese',
  numberNotPossible: 'Controlli il numero: una cifra manca, è di troppo o è sbagliata',
  didYouMean: 'Intendeva {number}?',
  numberRefused: 'Controlli il suo numero WhatsApp e il prefisso del Paese, poi selezioni di nuovo',
  noticeChanged: 'Il testo è cambiato. Lo legga e selezioni di nuovo',
  unreachable:
    'La sua scelta non è stata salvata perché la connessione è fallita. Selezioni la casella per riprovare',
  unreachableCarried: 'La connessione è fallita. La sua scelta sarà inviata insieme al modulo',
  refused: 'Non è stato possibile salvare la sua scelta. Può continuare senza',
  tooMany: 'Ci sono stati troppi tentativi. Attenda un’ora, poi selezioni di nuovo. Può continuare senza',
  undoFailed:
    'La connessione è fallita, quindi la sua scelta è ancora salvata. Per annullarla, riprovi o usi il link qui sotto',
  byHand: 'Spunti la casella di persona: faccia clic, la tocchi o prema la barra spaziatrice',

  yourConsent: 'Il suo consenso',
  // Not "il {date}": the article changes before the 8th and the 11th.
  agreedOn: 'Consenso dato: {date}',
  howToStop: 'Per interrompere, deselezioni la casella o usi la sua ricevuta',
  openReceipt: 'La sua ricevuta: verificarla, conservarla o interrompere',

  confirmHeading: 'Confermi che questo numero è suo',
  confirmWhy: 'Così la registrazione mostra che questo numero è suo',
  confirmByMessage: 'Invia il codice con WhatsApp',
  confirmWaiting: 'In attesa del suo messaggio…',
  confirmByCode: 'Ricevi un codice',
  codeLabel: 'Codice',
  codeHint: '{count} cifre, dal messaggio che le abbiamo inviato',
  codeSend: 'Conferma',
  codeWrong: 'Controlli il codice e lo inserisca di nuovo',
  codeExpired: 'Il codice è scaduto. Ne richieda uno nuovo',
  confirmed: 'Confermato: questo numero è suo',
  confirmUnavailable: 'Al momento non è possibile confermare. La sua scelta è comunque salvata',
};
