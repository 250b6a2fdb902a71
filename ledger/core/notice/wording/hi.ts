// Hindi.

import type { Prescribed } from './prescribed.ts';

export const hi: Prescribed = {
  sentence: 'मैं अपने WhatsApp नंबर {masked} पर {business} से {what} पाने के लिए सहमति देता/देती हूँ',
  privacy: '{business} आपके नंबर का उपयोग कैसे करता है: {privacy_url}',
  withdrawal: 'आप कभी भी बंद कर सकते हैं: {withdrawal_url}',
  contact: '{business} में किसी व्यक्ति से बात करें: {contact}',
  prompt:
    '{masked} पर समाप्त होने वाले अपने WhatsApp नंबर पर {business} से {what} पाने के लिए 1 दबाएँ। ' +
    'आप कभी भी बंद कर सकते हैं। मना करने के लिए 2 दबाएँ।',
  callWord: /कॉल/,
  reviewed: false,
};
