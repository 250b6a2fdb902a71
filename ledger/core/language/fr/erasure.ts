// French.

import type { ErasureStrings } from '../erasure-strings.ts';

export const fr: ErasureStrings = {
  heading: 'Effacer tout ce qui vous concerne',
  means: '{business} détruit tout ce qui est enregistré ici à votre sujet. C’est irréversible.',
  stays:
    'Ce qui reste : une marque qui retrouve votre numéro, afin que personne ne vous écrive sans votre nouvel accord, et des lignes du journal public qui ne disent rien de vous.',
  only: 'Tout effacer ; je pourrai accepter de nouveau plus tard',
  never: 'Tout effacer et ne plus jamais m’écrire, dès maintenant',
  ask: 'Demander l’effacement',
  askMeans:
    '{business} examine d’abord la demande. D’ici là, des messages peuvent encore arriver ; vous pouvez les arrêter ci-dessus.',
  asked:
    'Vous avez demandé à {business} le {date} d’effacer tout ce qui vous concerne. Ce n’est pas encore fait.',
  refused:
    '{business} n’a pas accepté cette demande le {date}. Demandez-en la raison à l’adresse ci-dessous. Vous pouvez aussi saisir une autorité de protection des données.',
  linkOnly: 'Ce lien seul ne montre pas que le numéro est le vôtre : il a pu être transmis.',
  byMessage:
    'Pour le demander, envoyez ce message à {business} sur WhatsApp, depuis ce numéro et sans le modifier :',
  byContact: 'Pour le demander, écrivez à {business} à l’adresse ci-dessous.',
  atOnce: 'Tout est effacé dès que le message arrive.',
  open: 'Ouvrir WhatsApp',
  message: 'Veuillez effacer tout ce que vous avez enregistré à mon sujet. Ce numéro est le mien.',
};
