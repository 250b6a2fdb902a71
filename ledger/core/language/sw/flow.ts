// Swahili.

import type { FlowStrings } from '../flow-strings.ts';

export const sw: FlowStrings = {
  language: 'Kwa Kiswahili, bonyeza {key}.',
  ask: 'Ili kupokea {what} kutoka kwa {business} kwenye nambari yako ya WhatsApp inayoishia na {ending}, bonyeza {yes}. {stop} Ili kukataa, bonyeza {no}.',
  stop: 'Unaweza kuacha wakati wowote: andika STOP kwenye WhatsApp.',
  ask_other: 'Ili kutumia nambari nyingine, bonyeza {other}.',
  ask_repeat: 'Ili kusikiliza tena, bonyeza {repeat}.',
  ask_withdraw: 'Ili kusimamisha ujumbe wote wa WhatsApp kutoka kwa {business}, bonyeza {withdraw}.',
  number:
    'Bonyeza nambari yako ya WhatsApp, ukianza na sifuri sifuri na msimbo wa nchi, kisha alama ya reli.',
  number_wrong: 'Nambari hiyo haijakamilika, au tarakimu moja si sahihi.',
  wrong_key: 'Kitufe hicho hakina maana hapa.',
  silence: 'Hatukupokea kitufe chochote.',
  recorded:
    'Chaguo lako limerekodiwa: umekubali kupokea {what} kutoka kwa {business} kwenye WhatsApp. Ikiwa ulisimamisha ujumbe wa {business} kwenye WhatsApp hapo awali, andika START huko. Kwaheri.',
  declined: 'Chaguo lako limerekodiwa: umekataa. Kwaheri.',
  withdrawn: 'Imerekodiwa kwamba {business} lazima iache kukutumia ujumbe wa WhatsApp. Kwaheri.',
  not_recorded: 'Chaguo lako halikuweza kurekodiwa. Tafadhali jaribu tena baadaye. Kwaheri.',
  gave_up: 'Hatukupata jibu, kwa hiyo hakuna kilichorekodiwa. Kwaheri.',
  firstPerson: /\b(?:y|z|l|w|v|ch|k|pa|m|kw)?(?:angu|etu)\b/i,
  reviewed: false,
};
