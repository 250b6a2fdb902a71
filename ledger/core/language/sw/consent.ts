// Swahili.

import type { Prescribed } from '../prescribed.ts';

export const sw: Prescribed = {
  sentence: 'Ninakubali kupokea {what} kutoka kwa {business} kwenye nambari yangu ya WhatsApp {masked}',
  privacy: 'Jinsi {business} inavyotumia nambari yako: {privacy_url}',
  withdrawal: 'Unaweza kuacha wakati wowote: {withdrawal_url}',
  contact: 'Zungumza na mtu wa {business}: {contact}',
  prompt:
    'Ili kupokea {what} kutoka kwa {business} kwenye nambari yako ya WhatsApp inayoishia na {masked}, bonyeza 1. ' +
    'Unaweza kuacha wakati wowote. Ili kukataa, bonyeza 2.',
  // Only with what tells a call from the telephone itself, which is the same word.
  callWord: /(?<!\p{L})(?:\p{L}*pig(?:a|ia|iwa) simu|kupokea simu|simu za (?:sauti|video))(?!\p{L})/iu,
  reviewed: false,
};
