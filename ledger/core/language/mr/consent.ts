// Marathi. In forms that fit a person of any gender.

import type { Prescribed } from '../prescribed.ts';

export const mr: Prescribed = {
  sentence: 'माझ्या {masked} या WhatsApp क्रमांकावर {business} कडून {what} मिळण्यास मी संमती देत आहे',
  privacy: '{business} कडून तुमचा क्रमांक कसा वापरला जातो: {privacy_url}',
  withdrawal: 'तुम्ही हे कधीही थांबवू शकता: {withdrawal_url}',
  contact: '{business} च्या प्रतिनिधीशी बोला: {contact}',
  prompt:
    'शेवटचे अंक {masked} असलेल्या तुमच्या WhatsApp क्रमांकावर {business} कडून {what} मिळवण्यासाठी 1 दाबा. ' +
    'तुम्ही हे कधीही थांबवू शकता. नकार देण्यासाठी 2 दाबा.',
  callWord: /(?<![\p{L}\p{M}])कॉल(?:्स|द्वारे|साठी|वर|चे|ची|चा)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
