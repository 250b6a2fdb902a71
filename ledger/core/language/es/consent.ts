// Spanish.

import type { Prescribed } from '../prescribed.ts';

export const es: Prescribed = {
  sentence: 'Doy mi consentimiento para recibir {what} de {business} en mi número de WhatsApp {masked}',
  privacy: 'Cómo usa {business} su número: {privacy_url}',
  withdrawal: 'Puede darse de baja en cualquier momento: {withdrawal_url}',
  contact: 'Hable con una persona de {business}: {contact}',
  prompt:
    'Para recibir {what} de {business} en su número de WhatsApp que termina en {masked}, marque 1. ' +
    'Puede darse de baja en cualquier momento. Para rechazar, marque 2.',
  callWord: /\bllamadas?\b/i,
  reviewed: false,
};
