// Swahili.

import type { SmsStrings } from '../sms-strings.ts';

export const sw: SmsStrings = {
  ask: 'Jibu NDIYO ili kukubali kupokea {what} kutoka kwa {business} kwenye WhatsApp ya nambari hii.',
  stop: 'Jibu STOP ili kuacha wakati wowote.',
  help: 'Msaada: {contact}',
  recorded:
    'Imerekodiwa: umekubali kupokea {what} kutoka kwa {business} kwenye WhatsApp. Ikiwa ulisimamisha ujumbe wa {business} kwenye WhatsApp hapo awali, andika START huko.',
  declined: 'Imerekodiwa: umekataa.',
  stopped: 'Imerekodiwa kwamba {business} lazima iache kukutumia ujumbe wa WhatsApp.',
  nothing: 'Hakuna kilichorekodiwa.',
  yes: ['NDIYO', 'ndio', 'nakubali'],
  no: ['HAPANA'],
  helpWords: ['MSAADA'],
  reviewed: false,
};
