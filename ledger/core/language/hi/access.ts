// Hindi.

import type { AccessStrings } from '../access-strings.ts';

export const hi: AccessStrings = {
  title: '{business} ने आपके बारे में जो कुछ दर्ज किया है',
  names: 'आपके नाम और नंबर',
  records: 'आपने किसके लिए सहमति दी और क्या रोका',
  messages: 'आपके लिए संदेश',
  brief: 'थोड़े समय के लिए रखा गया',
  sent: 'भेजा गया',
  heldBack: 'नहीं भेजा गया',
  erased: 'मिटाया गया',
  corrected: '{date} को सुधारा गया',
  recordedAs: 'इस रूप में दर्ज था: {was}',
  language: 'भाषा',
  customerNumber: 'ग्राहक संख्या',
  code: 'कोड',
  kinds: {
    opt_in: 'आपने सहमति दी',
    opt_out: 'आपने रोका',
    declined: 'आपने ना कहा',
    objected: 'आपने आपत्ति की',
    confirmed: 'आपने दिखाया कि नंबर आपका है',
    resumed: 'आपने फिर से संदेश माँगे',
    linked: 'WhatsApp ने बताया कि दो नाम आपके हैं',
    identifier_changed: 'WhatsApp ने बताया कि कोई नंबर या नाम बदला है',
    suspended: 'स्थगित: नंबर शायद अब किसी और का है',
    corrected: 'एक रिकॉर्ड सुधारा गया',
  },
};
