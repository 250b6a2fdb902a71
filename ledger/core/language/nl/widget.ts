// Dutch, with the formal "u".

import type { Strings } from '../widget-strings.ts';

export const nl: Strings = {
  lang: 'nl',

  numberLabel: 'WhatsApp-nummer',
  hintWithCode: 'Begin een nummer buiten +{code} met + en de landcode',
  hintInternational: 'Begin met + en de landcode',
  numberGap: '(zoals hier ingevuld)',

  otherLines: 'Altijd te stoppen · Privacy · Met een medewerker spreken',

  errorPrefix: 'Fout: ',
  ending: 'Nummer eindigend op {digits}',
  newTab: 'Opent in een nieuw tabblad',

  saving: 'Opslaan…',
  saved: 'Opgeslagen',
  receipt: 'Bewijs',
  undoing: 'Ongedaan maken…',
  undone: 'Ongedaan gemaakt',
  notNow: 'Dit kan op dit moment niet worden gewijzigd',
  numberChanged: 'Vink opnieuw aan',
  numberMoved: 'Vink opnieuw aan: het nummer is veranderd',

  numberIncomplete: 'Vul uw WhatsApp-nummer in, met de landcode',
  numberNotPossible: 'Controleer het nummer: er is een cijfer te weinig, te veel of verkeerd getypt',
  didYouMean: 'Bedoelde u {number}?',
  numberRefused: 'Controleer uw WhatsApp-nummer en de landcode en vink daarna opnieuw aan',
  noticeChanged: 'De tekst is gewijzigd. Lees de tekst en vink opnieuw aan',
  unreachable:
    'Uw keuze is niet opgeslagen omdat de verbinding is mislukt. Vink het vakje aan om het opnieuw te proberen',
  unreachableCarried: 'De verbinding is mislukt. Uw keuze wordt samen met het formulier verzonden',
  refused: 'Uw keuze kon niet worden opgeslagen. U kunt verdergaan zonder deze keuze',
  tooMany: 'Er waren te veel pogingen. Wacht een uur en vink dan opnieuw aan. U kunt ook zonder verdergaan',
  undoFailed:
    'De verbinding is mislukt, dus uw keuze is nog opgeslagen. Probeer het opnieuw of gebruik de link hieronder om uw keuze ongedaan te maken',
  byHand: 'Vink het vakje zelf aan: klik, tik of druk op de spatiebalk',

  yourConsent: 'Uw toestemming',
  agreedOn: 'U hebt toestemming gegeven op {date}',
  howToStop: 'Haal het vinkje weg of gebruik uw bewijs om te stoppen',
  openReceipt: 'Uw bewijs: controleren, bewaren of stoppen',

  confirmHeading: 'Bevestig dat dit nummer van u is',
  confirmWhy: 'De registratie laat dan zien dat dit nummer van u is',
  confirmByMessage: 'Stuur de code met WhatsApp',
  confirmWaiting: 'Wachten op uw bericht…',
  confirmByCode: 'Vraag een code aan',
  codeLabel: 'Code',
  codeHint: '{count} cijfers, uit het bericht dat wij u hebben gestuurd',
  codeSend: 'Bevestigen',
  codeWrong: 'Controleer de code en vul die opnieuw in',
  codeExpired: 'De code is verlopen. Vraag een nieuwe aan',
  confirmed: 'Bevestigd: dit nummer is van u',
  confirmUnavailable: 'Bevestigen lukt nu niet. Uw keuze is toch opgeslagen',
};
