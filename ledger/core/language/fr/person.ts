// French. A no-break space before a colon and a semicolon, as French typography has it.

import type { PersonStrings } from '../person-strings.ts';

export const fr: PersonStrings = {
  titleOne: 'Votre consentement aux messages WhatsApp\u00a0: {business}',
  titleAll: 'Vos choix WhatsApp chez {business}',
  skip: 'Aller à votre consentement',

  standingOn: 'Actif',
  standingOnMeans: '{business} peut vous envoyer ces messages.',
  standingStopped: 'Arrêté',
  standingStoppedMeans: 'Arrêté le {date}. {business} ne peut plus vous envoyer ces messages.',
  standingTakenBack: 'Retiré',
  standingTakenBackMeans:
    'Seul ce consentement a été retiré le {date}. Si vous avez aussi donné votre accord à un autre moment ou ailleurs, des messages peuvent encore arriver. Pour mettre fin à tous, envoyez STOP à {business} sur WhatsApp ou utilisez le contact ci-dessous.',
  standingExpired: 'Terminé',
  standingExpiredMeans: 'Ce consentement a pris fin le {date}. Il ne permet plus d’envoyer aucun message.',
  standingTooWeak: 'Arrêté',
  standingTooWeakMeans: 'Vous avez arrêté. Ce qui a été enregistré ensuite ne suffit pas pour reprendre.',
  standingThisOnly: 'Enregistré',
  standingThisOnlyMeans:
    'Personne n’a arrêté ce consentement sur cette page. Pour protéger la personne à qui appartient le numéro, ce lien ne montre rien d’autre\u00a0: si vous avez arrêté par un autre moyen, cela compte aussi.',

  stop: 'Arrêter ces messages',
  stopMeans: 'Effet immédiat. Rien d’autre à faire.',
  takeBack: 'Retirer ce consentement',
  takeBackMeans:
    'Prend effet immédiatement, pour ce seul consentement. Si vous avez aussi donné votre accord ailleurs, mettez-y fin là-bas également.',
  stopAll: 'Tout arrêter chez {business}',
  stopAllMeans:
    'Met fin à tous les consentements de cette page et à tout autre que vous avez donné ici. Effet immédiat.',
  object: 'Je m’oppose aux messages publicitaires de {business}',
  objectMeans:
    'Plus aucun message publicitaire ne vous parviendra, même si vous cochez ailleurs une case par erreur. Les autres messages ne sont pas concernés.',
  objected: 'Vous vous opposez aux messages publicitaires de {business} depuis le {date}.',
  stoppedNow: 'C’est fait. C’est arrêté.',
  takenBackNow: 'C’est fait. Seul ce consentement a été retiré.',
  nothingHere: 'Aucun consentement de votre part n’est enregistré ici.',

  agreedOn: 'Vous avez donné votre accord le {date}',
  details: 'Détails',
  alsoShown: 'Également affiché',
  alsoFolded: 'Derrière une ligne qui se déplie d’un geste',
  agreedExact:
    'Ce sont les mots exacts, tels qu’ils ont été enregistrés. Seule la fin du numéro est affichée.',
  statedWords: 'Ce qu’un système de l’entreprise dit avoir affiché ou fait entendre :',
  wordsNotRecorded: 'Les mots que vous avez vus ou entendus ne figurent pas dans cet enregistrement.',
  when: 'Quand',
  how: 'Comment',
  where: 'Où',
  wording: 'Texte',
  wordingVersion: '{id}, version {version}',
  channels: {
    web: 'Sur une page web',
    email: 'Par e-mail',
    sms: 'Par SMS',
    app: 'Dans une application',
    ivr: 'Par une touche du téléphone',
    agent: 'De vive voix, à une personne de l’entreprise',
    paper: 'Sur papier',
    whatsapp: 'Dans WhatsApp',
    import: 'Repris d’une liste plus ancienne',
  },

  gradeHeading: 'Ce que cela montre, et ce que cela ne montre pas',
  gradeScale: 'Niveau {grade} sur une échelle de E0 à E4',
  gradeShows: {
    E0: 'L’entreprise a repris ceci d’une liste plus ancienne.',
    E1: 'L’entreprise dit que vous avez accepté.',
    E2: 'Le texte a été affiché ou lu à voix haute, et quelqu’un a coché la case ou appuyé sur la touche.',
    E3: 'Le texte était à l’écran, quelqu’un a coché la case, et la page l’a transmis lors d’un échange direct avec ce registre.',
    E4: 'Comme E3 ou par un autre moyen, et la personne qui a accepté a aussi montré que le numéro est le sien.',
  },
  gradeShowsNot: {
    E0: 'Cela ne montre pas que quelqu’un ait été interrogé, ni ait accepté.',
    E1: 'Cela ne montre pas ce qui était à l’écran, ni qui a accepté.',
    E2: 'Cela ne montre pas qui c’était. Une page ou un système malhonnête pourrait le prétendre.',
    E3: 'Cela ne montre pas qui c’était. La page appartient à l’entreprise, et une page malhonnête pourrait le prétendre.',
    E4: 'Cela ne montre pas le nom de la personne à qui appartient le numéro.',
  },
  callShows:
    'Le texte a été lu lors d’un appel, la personne a appuyé sur la touche, et l’opérateur téléphonique a signé son compte rendu.',
  callShowsNot: 'Cela ne montre pas qui a appelé. Le numéro d’un appel peut être falsifié.',
  smsShows:
    'Vous avez écrit «\u00a0{keyword}\u00a0», ces mots sont revenus par SMS, et la réponse a été oui.',
  smsShowsNot: 'Cela ne montre pas qui a écrit les messages. L’expéditeur d’un SMS peut être falsifié.',
  gradeBecause: {
    saidOnly: 'Seul un système de l’entreprise le dit.',
    tickedBefore: 'La case était cochée avant votre arrivée.',
    notByHand: 'Le navigateur n’a pas confirmé qu’une personne avait cliqué.',
    outOfView: 'Moins de la moitié des mots était à l’écran.',
    covered: 'Quelque chose a pu couvrir ou cacher les mots.',
    hardToRead: 'Les mots étaient trop petits ou trop pâles.',
    notFresh: 'La signature a pu être faite à un autre moment.',
    callNotSigned: 'L’opérateur téléphonique n’a pas signé son compte rendu de l’appel.',
    smsNotSigned: 'Le fournisseur de SMS n’a pas signé son compte rendu de la réponse.',
    keyedIn: 'Le numéro a été composé pendant l’appel.',
  },

  lookedHeading: 'Qui a consulté',
  lookedBy: {
    key: 'Un système de l’entreprise',
    staff: 'Une personne agissant pour l’entreprise',
    operator: 'Un exploitant de ce registre',
    link: 'Le détenteur d’un lien vers cette page',
  },

  privacy: 'Comment votre numéro est utilisé',

  proofHeading: 'Preuve',
  proofMeans:
    'L’enregistrement a une place fixe dans un journal public. Personne ne peut le modifier ni l’antidater sans que cela se voie. Le journal lui-même ne montre ni numéro ni nom.',
  leafIndex: 'Entrée',
  treeSize: 'Entrées dans le journal à ce moment-là',
  checkpoint: 'État signé du journal',
  recordId: 'Référence',
  download: 'Télécharger le fichier de preuve',
  downloadMeans:
    'Il contient tout ce qu’il faut pour vérifier l’enregistrement sans ce site, et il contient votre numéro\u00a0: gardez-le pour vous.',
  downloadSealedMeans:
    'Il contient la preuve, mais pas l’enregistrement lui-même\u00a0: votre numéro n’y est pas. Demandez le fichier complet à l’entreprise.',

  verifyHeading: 'Vérifiez vous-même',
  verifyMeans:
    'Votre navigateur peut refaire tout le calcul à partir du fichier de preuve. Rien ne quitte votre appareil\u00a0: seules les clés publiques sont téléchargées.',
  verifyButton: 'Vérifier dans ce navigateur',
  verifyFile: 'Ou vérifier un fichier de preuve que vous avez',
  verifyWorking: 'Vérification en cours',
  verifyTrue: 'La preuve est vraie',
  verifyTrueMeans:
    'Cet enregistrement est l’entrée {index} d’un journal de {size} entrées, sans modification, et le journal comme le justificatif sont signés avec les clés que publie ce registre.',
  verifyFalse: 'La preuve est fausse',
  verifyFalseMeans: 'Quelque chose dans le fichier ne concorde pas. Ce qui a échoué est indiqué ci-dessous.',
  verifyNotEvidence: 'Ce n’est pas un fichier de preuve.',
  verifyUnreachable: 'La preuve ou les clés n’ont pas pu être téléchargées. Réessayez.',
  verifyUnable:
    'Ce navigateur ne sait pas vérifier ces signatures. Essayez-en un plus récent ou téléchargez le fichier.',
  steps: {
    opening: 'L’enregistrement et son nombre secret donnent l’entrée publique',
    leaf: 'L’entrée donne son empreinte',
    path: 'L’empreinte et ses voisines donnent la racine du journal',
    checkpoint: 'Le journal a signé cette racine',
    receipt: 'Le justificatif est signé et dit la même chose',
    keys: 'Les clés sont celles que publie ce registre',
  },
  stepGood: 'concorde',
  stepBad: 'ne concorde pas',

  goneTitle: 'Ce lien ne montre rien',
  goneMeans: 'Il est peut-être incomplet ou trop ancien, ou ce qu’il montrait a été effacé.',
  goneWhatToDo:
    'Ouvrez à nouveau le lien depuis le message qui le contenait. Si cela ne suffit pas, adressez-vous à l’entreprise qui l’a envoyé\u00a0; elle peut en envoyer un nouveau, et elle doit arrêter dès que vous le dites.',
  busyTitle: 'Trop de demandes',
  busyMeans:
    'Beaucoup de demandes sont venues de votre réseau. Attendez une minute et ouvrez à nouveau le lien.',
};
