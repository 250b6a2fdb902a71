// Swahili.

import type { HostedStrings } from '../hosted-strings.ts';

export const sw: HostedStrings = {
  title: 'Ujumbe wa WhatsApp kutoka {business}',
  intro: 'Wewe ndiye unayeamua hapa. Kufungua ukurasa huu hakubadilishi chochote.',
  save: 'Hifadhi',
  tickFirst: 'Bado hakuna kilichohifadhiwa. Weka tiki kwenye kisanduku kwanza.',
  done: 'Imehifadhiwa. Unaweza kufunga ukurasa huu.',
  noScript: 'Ukurasa huu unahitaji JavaScript ili kurekodi chaguo lako. Hakuna kilichorekodiwa.',
  closedTitle: 'Ukurasa huu hauwezi kutumika',
  closedMeans: 'Huenda anwani yake haijakamilika, au biashara imeufunga. Hakuna kilichorekodiwa.',
  linkTitle: 'Chaguo lako kuhusu ujumbe wa WhatsApp',
  linkOverTitle: 'Kiungo hiki hakiwezi kutumika',
  linkOverMeans:
    'Huenda hakijakamilika au ni cha zamani sana, au biashara imekiondoa. Hakuna kilichorekodiwa. Kifungue tena kutoka kwenye ujumbe uliokileta, au omba kipya kwa biashara.',
  usedTitle: 'Kiungo hiki kilitumika {date}',
  usedMeans:
    'Chaguo la nambari {number} lilihifadhiwa kwa kiungo hiki. Kusimamisha ujumbe, tuma STOP kwa {business} kwenye WhatsApp au tumia mawasiliano yaliyo hapa chini. Ikiwa tayari umeusimamisha, hilo linahesabika.',
  takenBackTitle: 'Idhini iliyotolewa kwa kiungo hiki imeondolewa',
  takenBackAgain: 'Ilikuwa ya nambari {number}. Ili kukubali tena, omba kiungo kipya kwa {business}.',
  otherNumber: 'Tumia nambari nyingine',
  waiting: 'Subiri kidogo…',
  unreachable: 'Muunganisho umeshindwa. Pakia ukurasa tena.',
  printTitle: 'Pokea {what} kutoka kwa {business} kwenye WhatsApp',
  printScan: 'Changanua msimbo huu kwa kamera ya simu yako, au fungua anwani hii:',
  printDecide: 'Unaamua wewe kwenye ukurasa. Kuchanganua pekee hakubadilishi chochote.',
};
