// Hindi, in forms that fit a person of any gender.

import type { HostedStrings } from '../hosted-strings.ts';

export const hi: HostedStrings = {
  title: '{business} के WhatsApp संदेश',
  intro: 'फ़ैसला आपका है। इस पेज को खोलने से कुछ नहीं बदलता।',
  save: 'सहेजें',
  tickFirst: 'अभी कुछ सहेजा नहीं गया है। पहले बॉक्स पर टिक करें।',
  done: 'सहेजा गया। आप यह पेज बंद कर सकते हैं।',
  noScript: 'आपकी पसंद दर्ज करने के लिए इस पेज को JavaScript चाहिए। कुछ भी दर्ज नहीं हुआ है।',
  closedTitle: 'इस पेज का इस्तेमाल नहीं हो सकता',
  closedMeans: 'शायद इसका पता अधूरा है, या व्यवसाय ने इसे बंद कर दिया है। कुछ भी दर्ज नहीं हुआ।',
  linkTitle: 'WhatsApp संदेशों के बारे में आपकी पसंद',
  linkOverTitle: 'इस लिंक का इस्तेमाल नहीं हो सकता',
  linkOverMeans:
    'शायद यह अधूरा या बहुत पुराना है, या व्यवसाय ने इसे वापस ले लिया है। कुछ भी दर्ज नहीं हुआ। जिस संदेश में यह आया था उससे फिर खोलें, या व्यवसाय से नया लिंक माँगें।',
  usedTitle: 'इस लिंक का इस्तेमाल {date} को हो चुका है',
  usedMeans:
    'इससे {number} नंबर के लिए एक पसंद सहेजी गई थी। संदेश बंद करने के लिए WhatsApp पर {business} को STOP भेजें या नीचे दिए संपर्क का इस्तेमाल करें।',
  otherNumber: 'दूसरा नंबर इस्तेमाल करें',
  waiting: 'एक पल…',
  unreachable: 'कनेक्शन नहीं हो पाया। पेज फिर से लोड करें।',
  printTitle: 'WhatsApp पर {business} से {what} पाएँ',
  printScan: 'अपने फ़ोन के कैमरे से कोड स्कैन करें, या यह पता खोलें:',
  printDecide: 'फ़ैसला आप पेज पर करेंगे। केवल स्कैन करने से कुछ नहीं बदलता।',
};
