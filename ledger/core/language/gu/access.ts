// Gujarati.

import type { AccessStrings } from '../access-strings.ts';

export const gu: AccessStrings = {
  title: '{business} એ તમારા વિશે નોંધેલું બધું',
  names: 'તમારાં નામ અને નંબર',
  records: 'તમે શેના માટે સંમતિ આપી અને શું બંધ કર્યું',
  messages: 'તમને સંદેશા',
  brief: 'થોડા સમય માટે રાખેલું',
  sent: 'મોકલ્યો',
  heldBack: 'મોકલ્યો નથી',
  erased: 'ભૂંસી નાખ્યું',
  corrected: '{date} ના રોજ સુધાર્યું',
  recordedAs: 'આ રીતે નોંધાયું હતું: {was}',
  language: 'ભાષા',
  customerNumber: 'ગ્રાહક નંબર',
  code: 'કોડ',
  kinds: {
    opt_in: 'તમે સંમતિ આપી',
    opt_out: 'તમે બંધ કર્યું',
    declined: 'તમે ના કહ્યું',
    objected: 'તમે વાંધો લીધો',
    confirmed: 'તમે બતાવ્યું કે નંબર તમારો છે',
    resumed: 'તમે ફરી સંદેશા માંગ્યા',
    linked: 'WhatsApp એ જણાવ્યું કે બે નામ તમારાં છે',
    identifier_changed: 'WhatsApp એ જણાવ્યું કે નંબર અથવા નામ બદલાયું',
    suspended: 'સ્થગિત: નંબર હવે બીજા કોઈનો હોઈ શકે',
    corrected: 'એક નોંધ સુધારવામાં આવી',
  },
};
