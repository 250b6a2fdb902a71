// Dutch.

import type { FormStrings } from '../form-strings.ts';

export const nl: FormStrings = {
  number: 'Uw WhatsApp-nummer, met landnummer',
  tick: 'Kruis het vakje alleen aan als u akkoord gaat.',
  signature: 'Uw handtekening',
  date: 'Datum',
  place: 'Plaats',
  staff: 'Personeelsnummer',
  aloud: 'Lees deze woorden voor, precies zoals ze hier staan:',
  ask: 'Gaat u akkoord?',
  scanOnFile: 'Het bedrijf bewaart een scan van het formulier.',
  recordingOnFile: 'Het bedrijf bewaart een opname.',
  twoStaff: 'Een tweede medewerker heeft het bevestigd.',
  reviewed: false,
};
