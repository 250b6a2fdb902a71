// German.

import type { ErasureStrings } from '../erasure-strings.ts';

export const de: ErasureStrings = {
  heading: 'Alles über Sie löschen',
  means:
    '{business} vernichtet alles, was hier über Sie aufgezeichnet ist. Das lässt sich nicht rückgängig machen.',
  stays:
    'Was bleibt: ein Vermerk, der Ihre Nummer wiederfindet, damit Ihnen niemand schreibt, solange Sie nicht erneut zustimmen, und Zeilen im öffentlichen Protokoll, die nichts über Sie sagen.',
  only: 'Alles löschen; ich stimme später vielleicht wieder zu',
  never: 'Alles löschen und mir ab sofort nie wieder schreiben',
  ask: 'Löschung beantragen',
  askMeans:
    '{business} prüft das zuerst. Bis es erledigt ist, können noch Nachrichten kommen; oben können Sie sie stoppen.',
  asked: 'Sie haben {business} am {date} gebeten, alles über Sie zu löschen. Es ist noch nicht erledigt.',
  refused:
    '{business} hat dem am {date} nicht zugestimmt. Fragen Sie unter der Adresse unten nach dem Grund. Sie können sich auch bei einer Datenschutzbehörde beschweren.',
  linkOnly:
    'Dieser Link allein zeigt nicht, dass die Nummer Ihnen gehört: Er kann weitergegeben worden sein.',
  byMessage:
    'Um die Löschung zu beantragen, senden Sie {business} diese Nachricht per WhatsApp, von dieser Nummer und unverändert:',
  byContact: 'Um die Löschung zu beantragen, schreiben Sie {business} an die Adresse unten.',
  atOnce: 'Alles wird gelöscht, sobald die Nachricht eintrifft.',
  open: 'WhatsApp öffnen',
  message: 'Bitte löschen Sie alles, was Sie über mich aufgezeichnet haben. Diese Nummer gehört mir.',
};
