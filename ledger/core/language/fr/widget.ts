// French. A no-break space before a colon, as French typography has it.

import type { Strings } from '../widget-strings.ts';

export const fr: Strings = {
  lang: 'fr',

  numberLabel: 'Numéro WhatsApp',
  hintWithCode: 'Pour un numéro hors +{code}, commencez par + et l’indicatif du pays',
  hintInternational: 'Commencez par + et l’indicatif du pays',
  numberGap: '(celui saisi ici)',

  otherLines: 'Arrêter à tout moment · Confidentialité · Parler à une personne',

  errorPrefix: 'Erreur\u00a0: ',
  ending: 'Numéro se terminant par {digits}',
  newTab: 'S’ouvre dans un nouvel onglet',

  saving: 'Enregistrement…',
  saved: 'Enregistré',
  receipt: 'Justificatif',
  undoing: 'Annulation…',
  undone: 'Annulé',
  notNow: 'Ce choix ne peut pas être modifié pour le moment',
  numberChanged: 'Cochez à nouveau',
  numberMoved: 'Cochez à nouveau\u00a0: le numéro a changé',

  numberIncomplete: 'Saisissez votre numéro WhatsApp avec l’indicatif du pays',
  numberNotPossible: 'Vérifiez le numéro\u00a0: un chiffre manque, est en trop ou est mal saisi',
  didYouMean: 'Vouliez-vous dire {number}\u00a0?',
  numberRefused: 'Vérifiez votre numéro WhatsApp et l’indicatif du pays, puis cochez à nouveau',
  noticeChanged: 'Le texte a changé. Lisez-le et cochez à nouveau',
  unreachable: 'Votre choix n’a pas été enregistré, car la connexion a échoué. Cochez la case pour réessayer',
  unreachableCarried: 'La connexion a échoué. Votre choix sera envoyé avec le formulaire',
  refused: 'Votre choix n’a pas pu être enregistré. Vous pouvez continuer sans cela',
  tooMany:
    'Il y a eu trop d’essais. Attendez une heure, puis cochez à nouveau. Vous pouvez continuer sans cela',
  undoFailed:
    'La connexion a échoué, votre choix reste donc enregistré. Pour l’annuler, réessayez ou utilisez le lien ci-dessous',
  byHand: 'Cochez la case vous-même : cliquez, touchez-la ou appuyez sur la barre d’espace',

  yourConsent: 'Votre consentement',
  agreedOn: 'Vous avez donné votre accord le {date}',
  howToStop: 'Pour arrêter, décochez la case ou utilisez votre justificatif',
  openReceipt: 'Votre justificatif\u00a0: le vérifier, le garder ou arrêter',

  confirmHeading: 'Confirmez que ce numéro est le vôtre',
  confirmWhy: 'L’enregistrement montre alors que ce numéro est le vôtre',
  confirmByMessage: 'Envoyer le code avec WhatsApp',
  confirmWaiting: 'En attente de votre message…',
  confirmByCode: 'Recevoir un code',
  codeLabel: 'Code',
  codeHint: '{count} chiffres, dans le message que nous vous avons envoyé',
  codeSend: 'Confirmer',
  codeWrong: 'Vérifiez le code et saisissez-le à nouveau',
  codeExpired: 'Le code a expiré. Demandez-en un nouveau',
  confirmed: 'Confirmé\u00a0: ce numéro est le vôtre',
  confirmUnavailable:
    'La confirmation est impossible pour le moment. Votre choix est tout de même enregistré',
};
