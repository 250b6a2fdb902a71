// Gujarati.

import type { FlowStrings } from '../flow-strings.ts';

export const gu: FlowStrings = {
  language: 'ગુજરાતી માટે {key} દબાવો.',
  ask: 'છેલ્લા અંક {ending} ધરાવતા તમારા WhatsApp નંબર પર {business} તરફથી {what} મેળવવા માટે {yes} દબાવો. {stop} ના પાડવા માટે {no} દબાવો.',
  stop: 'તમે આને ગમે ત્યારે બંધ કરી શકો છો: WhatsApp માં STOP લખો.',
  ask_other: 'બીજા નંબર માટે {other} દબાવો.',
  ask_repeat: 'આ ફરીથી સાંભળવા માટે {repeat} દબાવો.',
  ask_withdraw: '{business} તરફથી આવતા બધા WhatsApp સંદેશા બંધ કરવા માટે {withdraw} દબાવો.',
  number: 'શૂન્ય શૂન્ય અને દેશના કોડથી શરૂ કરીને તમારો WhatsApp નંબર દબાવો, પછી હેશ બટન દબાવો.',
  number_wrong: 'આ નંબર અધૂરો છે અથવા કોઈ અંક ખોટો છે.',
  wrong_key: 'આ બટન માટે અહીં કોઈ વિકલ્પ નથી.',
  silence: 'અમને કોઈ બટન મળ્યું નથી.',
  recorded:
    'તમારી પસંદગી નોંધાઈ ગઈ છે: તમે WhatsApp પર {business} તરફથી {what} મેળવવા સંમત થયા છો. જો તમે પહેલાં WhatsApp માં {business} ના સંદેશા બંધ કર્યા હોય, તો ત્યાં START લખો. આવજો.',
  declined: 'તમારી પસંદગી નોંધાઈ ગઈ છે: તમે ના પાડી છે. આવજો.',
  withdrawn: 'નોંધાઈ ગયું છે કે {business} એ તમને WhatsApp સંદેશા મોકલવાનું બંધ કરવું પડશે. આવજો.',
  not_recorded: 'તમારી પસંદગી નોંધી શકાઈ નથી. કૃપા કરીને પછી ફરી ફોન કરો. આવજો.',
  gave_up: 'અમને કોઈ જવાબ મળ્યો નથી, તેથી કંઈ નોંધાયું નથી. આવજો.',
  firstPerson: /(?<![\p{L}\p{M}])(?:મારા|મારી|મારો|મારું|અમારા|અમારી|અમારો|અમારું)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
