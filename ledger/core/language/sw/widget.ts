// Swahili.

import type { Strings } from '../widget-strings.ts';

export const sw: Strings = {
  lang: 'sw',

  numberLabel: 'Nambari ya WhatsApp',
  hintWithCode: 'Kwa nambari isiyo ya +{code}, anza kwa + na msimbo wa nchi',
  hintInternational: 'Anza kwa + na msimbo wa nchi',
  numberGap: '(kama ilivyoingizwa hapa)',

  otherLines: 'Acha wakati wowote · Faragha · Zungumza na mtu',

  errorPrefix: 'Hitilafu: ',
  ending: 'Nambari inayoishia na {digits}',
  newTab: 'Hufunguka katika kichupo kipya',

  saving: 'Inahifadhi…',
  saved: 'Imehifadhiwa',
  receipt: 'Risiti',
  undoing: 'Inatengua…',
  undone: 'Imetenguliwa',
  notNow: 'Hili haliwezi kubadilishwa kwa sasa',
  numberChanged: 'Weka tiki tena',
  numberMoved: 'Weka tiki tena: nambari imebadilika',

  numberIncomplete: 'Andika nambari yako ya WhatsApp, pamoja na msimbo wa nchi',
  numberNotPossible: 'Kagua nambari: kuna tarakimu inayokosekana, iliyozidi au iliyokosewa',
  didYouMean: 'Je, ulimaanisha {number}?',
  numberRefused: 'Kagua nambari yako ya WhatsApp na msimbo wa nchi, kisha weka tiki tena',
  noticeChanged: 'Maandishi yamebadilika. Yasome kisha weka tiki tena',
  unreachable:
    'Chaguo lako halikuhifadhiwa kwa sababu mtandao umekatika. Weka tiki kwenye kisanduku ili kujaribu tena',
  unreachableCarried: 'Mtandao umekatika. Chaguo lako litatumwa pamoja na fomu',
  refused: 'Chaguo lako halikuweza kuhifadhiwa. Unaweza kuendelea bila hilo',
  tooMany: 'Umejaribu mara nyingi mno. Subiri saa moja, kisha weka tiki tena. Unaweza kuendelea bila hilo',
  undoFailed:
    'Mtandao umekatika, kwa hiyo chaguo lako bado limehifadhiwa. Ili kulitengua, jaribu tena au tumia kiungo kilicho hapa chini',
  byHand: 'Weka alama kwenye kisanduku mwenyewe: bofya, gusa au bonyeza kitufe cha nafasi',

  yourConsent: 'Idhini yako',
  agreedOn: 'Ulikubali tarehe {date}',
  howToStop: 'Ili kuacha, ondoa tiki kwenye kisanduku au tumia risiti yako',
  openReceipt: 'Risiti yako: ikague, itunze au acha kupokea',

  confirmHeading: 'Thibitisha kuwa nambari hii ni yako',
  confirmWhy: 'Kisha rekodi inaonyesha kuwa nambari hii ni yako',
  confirmByMessage: 'Tuma msimbo kwa WhatsApp',
  confirmWaiting: 'Tunasubiri ujumbe wako…',
  confirmByCode: 'Pata msimbo',
  codeLabel: 'Msimbo',
  codeHint: 'Tarakimu {count}, kutoka kwenye ujumbe tuliokutumia',
  codeSend: 'Thibitisha',
  codeWrong: 'Kagua msimbo kisha uandike tena',
  codeExpired: 'Muda wa msimbo umeisha. Pata mpya',
  confirmed: 'Imethibitishwa: nambari hii ni yako',
  confirmUnavailable: 'Haiwezi kuthibitishwa sasa. Hata hivyo, chaguo lako limehifadhiwa',
};
