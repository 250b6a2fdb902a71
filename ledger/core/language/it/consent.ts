// Italian, with the formal "Lei".

import type { Prescribed } from '../prescribed.ts';

export const it: Prescribed = {
  sentence: 'Acconsento a ricevere {what} da {business} sul mio numero WhatsApp {masked}',
  privacy: 'Come {business} usa il suo numero: {privacy_url}',
  withdrawal: 'Può interrompere in qualsiasi momento: {withdrawal_url}',
  contact: 'Parli con una persona di {business}: {contact}',
  prompt:
    'Per ricevere {what} da {business} sul suo numero WhatsApp che termina con {masked}, prema 1. ' +
    'Può interrompere in qualsiasi momento. Per rifiutare, prema 2.',
  callWord: /(?<!\p{L})(?:(?:video)?chiamat[ae]|telefonat[ae])(?!\p{L})/iu,
  reviewed: false,
};
