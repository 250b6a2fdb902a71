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
  recordedAs: 'Enregistré comme {was}',
  language: 'Langue',
  customerNumber: 'Numéro de client',
  code: 'Code',
  kinds: {
    opt_in: 'Vous avez accepté',
    opt_out: 'Vous avez arrêté',
    declined: 'Vous avez dit non',
    objected: 'Vous vous êtes opposé',
    confirmed: 'Vous avez montré que le numéro est le vôtre',
    resumed: 'Vous avez redemandé des messages',
    linked: 'WhatsApp a indiqué que deux noms sont les vôtres',
    identifier_changed: 'WhatsApp a indiqué qu’un numéro ou un nom a changé',
    suspended: 'Suspendu : le numéro appartient peut-être à quelqu’un d’autre',
    corrected: 'Un enregistrement a été corrigé',
  },
};
