// Marathi. In forms that fit a person of any gender.

import type { FlowStrings } from '../flow-strings.ts';

export const mr: FlowStrings = {
  language: 'मराठीसाठी {key} दाबा.',
  ask: 'शेवटचे अंक {ending} असलेल्या तुमच्या WhatsApp क्रमांकावर {business} कडून {what} मिळवण्यासाठी {yes} दाबा. {stop} नकार देण्यासाठी {no} दाबा.',
  stop: 'तुम्ही हे कधीही थांबवू शकता: WhatsApp मध्ये STOP लिहा.',
  ask_other: 'दुसरा क्रमांक वापरण्यासाठी {other} दाबा.',
  ask_repeat: 'हे पुन्हा ऐकण्यासाठी {repeat} दाबा.',
  ask_withdraw: '{business} कडून येणारे सर्व WhatsApp संदेश थांबवण्यासाठी {withdraw} दाबा.',
  number: 'शून्य शून्य आणि देशाच्या कोडने सुरुवात करून तुमचा WhatsApp क्रमांक दाबा आणि नंतर हॅश बटण दाबा.',
  number_wrong: 'हा क्रमांक अपूर्ण आहे किंवा एखादा अंक चुकीचा आहे.',
  wrong_key: 'या बटणाला इथे काही अर्थ नाही.',
  silence: 'आम्हाला कोणतेही बटण मिळाले नाही.',
  recorded:
    'तुमची निवड नोंदवली आहे: WhatsApp वर {business} कडून {what} मिळवण्यास तुम्ही संमती दिली आहे. तुम्ही यापूर्वी WhatsApp मध्ये {business} चे संदेश थांबवले असतील, तर तिथे START लिहा. नमस्कार.',
  declined: 'तुमची निवड नोंदवली आहे: तुम्ही नकार दिला आहे. नमस्कार.',
  withdrawn: '{business} ने तुम्हाला WhatsApp संदेश पाठवणे थांबवावे, अशी नोंद केली आहे. नमस्कार.',
  not_recorded: 'तुमची निवड नोंदवता आली नाही. कृपया नंतर पुन्हा फोन करा. नमस्कार.',
  gave_up: 'आम्हाला उत्तर मिळाले नाही, त्यामुळे काहीही नोंदवलेले नाही. नमस्कार.',
  firstPerson: /(?<![\p{L}\p{M}])(?:माझ्या|माझी|माझा|माझे|आमच्या|आमची|आमचा|आमचे)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
