// Hindi.

import type { FormStrings } from '../form-strings.ts';

export const hi: FormStrings = {
  number: 'देश कोड के साथ आपका WhatsApp नंबर',
  tick: 'सहमत होने पर ही खाने में निशान लगाएँ।',
  signature: 'आपके हस्ताक्षर',
  date: 'तारीख',
  place: 'स्थान',
  staff: 'कर्मचारी संख्या',
  aloud: 'ये शब्द जैसे लिखे हैं वैसे ही ज़ोर से पढ़ें:',
  ask: 'क्या आप सहमत हैं?',
  scanOnFile: 'फ़ॉर्म की स्कैन प्रति व्यवसाय के पास रखी है।',
  recordingOnFile: 'एक रिकॉर्डिंग व्यवसाय के पास रखी है।',
  twoStaff: 'दूसरे कर्मचारी ने इसकी पुष्टि की है।',
  reviewed: false,
};
