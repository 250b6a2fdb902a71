// German. {what} stands in the accusative. No digit stands before a full stop: "1." would be read aloud as
// "first".

import type { Prescribed } from '../prescribed.ts';

export const de: Prescribed = {
  sentence: 'Ich willige ein, von {business} {what} über meine WhatsApp-Nummer {masked} zu erhalten',
  privacy: 'Wie {business} Ihre Nummer verwendet: {privacy_url}',
  withdrawal: 'Sie können das jederzeit beenden: {withdrawal_url}',
  contact: 'Sprechen Sie mit einem Menschen bei {business}: {contact}',
  prompt:
    'Mit der Taste 1 willigen Sie ein, von {business} {what} über Ihre WhatsApp-Nummer mit den Endziffern {masked} zu erhalten. ' +
    'Sie können das jederzeit beenden. Mit der Taste 2 lehnen Sie ab.',
  callWord: /(?:anruf(?:e|en)?|angerufen|telefonate?)(?!\p{L})/iu,
  reviewed: false,
};
