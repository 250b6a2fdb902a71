// French.

import type { FormStrings } from '../form-strings.ts';

export const fr: FormStrings = {
  number: 'Votre numéro WhatsApp, avec l’indicatif du pays',
  tick: 'Cochez la case uniquement si vous êtes d’accord.',
  signature: 'Votre signature',
  date: 'Date',
  place: 'Lieu',
  staff: 'Matricule',
  aloud: 'Lisez ces mots à voix haute, tels quels :',
  ask: 'Êtes-vous d’accord ?',
  scanOnFile: 'L’entreprise conserve une numérisation du formulaire.',
  recordingOnFile: 'L’entreprise conserve un enregistrement.',
  twoStaff: 'Une seconde personne de l’entreprise l’a confirmé.',
  reviewed: false,
};
