// Polish.

import type { FormStrings } from '../form-strings.ts';

export const pl: FormStrings = {
  number: 'Numer WhatsApp z numerem kierunkowym kraju',
  tick: 'Proszę zaznaczyć pole tylko w razie zgody.',
  signature: 'Podpis',
  date: 'Data',
  place: 'Miejsce',
  staff: 'Numer pracownika',
  aloud: 'Proszę przeczytać te słowa na głos, dokładnie tak, jak tu stoją:',
  ask: 'Czy wyraża Pan lub Pani zgodę?',
  scanOnFile: 'Firma przechowuje skan formularza.',
  recordingOnFile: 'Firma przechowuje nagranie.',
  twoStaff: 'Druga osoba z firmy to potwierdziła.',
  reviewed: false,
};
