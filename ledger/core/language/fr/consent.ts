// French. {what} brings its own article ("des nouvelles de mes commandes"); no word before {business} would
// elide.

import type { Prescribed } from '../prescribed.ts';

export const fr: Prescribed = {
  sentence: 'Je consens à ce que {business} m’envoie {what} sur mon numéro WhatsApp {masked}',
  privacy: 'Comment {business} utilise votre numéro\u00a0: {privacy_url}',
  withdrawal: 'Vous pouvez arrêter à tout moment\u00a0: {withdrawal_url}',
  contact: 'Parlez à une personne chez {business}\u00a0: {contact}',
  prompt:
    'Pour que {business} vous envoie {what} sur votre numéro WhatsApp se terminant par {masked}, tapez 1. ' +
    'Vous pouvez arrêter à tout moment. Pour refuser, tapez 2.',
  callWord: /(?<!\p{L})appels?(?!\p{L})/iu,
  reviewed: false,
};
