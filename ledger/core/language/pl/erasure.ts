// Polish.

import type { ErasureStrings } from '../erasure-strings.ts';

export const pl: ErasureStrings = {
  heading: 'Usuń wszystko o Tobie',
  means: '{business} niszczy wszystko, co tu o Tobie zapisano. Tego nie da się cofnąć.',
  stays:
    'Co zostaje: znak, który odnajduje Twój numer, aby nikt do Ciebie nie pisał bez Twojej nowej zgody, oraz wiersze publicznego dziennika, które nic o Tobie nie mówią.',
  only: 'Usuń wszystko; być może później znów się zgodzę',
  never: 'Usuń wszystko i od teraz nigdy więcej do mnie nie pisz',
  ask: 'Poproś o usunięcie',
  askMeans:
    '{business} najpierw to sprawdzi. Do tego czasu wiadomości mogą jeszcze przychodzić; możesz je zatrzymać powyżej.',
  asked:
    'W dniu {date} firma {business} otrzymała Twoją prośbę o usunięcie wszystkiego o Tobie. Jeszcze tego nie zrobiono.',
  refused:
    '{business} nie zgodziła się na to: {date}. Zapytaj o powód pod adresem poniżej. Możesz też złożyć skargę do organu ochrony danych.',
  linkOnly: 'Sam ten link nie pokazuje, że numer należy do Ciebie: ktoś mógł go przekazać dalej.',
  byMessage:
    'Aby o to poprosić, wyślij do {business} tę wiadomość przez WhatsApp, z tego numeru i bez zmian:',
  byContact: 'Aby o to poprosić, napisz do {business} na adres poniżej.',
  atOnce: 'Wszystko zostanie usunięte, gdy tylko wiadomość dotrze.',
  open: 'Otwórz WhatsApp',
  message: 'Proszę usunąć wszystko, co o mnie zapisano. Ten numer należy do mnie.',
};
