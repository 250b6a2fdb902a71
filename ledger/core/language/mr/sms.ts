// Marathi. In forms that fit a person of any gender.

import type { SmsStrings } from '../sms-strings.ts';

export const mr: SmsStrings = {
  ask: 'या क्रमांकावर WhatsApp मध्ये {business} कडून {what} मिळवण्यास संमती देण्यासाठी YES लिहून पाठवा.',
  stop: 'कधीही थांबवण्यासाठी STOP लिहून पाठवा.',
  help: 'मदतीसाठी: {contact}',
  recorded:
    'नोंदवले आहे: WhatsApp वर {business} कडून {what} मिळवण्यास तुम्ही संमती दिली आहे. तुम्ही यापूर्वी WhatsApp मध्ये {business} चे संदेश थांबवले असतील, तर तिथे START लिहा.',
  declined: 'नोंदवले आहे: तुम्ही नकार दिला आहे.',
  stopped: '{business} ने तुम्हाला WhatsApp संदेश पाठवणे थांबवावे, अशी नोंद केली आहे.',
  nothing: 'काहीही नोंदवलेले नाही.',
  yes: ['हो', 'होय'],
  no: ['नाही', 'नको'],
  helpWords: ['मदत'],
  reviewed: false,
};
