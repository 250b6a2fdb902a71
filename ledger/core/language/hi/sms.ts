// Hindi. In forms that fit a person of any gender.

import type { SmsStrings } from '../sms-strings.ts';

export const hi: SmsStrings = {
  ask: 'इस नंबर पर WhatsApp में {business} से {what} पाने की सहमति देने के लिए YES लिखकर भेजें।',
  stop: 'कभी भी बंद करने के लिए STOP लिखकर भेजें।',
  help: 'मदद: {contact}',
  recorded:
    'दर्ज हो गया है: आपने WhatsApp पर {business} से {what} पाने की सहमति दी है। अगर आपने पहले WhatsApp में {business} के संदेश बंद किए थे, तो वहाँ START लिखें।',
  declined: 'दर्ज हो गया है: आपने मना किया है।',
  stopped: 'दर्ज हो गया है कि {business} को आपको WhatsApp संदेश भेजना बंद करना होगा।',
  nothing: 'कुछ भी दर्ज नहीं हुआ है।',
  yes: ['हाँ', 'हां', 'haan', 'सहमत'],
  no: ['नहीं', 'nahi'],
  helpWords: ['मदद', 'सहायता'],
  reviewed: false,
};
