// Polish.

import type { AccessStrings } from '../access-strings.ts';

export const pl: AccessStrings = {
  title: 'Wszystko, co {business} zapisała o Tobie',
  names: 'Twoje nazwy i numery',
  records: 'Na co wyrażono zgodę i co zatrzymano',
  messages: 'Wiadomości do Ciebie',
  brief: 'Przechowywane przez krótki czas',
  sent: 'Wysłano',
  heldBack: 'Nie wysłano',
  erased: 'Usunięto',
  corrected: 'Poprawiono {date}',
  recordedAs: 'Zapisano jako {was}',
  language: 'Język',
  customerNumber: 'Numer klienta',
  code: 'Kod',
  kinds: {
    opt_in: 'Wyrażono zgodę',
    opt_out: 'Zatrzymano',
    declined: 'Powiedziano „nie”',
    objected: 'Wniesiono sprzeciw',
    confirmed: 'Potwierdzono, że numer należy do Ciebie',
    resumed: 'Poproszono znów o wiadomości',
    linked: 'WhatsApp podał, że dwie nazwy należą do Ciebie',
    identifier_changed: 'WhatsApp podał, że zmienił się numer lub nazwa',
    suspended: 'Wstrzymano: numer może należeć teraz do kogoś innego',
    corrected: 'Poprawiono zapis',
  },
};
