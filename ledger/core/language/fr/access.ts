// French.

import type { AccessStrings } from '../access-strings.ts';

export const fr: AccessStrings = {
  title: 'Tout ce que {business} a enregistré à votre sujet',
  names: 'Vos noms et numéros',
  records: 'Ce que vous avez accepté et arrêté',
  messages: 'Messages qui vous ont été adressés',
  brief: 'Conservé peu de temps',
  sent: 'Envoyé',
  heldBack: 'Non envoyé',
  erased: 'Effacé',
  corrected: 'Corrigé le {date}',
  language: 'Langue',
  customerNumber: 'Numéro de client',
  kinds: {
    opt_in: 'Vous avez accepté',
    opt_out: 'Vous avez arrêté',
    declined: 'Vous avez dit non',
    objected: 'Vous vous êtes opposé',
    confirmed: 'Vous avez montré que le numéro est le vôtre',
  },
};
