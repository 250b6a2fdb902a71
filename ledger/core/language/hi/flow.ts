// Hindi. In forms that fit a person of any gender.

import type { FlowStrings } from '../flow-strings.ts';

export const hi: FlowStrings = {
  language: 'हिन्दी के लिए {key} दबाएँ।',
  ask: 'अंतिम अंक {ending} वाले अपने WhatsApp नंबर पर {business} से {what} पाने के लिए {yes} दबाएँ। {stop} मना करने के लिए {no} दबाएँ।',
  stop: 'इसे कभी भी बंद किया जा सकता है: WhatsApp में STOP लिखें।',
  ask_other: 'किसी दूसरे नंबर के लिए {other} दबाएँ।',
  ask_repeat: 'इसे फिर से सुनने के लिए {repeat} दबाएँ।',
  ask_withdraw: '{business} से आने वाले सभी WhatsApp संदेश बंद करने के लिए {withdraw} दबाएँ।',
  number: 'शून्य शून्य और देश के कोड से शुरू करके अपना WhatsApp नंबर दबाएँ, फिर हैश बटन दबाएँ।',
  number_wrong: 'यह नंबर पूरा नहीं है, या इसका कोई अंक गलत है।',
  wrong_key: 'इस बटन का यहाँ कोई काम नहीं है।',
  silence: 'हमें कोई बटन नहीं मिला।',
  recorded:
    'आपका चुनाव दर्ज हो गया है: आपने WhatsApp पर {business} से {what} पाने की सहमति दी है। अगर आपने पहले WhatsApp में {business} के संदेश बंद किए थे, तो वहाँ START लिखें। नमस्कार।',
  declined: 'आपका चुनाव दर्ज हो गया है: आपने मना किया है। नमस्कार।',
  withdrawn: 'दर्ज हो गया है कि {business} को आपको WhatsApp संदेश भेजना बंद करना होगा। नमस्कार।',
  not_recorded: 'आपका चुनाव दर्ज नहीं हो सका। कृपया बाद में फिर से फ़ोन करें। नमस्कार।',
  gave_up: 'हमें कोई उत्तर नहीं मिला, इसलिए कुछ भी दर्ज नहीं हुआ है। नमस्कार।',
  firstPerson: /(?<![\p{L}\p{M}])(?:मेर|हमार)[ेाी](?![\p{L}\p{M}])/u,
  reviewed: false,
};
