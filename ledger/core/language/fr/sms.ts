// French, with the formal "vous". No word before {business} would elide.

import type { SmsStrings } from '../sms-strings.ts';

export const fr: SmsStrings = {
  ask: 'Répondez OUI pour accepter que {business} vous envoie {what} sur WhatsApp à ce numéro.',
  stop: 'Répondez STOP pour arrêter à tout moment.',
  help: 'Aide\u00a0: {contact}',
  recorded:
    'C’est enregistré\u00a0: vous avez accepté que {business} vous envoie {what} sur WhatsApp. Si vous aviez arrêté les messages envoyés par {business} dans WhatsApp, écrivez-y START.',
  declined: 'C’est enregistré\u00a0: vous avez refusé.',
  stopped: 'C’est enregistré\u00a0: {business} ne doit plus vous envoyer de messages WhatsApp.',
  nothing: 'Rien n’a été enregistré.',
  yes: ['OUI', 'oui merci', 'j’accepte', 'oui j’accepte'],
  no: ['NON', 'non merci'],
  helpWords: ['AIDE'],
  reviewed: false,
};
