// Swahili.

import type { AccessStrings } from '../access-strings.ts';

export const sw: AccessStrings = {
  title: 'Yote ambayo {business} imerekodi kukuhusu',
  names: 'Majina na namba zako',
  records: 'Ulichokubali na ulichosimamisha',
  messages: 'Ujumbe kwako',
  brief: 'Huhifadhiwa kwa muda mfupi',
  sent: 'Umetumwa',
  heldBack: 'Haukutumwa',
  erased: 'Imefutwa',
  corrected: 'Ilisahihishwa {date}',
  recordedAs: 'Ilirekodiwa kama {was}',
  language: 'Lugha',
  customerNumber: 'Nambari ya mteja',
  code: 'Msimbo',
  kinds: {
    opt_in: 'Ulikubali',
    opt_out: 'Ulisimamisha',
    declined: 'Ulisema hapana',
    objected: 'Ulipinga',
    confirmed: 'Ulionyesha kuwa namba ni yako',
    resumed: 'Uliomba ujumbe tena',
    linked: 'WhatsApp ilisema kuwa majina mawili ni yako',
    identifier_changed: 'WhatsApp ilisema kuwa namba au jina limebadilika',
    suspended: 'Imesitishwa: huenda namba sasa ni ya mtu mwingine',
    corrected: 'Rekodi ilisahihishwa',
  },
};
