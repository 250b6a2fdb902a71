// Hindi, in forms that fit a person of any gender.

import type { Strings } from '../widget-strings.ts';

export const hi: Strings = {
  lang: 'hi',

  numberLabel: 'WhatsApp नंबर',
  hintWithCode: '+{code} के बाहर के नंबर के लिए, + और देश कोड से शुरू करें',
  hintInternational: '+ और देश कोड से शुरू करें',
  numberGap: '(जैसा यहाँ डाला गया)',

  otherLines: 'कभी भी बंद करें · गोपनीयता · किसी व्यक्ति से बात करें',

  errorPrefix: 'त्रुटि: ',
  ending: 'नंबर के अंतिम अंक {digits}',
  newTab: 'नए टैब में खुलता है',

  saving: 'सहेज रहे हैं…',
  saved: 'सहेजा गया',
  receipt: 'रसीद',
  undoing: 'वापस ले रहे हैं…',
  undone: 'वापस लिया गया',
  notNow: 'अभी इसे बदला नहीं जा सकता',
  numberChanged: 'फिर से टिक करें',
  numberMoved: 'फिर से टिक करें: नंबर बदल गया है',

  numberIncomplete: 'देश कोड के साथ अपना WhatsApp नंबर डालें',
  numberNotPossible: 'नंबर जाँचें: कोई अंक कम है, ज़्यादा है या गलत लिखा गया है',
  didYouMean: 'क्या आपका मतलब {number} था?',
  numberRefused: 'अपना WhatsApp नंबर और उसका देश कोड जाँचें, फिर दोबारा टिक करें',
  noticeChanged: 'सहमति का पाठ बदल गया है। उसे पढ़ें और फिर से टिक करें',
  unreachable: 'कनेक्शन नहीं हो पाया, इसलिए आपकी पसंद सहेजी नहीं गई। फिर से कोशिश करने के लिए बॉक्स पर टिक करें',
  unreachableCarried: 'कनेक्शन नहीं हो पाया। आपकी पसंद फ़ॉर्म के साथ भेजी जाएगी',
  refused: 'आपकी पसंद सहेजी नहीं जा सकी। इसके बिना भी आगे बढ़ा जा सकता है',
  tooMany: 'बहुत ज़्यादा कोशिशें हुईं। एक घंटा रुकें, फिर टिक करें। इसके बिना भी आगे बढ़ा जा सकता है',
  undoFailed:
    'कनेक्शन नहीं हो पाया, इसलिए आपकी पसंद अब भी सहेजी हुई है। इसे वापस लेने के लिए फिर से कोशिश करें या नीचे दिए लिंक का इस्तेमाल करें',
  byHand: 'बॉक्स पर खुद निशान लगाएँ: क्लिक करें, टैप करें या स्पेस बार दबाएँ',

  yourConsent: 'आपकी सहमति',
  agreedOn: 'आपने {date} को सहमति दी',
  howToStop: 'बंद करने के लिए बॉक्स से टिक हटाएँ या अपनी रसीद का इस्तेमाल करें',
  openReceipt: 'आपकी रसीद: जाँचें, सँभालकर रखें या बंद करें',

  confirmHeading: 'पुष्टि करें कि यह नंबर आपका है',
  confirmWhy: 'तब रिकॉर्ड दिखाता है कि यह नंबर आपका है',
  confirmByMessage: 'WhatsApp से कोड भेजें',
  confirmWaiting: 'आपके संदेश का इंतज़ार है…',
  confirmByCode: 'कोड पाएँ',
  codeLabel: 'कोड',
  codeHint: '{count} अंक, उस संदेश से जो हमने आपको भेजा',
  codeSend: 'पुष्टि करें',
  codeWrong: 'कोड जाँचें और फिर से डालें',
  codeExpired: 'कोड की समय-सीमा खत्म हो गई। नया कोड पाएँ',
  confirmed: 'पुष्टि हो गई: यह नंबर आपका है',
  confirmUnavailable: 'अभी पुष्टि नहीं हो सकती। फिर भी आपकी पसंद सहेजी गई है',
};
