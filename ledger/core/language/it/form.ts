// Italian.

import type { FormStrings } from '../form-strings.ts';

export const it: FormStrings = {
  number: 'Il suo numero WhatsApp, con il prefisso del paese',
  tick: 'Spunti la casella solo se è d’accordo.',
  signature: 'La sua firma',
  date: 'Data',
  place: 'Luogo',
  staff: 'Numero del dipendente',
  aloud: 'Legga queste parole ad alta voce, così come sono:',
  ask: 'È d’accordo?',
  scanOnFile: 'L’azienda conserva una scansione del modulo.',
  recordingOnFile: 'L’azienda conserva una registrazione.',
  twoStaff: 'Una seconda persona dell’azienda lo ha confermato.',
  reviewed: false,
};
