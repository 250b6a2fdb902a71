// German, with the formal "Sie".

import type { HostedStrings } from '../hosted-strings.ts';

export const de: HostedStrings = {
  title: 'WhatsApp-Nachrichten von {business}',
  intro: 'Sie entscheiden hier. Das Öffnen dieser Seite ändert nichts.',
  save: 'Speichern',
  tickFirst: 'Es wurde noch nichts gespeichert. Setzen Sie zuerst das Häkchen.',
  done: 'Gespeichert. Sie können diese Seite schließen.',
  noScript: 'Diese Seite braucht JavaScript, um Ihre Wahl aufzuzeichnen. Es wurde nichts aufgezeichnet.',
  closedTitle: 'Diese Seite kann nicht benutzt werden',
  closedMeans:
    'Die Adresse ist vielleicht unvollständig, oder das Unternehmen hat die Seite beendet. Es wurde nichts aufgezeichnet.',
  linkTitle: 'Ihre Wahl zu WhatsApp-Nachrichten',
  linkOverTitle: 'Dieser Link kann nicht benutzt werden',
  linkOverMeans:
    'Er ist vielleicht unvollständig oder zu alt, oder das Unternehmen hat ihn zurückgenommen. Es wurde nichts aufgezeichnet. Öffnen Sie ihn noch einmal aus der Nachricht, mit der er kam, oder bitten Sie das Unternehmen um einen neuen.',
  usedTitle: 'Dieser Link wurde am {date} benutzt',
  usedMeans:
    'Mit ihm wurde eine Wahl für die Nummer {number} gespeichert. Um die Nachrichten zu beenden, senden Sie STOP an {business} auf WhatsApp oder nutzen Sie den Kontakt unten. Haben Sie sie schon beendet, gilt das.',
  takenBackTitle: 'Die Einwilligung über diesen Link wurde zurückgenommen',
  takenBackAgain:
    'Sie galt für die Nummer {number}. Um wieder zuzustimmen, bitten Sie {business} um einen neuen Link.',
  otherNumber: 'Andere Nummer verwenden',
  waiting: 'Einen Moment…',
  unreachable: 'Die Verbindung ist fehlgeschlagen. Laden Sie die Seite neu.',
  printTitle: 'Erhalten Sie {what} von {business} über WhatsApp',
  printScan: 'Scannen Sie den Code mit der Kamera Ihres Telefons oder öffnen Sie diese Adresse:',
  printDecide: 'Sie entscheiden auf der Seite. Das Scannen allein ändert nichts.',
};
