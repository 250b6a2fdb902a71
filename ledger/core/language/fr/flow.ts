// French, with the formal "vous". No word before {business} would elide.

import type { FlowStrings } from '../flow-strings.ts';

export const fr: FlowStrings = {
  language: 'Pour continuer en français, tapez {key}.',
  ask: 'Pour que {business} vous envoie {what} sur votre numéro WhatsApp se terminant par {ending}, tapez {yes}. {stop} Pour refuser, tapez {no}.',
  stop: 'Vous pouvez arrêter à tout moment\u00a0: écrivez STOP dans WhatsApp.',
  ask_other: 'Pour utiliser un autre numéro, tapez {other}.',
  ask_repeat: 'Pour réécouter ce message, tapez {repeat}.',
  ask_withdraw: 'Pour ne plus recevoir aucun message WhatsApp envoyé par {business}, tapez {withdraw}.',
  number:
    'Composez votre numéro WhatsApp, en commençant par zéro zéro et l’indicatif du pays, puis appuyez sur la touche dièse.',
  number_wrong: 'Ce numéro est incomplet, ou un chiffre est faux.',
  wrong_key: 'Cette touche ne correspond à aucun choix.',
  silence: 'Nous n’avons reçu aucun choix.',
  recorded:
    'Votre choix est enregistré\u00a0: vous avez accepté que {business} vous envoie {what} dans WhatsApp. Si vous aviez arrêté les messages envoyés par {business} dans WhatsApp, écrivez-y START. Au revoir.',
  declined: 'Votre choix est enregistré\u00a0: vous avez refusé. Au revoir.',
  withdrawn: 'Il est enregistré que {business} ne doit plus vous envoyer de messages WhatsApp. Au revoir.',
  not_recorded: 'Votre choix n’a pas pu être enregistré. Veuillez rappeler plus tard. Au revoir.',
  gave_up: 'Nous n’avons reçu aucune réponse, rien n’a donc été enregistré. Au revoir.',
  firstPerson: /(?<!\p{L})(?:mes|mon|ma|nos|notre)(?!\p{L})/iu,
  reviewed: false,
};
