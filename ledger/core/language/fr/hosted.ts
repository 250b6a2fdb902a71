// French. A no-break space before a colon and a semicolon, as French typography has it.

import type { HostedStrings } from '../hosted-strings.ts';

export const fr: HostedStrings = {
  title: 'Messages WhatsApp de {business}',
  intro: 'C’est vous qui décidez ici. Ouvrir cette page ne change rien.',
  save: 'Enregistrer',
  tickFirst: 'Rien n’est encore enregistré. Cochez d’abord la case.',
  done: 'Enregistré. Vous pouvez fermer cette page.',
  noScript: 'Cette page a besoin de JavaScript pour enregistrer votre choix. Rien n’a été enregistré.',
  closedTitle: 'Cette page ne peut pas être utilisée',
  closedMeans: 'Son adresse est peut-être incomplète, ou l’entreprise l’a fermée. Rien n’a été enregistré.',
  linkTitle: 'Votre choix pour les messages WhatsApp',
  linkOverTitle: 'Ce lien ne peut pas être utilisé',
  linkOverMeans:
    'Il est peut-être incomplet ou trop ancien, ou l’entreprise l’a retiré. Rien n’a été enregistré. Ouvrez-le de nouveau depuis le message qui le contenait, ou demandez-en un nouveau à l’entreprise.',
  usedTitle: 'Ce lien a été utilisé le {date}',
  usedMeans:
    'Il a servi à enregistrer un choix pour le numéro {number}. Pour arrêter les messages, envoyez STOP à {business} sur WhatsApp ou utilisez le contact ci-dessous. Si vous les avez déjà arrêtés, cela compte.',
  takenBackTitle: 'Le consentement donné avec ce lien a été retiré',
  takenBackAgain:
    'Il concernait le numéro {number}. Pour donner de nouveau votre accord, demandez un nouveau lien à {business}.',
  otherNumber: 'Utiliser un autre numéro',
  waiting: 'Un instant…',
  unreachable: 'La connexion a échoué. Rechargez la page.',
  printTitle: 'Recevez {what} de {business} sur WhatsApp',
  printScan: 'Scannez le code avec l’appareil photo de votre téléphone ou ouvrez cette adresse :',
  printDecide: 'Vous décidez sur la page. Scanner le code ne change rien.',
};
