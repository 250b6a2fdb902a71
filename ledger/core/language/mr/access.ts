// Marathi.

import type { AccessStrings } from '../access-strings.ts';

export const mr: AccessStrings = {
  title: '{business} ने तुमच्याबद्दल नोंदवलेले सर्व काही',
  names: 'तुमची नावे आणि क्रमांक',
  records: 'तुम्ही कशाला संमती दिली आणि काय थांबवले',
  messages: 'तुम्हाला संदेश',
  brief: 'थोड्या काळासाठी ठेवलेले',
  sent: 'पाठवले',
  heldBack: 'पाठवले नाही',
  erased: 'मिटवले',
  corrected: '{date} रोजी दुरुस्त केले',
  recordedAs: 'अशी नोंद होती: {was}',
  language: 'भाषा',
  customerNumber: 'ग्राहक क्रमांक',
  code: 'कोड',
  kinds: {
    opt_in: 'तुम्ही संमती दिली',
    opt_out: 'तुम्ही थांबवले',
    declined: 'तुम्ही नाही म्हणालात',
    objected: 'तुम्ही हरकत घेतली',
    confirmed: 'तुम्ही दाखवले की क्रमांक तुमचा आहे',
    resumed: 'तुम्ही पुन्हा संदेश मागितले',
    linked: 'WhatsApp ने कळवले की दोन नावे तुमची आहेत',
    identifier_changed: 'WhatsApp ने कळवले की क्रमांक किंवा नाव बदलले',
    suspended: 'स्थगित: क्रमांक आता दुसऱ्या कोणाचा असू शकतो',
    corrected: 'एक नोंद दुरुस्त केली',
  },
};
