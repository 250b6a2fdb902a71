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
  language: 'ભાષા',
  customerNumber: 'ગ્રાહક નંબર',
  kinds: {
    opt_in: 'તમે સંમતિ આપી',
    opt_out: 'તમે બંધ કર્યું',
    declined: 'તમે ના કહ્યું',
    objected: 'તમે વાંધો લીધો',
    confirmed: 'તમે બતાવ્યું કે નંબર તમારો છે',
  },
};
