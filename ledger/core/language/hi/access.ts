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
  language: 'भाषा',
  customerNumber: 'ग्राहक संख्या',
  kinds: {
    opt_in: 'आपने सहमति दी',
    opt_out: 'आपने रोका',
    declined: 'आपने ना कहा',
    objected: 'आपने आपत्ति की',
    confirmed: 'आपने दिखाया कि नंबर आपका है',
  },
};
