// Portuguese. Brazilian words where the two differ; {what} brings its own article, if any.

import type { Prescribed } from '../prescribed.ts';

export const pt: Prescribed = {
  sentence: 'Dou o meu consentimento para receber {what} de {business} no meu número de WhatsApp {masked}',
  privacy: 'Como {business} usa o seu número: {privacy_url}',
  withdrawal: 'Você pode parar de receber a qualquer momento: {withdrawal_url}',
  contact: 'Fale com uma pessoa de {business}: {contact}',
  prompt:
    'Para receber {what} de {business} no seu número de WhatsApp com final {masked}, digite 1. ' +
    'Você pode parar de receber a qualquer momento. Para recusar, digite 2.',
  callWord: /(?<!\p{L})(?:chamadas?|ligaç(?:ão|ões)|telefonemas?)(?!\p{L})/iu,
  reviewed: false,
};
