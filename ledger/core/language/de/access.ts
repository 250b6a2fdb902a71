// German.

import type { AccessStrings } from '../access-strings.ts';

export const de: AccessStrings = {
  title: 'Alles, was {business} über Sie aufgezeichnet hat',
  names: 'Ihre Namen und Nummern',
  records: 'Wozu Sie zugestimmt und was Sie beendet haben',
  messages: 'Nachrichten an Sie',
  brief: 'Nur kurze Zeit aufbewahrt',
  sent: 'Gesendet',
  heldBack: 'Nicht gesendet',
  erased: 'Gelöscht',
  corrected: 'Berichtigt am {date}',
  recordedAs: 'Aufgezeichnet als {was}',
  language: 'Sprache',
  customerNumber: 'Kundennummer',
  code: 'Code',
  kinds: {
    opt_in: 'Sie haben zugestimmt',
    opt_out: 'Sie haben beendet',
    declined: 'Sie haben Nein gesagt',
    objected: 'Sie haben widersprochen',
    confirmed: 'Sie haben gezeigt, dass die Nummer Ihnen gehört',
    resumed: 'Sie möchten wieder Nachrichten',
    linked: 'WhatsApp hat gemeldet, dass zwei Namen Ihnen gehören',
    identifier_changed: 'WhatsApp hat gemeldet, dass sich eine Nummer oder ein Name geändert hat',
    suspended: 'Ausgesetzt: Die Nummer gehört vielleicht jemand anderem',
    corrected: 'Ein Eintrag wurde berichtigt',
  },
};
