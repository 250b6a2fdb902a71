// German.

import type { FormStrings } from '../form-strings.ts';

export const de: FormStrings = {
  number: 'Ihre WhatsApp-Nummer mit Ländervorwahl',
  tick: 'Kreuzen Sie das Kästchen nur an, wenn Sie zustimmen.',
  signature: 'Ihre Unterschrift',
  date: 'Datum',
  place: 'Ort',
  staff: 'Personalnummer',
  aloud: 'Lesen Sie diese Worte vor, so wie sie hier stehen:',
  ask: 'Stimmen Sie zu?',
  scanOnFile: 'Ein Scan des Formulars liegt beim Unternehmen vor.',
  recordingOnFile: 'Eine Aufnahme liegt beim Unternehmen vor.',
  twoStaff: 'Eine zweite Person aus dem Unternehmen hat es bestätigt.',
  reviewed: false,
};
