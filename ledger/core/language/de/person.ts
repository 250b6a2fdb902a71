// German, with the formal "Sie".

import type { PersonStrings } from '../person-strings.ts';

export const de: PersonStrings = {
  titleOne: 'Ihre Einwilligung in WhatsApp-Nachrichten von {business}',
  titleAll: 'Ihre WhatsApp-Einstellungen bei {business}',
  skip: 'Zu Ihrer Einwilligung springen',

  standingOn: 'Aktiv',
  standingOnMeans: '{business} darf Ihnen diese Nachrichten senden.',
  standingStopped: 'Beendet',
  standingStoppedMeans: 'Beendet am {date}. {business} darf Ihnen diese Nachrichten nicht mehr senden.',
  standingTakenBack: 'Zurückgenommen',
  standingTakenBackMeans:
    'Diese eine Einwilligung wurde am {date} zurückgenommen. Haben Sie auch zu anderer Zeit oder an anderer Stelle zugestimmt, können weiter Nachrichten kommen. Um alle zu beenden, schreiben Sie {business} auf WhatsApp STOP oder nutzen Sie den Kontakt unten.',
  standingExpired: 'Abgelaufen',
  standingExpiredMeans:
    'Diese Einwilligung ist am {date} abgelaufen. Auf ihrer Grundlage dürfen keine Nachrichten gesendet werden.',
  standingTooWeak: 'Beendet',
  standingTooWeakMeans:
    'Sie haben dies beendet. Was später festgehalten wurde, genügt nicht, um es wieder zu beginnen.',
  standingThisOnly: 'Aufgezeichnet',
  standingThisOnlyMeans:
    'Auf dieser Seite hat niemand diese Einwilligung beendet. Zum Schutz der Person, der die Nummer gehört, zeigt dieser Link sonst nichts: Wenn Sie sie auf anderem Weg beendet haben, gilt das auch.',

  stop: 'Diese Nachrichten beenden',
  stopMeans: 'Gilt sofort. Mehr ist nicht zu tun.',
  takeBack: 'Diese Einwilligung zurücknehmen',
  takeBackMeans:
    'Wirkt sofort, für diese eine Einwilligung. Haben Sie auch an anderer Stelle zugestimmt, beenden Sie es dort ebenfalls.',
  stopAll: 'Alles von {business} beenden',
  stopAllMeans:
    'Beendet alle Einwilligungen auf dieser Seite und jede andere, die Sie hier gegeben haben. Gilt sofort.',
  object: 'Ich widerspreche Werbenachrichten von {business}',
  objectMeans:
    'Werbung erreicht Sie dann nicht mehr, auch wenn Sie anderswo versehentlich etwas ankreuzen. Andere Nachrichten bleiben davon unberührt.',
  objected: 'Sie haben Werbenachrichten von {business} am {date} widersprochen.',
  stoppedNow: 'Erledigt. Es ist beendet.',
  takenBackNow: 'Erledigt. Diese eine Einwilligung ist zurückgenommen.',
  nothingHere: 'Hier ist keine Einwilligung von Ihnen festgehalten.',

  agreedOn: 'Sie haben am {date} eingewilligt',
  details: 'Einzelheiten',
  alsoShown: 'Außerdem gezeigt',
  alsoFolded: 'Hinter einer Zeile, die sich aufklappen ließ',
  agreedExact:
    'Dies ist der genaue Wortlaut, wie er festgehalten wurde. Nur das Ende der Nummer ist zu sehen.',
  statedWords: 'Was ein System des Unternehmens nach eigener Angabe gezeigt oder abgespielt hat:',
  wordsNotRecorded: 'Der Text, den Sie gesehen oder gehört haben, steht nicht in diesem Eintrag.',
  when: 'Wann',
  how: 'Wie',
  where: 'Wo',
  wording: 'Wortlaut',
  wordingVersion: '{id}, Fassung {version}',
  channels: {
    web: 'Auf einer Webseite',
    email: 'Per E-Mail',
    sms: 'Per SMS',
    app: 'In einer App',
    ivr: 'Per Tastendruck am Telefon',
    agent: 'Mündlich gegenüber einer Person des Unternehmens',
    paper: 'Auf Papier',
    whatsapp: 'In WhatsApp',
    import: 'Aus einer älteren Liste übernommen',
  },

  gradeHeading: 'Was dies zeigt und was nicht',
  gradeScale: 'Stufe {grade} auf einer Skala von E0 bis E4',
  gradeShows: {
    E0: 'Das Unternehmen hat dies aus einer älteren Liste übernommen.',
    E1: 'Das Unternehmen sagt, dass Sie eingewilligt haben.',
    E2: 'Der Text wurde gezeigt oder vorgelesen, und jemand hat das Kästchen angekreuzt oder die Taste gedrückt.',
    E3: 'Der Text stand auf dem Bildschirm, jemand hat das Kästchen selbst angekreuzt, und die Seite hat sich dabei frisch mit diesem Verzeichnis ausgetauscht.',
    E4: 'Wie E3 oder auf anderem Weg, und wer eingewilligt hat, hat auch gezeigt, dass die Nummer ihm oder ihr gehört.',
  },
  gradeShowsNot: {
    E0: 'Es zeigt nicht, dass jemand gefragt wurde oder eingewilligt hat.',
    E1: 'Es zeigt nicht, was auf dem Bildschirm stand oder wer eingewilligt hat.',
    E2: 'Es zeigt nicht, wer das war. Eine unehrliche Seite oder Anlage könnte es behaupten.',
    E3: 'Es zeigt nicht, wer das war. Die Seite gehört dem Unternehmen, und eine unehrliche Seite könnte es behaupten.',
    E4: 'Es zeigt nicht, wie die Person heißt, der die Nummer gehört.',
  },
  callShows:
    'Der Text wurde in einem Anruf vorgelesen, die anrufende Person hat die Taste gedrückt, und der Telefonanbieter hat seinen Bericht darüber signiert.',
  callShowsNot: 'Es zeigt nicht, wer angerufen hat. Die Nummer eines Anrufs lässt sich fälschen.',
  smsShows:
    'Sie haben „{keyword}“ geschrieben, diese Worte kamen als SMS zurück, und die Antwort darauf war ja.',
  smsShowsNot:
    'Es zeigt nicht, wer die Nachrichten geschrieben hat. Der Absender einer SMS lässt sich fälschen.',
  gradeBecause: {
    saidOnly: 'Das sagt nur ein System des Unternehmens.',
    tickedBefore: 'Das Kästchen war schon angekreuzt, bevor Sie kamen.',
    notByHand: 'Der Browser hat nicht bestätigt, dass ein Mensch geklickt hat.',
    outOfView: 'Weniger als die Hälfte der Worte war auf dem Bildschirm.',
    covered: 'Etwas kann die Worte verdeckt oder verborgen haben.',
    hardToRead: 'Die Worte waren zu klein oder zu blass.',
    notFresh: 'Die Signatur kann zu einer anderen Zeit entstanden sein.',
    callNotSigned: 'Der Telefonanbieter hat seinen Bericht über den Anruf nicht signiert.',
    smsNotSigned: 'Der SMS-Anbieter hat seinen Bericht über die Antwort nicht signiert.',
    keyedIn: 'Die Nummer wurde im Anruf eingetippt.',
  },

  lookedHeading: 'Wer nachgesehen hat',
  lookedBy: {
    key: 'Ein System des Unternehmens',
    staff: 'Eine Person im Auftrag des Unternehmens',
    operator: 'Ein Betreiber dieses Registers',
    link: 'Jemand mit einem Link zu dieser Seite',
  },

  privacy: 'Wie Ihre Nummer verwendet wird',

  proofHeading: 'Beweis',
  proofMeans:
    'Der Eintrag hat einen festen Platz in einem öffentlichen Protokoll. Niemand kann ihn unbemerkt ändern oder rückdatieren. Das Protokoll selbst zeigt weder Nummer noch Namen.',
  leafIndex: 'Eintrag',
  treeSize: 'Einträge im Protokoll zu diesem Zeitpunkt',
  checkpoint: 'Signierter Stand des Protokolls',
  recordId: 'Kennung',
  download: 'Beweisdatei herunterladen',
  downloadMeans:
    'Sie enthält alles, um den Eintrag ohne diese Website zu prüfen, und sie enthält Ihre Nummer: Geben Sie sie nicht weiter.',
  downloadSealedMeans:
    'Sie enthält den Nachweis, nicht den Eintrag selbst, also auch nicht Ihre Nummer. Die vollständige Datei gibt Ihnen das Unternehmen.',

  verifyHeading: 'Selbst prüfen',
  verifyMeans:
    'Ihr Browser kann den ganzen Beweis aus der Beweisdatei nachrechnen. Nichts verlässt Ihr Gerät: Nur die öffentlichen Schlüssel werden abgerufen.',
  verifyButton: 'In diesem Browser prüfen',
  verifyFile: 'Oder eine Beweisdatei prüfen, die Sie haben',
  verifyWorking: 'Wird geprüft',
  verifyTrue: 'Der Beweis stimmt',
  verifyTrueMeans:
    'Dies ist der Eintrag {index} in einem Protokoll mit {size} Einträgen, unverändert, und Protokoll und Beleg sind mit den Schlüsseln signiert, die dieses Verzeichnis veröffentlicht.',
  verifyFalse: 'Der Beweis stimmt nicht',
  verifyFalseMeans: 'Etwas in der Datei passt nicht. Unten ist markiert, was nicht stimmt.',
  verifyNotEvidence: 'Das ist keine Beweisdatei.',
  verifyUnreachable: 'Der Beweis oder die Schlüssel konnten nicht abgerufen werden. Versuchen Sie es erneut.',
  verifyUnable:
    'Dieser Browser kann solche Signaturen nicht prüfen. Nehmen Sie einen neueren oder laden Sie die Datei herunter.',
  steps: {
    opening: 'Der Eintrag und seine Geheimzahl ergeben den öffentlichen Eintrag',
    leaf: 'Der öffentliche Eintrag ergibt seinen Hash',
    path: 'Der Hash und seine Nachbarn ergeben die Wurzel des Protokolls',
    checkpoint: 'Das Protokoll hat diese Wurzel signiert',
    receipt: 'Der Beleg ist signiert und sagt dasselbe',
    keys: 'Die Schlüssel sind die, die dieses Verzeichnis veröffentlicht',
  },
  stepGood: 'stimmt',
  stepBad: 'stimmt nicht',

  goneTitle: 'Dieser Link zeigt nichts',
  goneMeans: 'Er ist vielleicht unvollständig oder zu alt, oder was er zeigte, wurde gelöscht.',
  goneWhatToDo:
    'Öffnen Sie den Link noch einmal aus der Nachricht, mit der er kam. Wenn das nicht hilft, fragen Sie das Unternehmen, das ihn gesendet hat; es kann einen neuen senden und muss aufhören, wenn Sie es sagen.',
  busyTitle: 'Zu viele Anfragen',
  busyMeans:
    'Aus Ihrem Netz kamen viele Anfragen. Warten Sie eine Minute und öffnen Sie den Link noch einmal.',
};
