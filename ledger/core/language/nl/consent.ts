// Dutch, with the formal "u".

import type { Prescribed } from '../prescribed.ts';

export const nl: Prescribed = {
  sentence: 'Ik geef toestemming om {what} van {business} te ontvangen op mijn WhatsApp-nummer {masked}',
  privacy: 'Hoe {business} uw nummer gebruikt: {privacy_url}',
  withdrawal: 'U kunt op elk moment stoppen: {withdrawal_url}',
  contact: 'Spreek met een medewerker van {business}: {contact}',
  prompt:
    'Om {what} van {business} te ontvangen op uw WhatsApp-nummer dat eindigt op {masked}, toetst u een 1. ' +
    'U kunt op elk moment stoppen. Om te weigeren, toetst u een 2.',
  callWord:
    /(?<!\p{L})(?:(?:spraak|telefoon|video)?oproep(?:en)?|telefoontjes?|(?:op)?bellen|(?:op)?gebeld)(?!\p{L})/iu,
  reviewed: false,
};
