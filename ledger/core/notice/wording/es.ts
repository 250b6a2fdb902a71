// Spanish.

import type { Prescribed } from './prescribed.ts';

export const es: Prescribed = {
  sentence: 'Doy mi consentimiento para recibir {what} de {business} en mi número de WhatsApp {masked}',
  privacy: 'Cómo usa {business} su número: {privacy_url}',
  withdrawal: 'Puede darse de baja en cualquier momento: {withdrawal_url}',
  contact: 'Hable con una persona de {business}: {contact}',
  prompt:
    'Para recibir {what} de {business} en su número de WhatsApp terminado en {masked}, pulse 1. ' +
    'Puede darse de baja en cualquier momento. Para rechazar, pulse 2.',
  callWord: /\bllamadas?\b/i,
  reviewed: false,
};
