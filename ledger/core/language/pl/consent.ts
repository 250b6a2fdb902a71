// Polish. {what} stands in the accusative ("informacje o zamówieniach"). No digit stands before a full
// stop: "1." would be read aloud as "first".

import type { Prescribed } from '../prescribed.ts';

export const pl: Prescribed = {
  sentence: 'Zgadzam się otrzymywać {what} od {business} na swój numer WhatsApp {masked}',
  privacy: 'Jak {business} wykorzystuje Twój numer: {privacy_url}',
  withdrawal: 'W każdej chwili możesz zrezygnować: {withdrawal_url}',
  contact: 'Porozmawiaj z człowiekiem z {business}: {contact}',
  prompt:
    'Naciśnij 1, aby na swój numer WhatsApp z końcówką {masked} otrzymywać {what} od {business}. ' +
    'W każdej chwili możesz zrezygnować. Naciśnij 2, aby odmówić.',
  callWord:
    /(?<!\p{L})(?:połączenia|(?:połączenie|połączeń) (?:głosow|telefoniczn|wideo)\p{L}*|rozm(?:owy|ów) telefoniczn\p{L}*)(?!\p{L})/iu,
  reviewed: false,
};
