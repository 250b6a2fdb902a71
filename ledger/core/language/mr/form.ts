// Marathi.

import type { FormStrings } from '../form-strings.ts';

export const mr: FormStrings = {
  number: 'देशाच्या कोडसह तुमचा WhatsApp क्रमांक',
  tick: 'तुम्ही सहमत असाल तरच चौकटीत खूण करा.',
  signature: 'तुमची सही',
  date: 'दिनांक',
  place: 'ठिकाण',
  staff: 'कर्मचारी क्रमांक',
  aloud: 'हे शब्द जसे आहेत तसेच मोठ्याने वाचा:',
  ask: 'तुम्ही सहमत आहात का?',
  scanOnFile: 'फॉर्मची स्कॅन प्रत व्यवसायाकडे ठेवलेली आहे.',
  recordingOnFile: 'एक ध्वनिमुद्रण व्यवसायाकडे ठेवलेले आहे.',
  twoStaff: 'दुसऱ्या कर्मचाऱ्याने याची पुष्टी केली आहे.',
  reviewed: false,
};
