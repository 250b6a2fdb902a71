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
  language: 'Lugha',
  customerNumber: 'Nambari ya mteja',
  kinds: {
    opt_in: 'Ulikubali',
    opt_out: 'Ulisimamisha',
    declined: 'Ulisema hapana',
    objected: 'Ulipinga',
    confirmed: 'Ulionyesha kuwa namba ni yako',
  },
};
