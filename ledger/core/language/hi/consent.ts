// Hindi. In forms that fit a person of any gender.

import type { Prescribed } from '../prescribed.ts';

export const hi: Prescribed = {
  sentence: 'मैं अपने WhatsApp नंबर {masked} पर {business} से {what} पाने के लिए सहमत हूँ',
  privacy: '{business} द्वारा आपके नंबर का उपयोग कैसे किया जाता है: {privacy_url}',
  withdrawal: 'इसे कभी भी बंद किया जा सकता है: {withdrawal_url}',
  contact: '{business} में किसी व्यक्ति से बात करें: {contact}',
  prompt:
    'अंतिम अंक {masked} वाले अपने WhatsApp नंबर पर {business} से {what} पाने के लिए 1 दबाएँ। ' +
    'इसे कभी भी बंद किया जा सकता है। मना करने के लिए 2 दबाएँ।',
  callWord: /(?<![\p{L}\p{M}])कॉल(?:ों|्स)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
