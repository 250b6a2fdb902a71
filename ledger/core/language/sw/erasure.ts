// Swahili.

import type { ErasureStrings } from '../erasure-strings.ts';

export const sw: ErasureStrings = {
  heading: 'Futa kila kitu kukuhusu',
  means: '{business} inaharibu kila kitu kilichorekodiwa hapa kukuhusu. Hili haliwezi kutenduliwa.',
  stays:
    'Kinachobaki: alama inayotambua nambari yako, ili mtu yeyote asikuandikie usipokubali tena, na mistari ya daftari la umma ambayo haisemi lolote kukuhusu.',
  only: 'Futa kila kitu; huenda nikakubali tena baadaye',
  never: 'Futa kila kitu, na kuanzia sasa usinitumie ujumbe tena kamwe',
  ask: 'Omba kufutwa',
  askMeans:
    '{business} inaliangalia hili kwanza. Hadi lifanyike, ujumbe bado unaweza kuja; unaweza kuusimamisha hapo juu.',
  asked: 'Uliomba {business} tarehe {date} ifute kila kitu kukuhusu. Bado halijafanyika.',
  refused:
    '{business} haikukubali hili tarehe {date}. Uliza sababu kupitia anwani iliyo hapa chini. Unaweza pia kulalamika kwa mamlaka ya ulinzi wa data.',
  linkOnly: 'Kiungo hiki peke yake hakionyeshi kuwa nambari ni yako: huenda kilipitishwa kwa mwingine.',
  byMessage:
    'Ili kuomba, tuma kwa {business} ujumbe huu kwa WhatsApp, kutoka nambari hiyo na bila kuubadilisha:',
  byContact: 'Ili kuomba, andikia {business} kupitia anwani iliyo hapa chini.',
  atOnce: 'Kila kitu kinafutwa mara ujumbe unapofika.',
  open: 'Fungua WhatsApp',
  message: 'Tafadhali futa kila kitu mlichorekodi kunihusu. Nambari hii ni yangu.',
};
