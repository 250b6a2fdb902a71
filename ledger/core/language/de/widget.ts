// German, with the formal "Sie".

import type { Strings } from '../widget-strings.ts';

export const de: Strings = {
  lang: 'de',

  numberLabel: 'WhatsApp-Nummer',
  hintWithCode: 'Beginnen Sie eine Nummer außerhalb von +{code} mit + und der Landesvorwahl',
  hintInternational: 'Beginnen Sie mit + und der Landesvorwahl',
  numberGap: '(wie hier eingegeben)',

  otherLines: 'Jederzeit beenden · Datenschutz · Mit einem Menschen sprechen',

  errorPrefix: 'Fehler: ',
  ending: 'Nummer mit den Endziffern {digits}',
  newTab: 'Öffnet einen neuen Tab',

  saving: 'Wird gespeichert…',
  saved: 'Gespeichert',
  receipt: 'Nachweis',
  undoing: 'Wird zurückgenommen…',
  undone: 'Zurückgenommen',
  notNow: 'Das lässt sich im Moment nicht ändern',
  numberChanged: 'Erneut ankreuzen',
  numberMoved: 'Erneut ankreuzen: Die Nummer hat sich geändert',

  numberIncomplete: 'Geben Sie Ihre WhatsApp-Nummer mit Landesvorwahl ein',
  numberNotPossible: 'Prüfen Sie die Nummer: Eine Ziffer fehlt, ist zu viel oder vertippt',
  didYouMean: 'Meinten Sie {number}?',
  numberRefused: 'Prüfen Sie Ihre WhatsApp-Nummer und die Landesvorwahl und kreuzen Sie erneut an',
  noticeChanged: 'Der Text hat sich geändert. Lesen Sie ihn und kreuzen Sie erneut an',
  unreachable:
    'Ihre Auswahl wurde nicht gespeichert, weil die Verbindung fehlschlug. Kreuzen Sie das Kästchen an, um es erneut zu versuchen',
  unreachableCarried: 'Die Verbindung ist fehlgeschlagen. Ihre Auswahl wird mit dem Formular gesendet',
  refused: 'Ihre Auswahl konnte nicht gespeichert werden. Sie können ohne sie fortfahren',
  tooMany:
    'Es waren zu viele Versuche. Warten Sie eine Stunde und kreuzen Sie dann erneut an. Sie können auch ohne fortfahren',
  undoFailed:
    'Die Verbindung ist fehlgeschlagen, Ihre Auswahl ist also noch gespeichert. Um sie zurückzunehmen, versuchen Sie es erneut oder nutzen Sie den Link unten',
  byHand: 'Kreuzen Sie das Kästchen selbst an: klicken, antippen oder die Leertaste drücken',

  yourConsent: 'Ihre Einwilligung',
  agreedOn: 'Sie haben am {date} eingewilligt',
  howToStop: 'Zum Beenden entfernen Sie das Häkchen oder nutzen Sie Ihren Nachweis',
  openReceipt: 'Ihr Nachweis: prüfen, aufbewahren oder Einwilligung beenden',

  confirmHeading: 'Bestätigen Sie, dass diese Nummer Ihnen gehört',
  confirmWhy: 'Der Eintrag zeigt dann, dass diese Nummer Ihnen gehört',
  confirmByMessage: 'Code mit WhatsApp senden',
  confirmWaiting: 'Warten auf Ihre Nachricht…',
  confirmByCode: 'Code anfordern',
  codeLabel: 'Code',
  codeHint: '{count} Ziffern aus der Nachricht, die wir Ihnen gesendet haben',
  codeSend: 'Bestätigen',
  codeWrong: 'Prüfen Sie den Code und geben Sie ihn erneut ein',
  codeExpired: 'Der Code ist abgelaufen. Fordern Sie einen neuen an',
  confirmed: 'Bestätigt: Diese Nummer gehört Ihnen',
  confirmUnavailable: 'Das lässt sich gerade nicht bestätigen. Ihre Auswahl ist trotzdem gespeichert',
};
