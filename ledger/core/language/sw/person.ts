// Swahili.

import type { PersonStrings } from '../person-strings.ts';

export const sw: PersonStrings = {
  titleOne: 'Idhini yako ya kupokea ujumbe wa WhatsApp kutoka kwa {business}',
  titleAll: 'Chaguo zako za WhatsApp kwa {business}',
  skip: 'Nenda kwenye idhini yako',

  standingOn: 'Inatumika',
  standingOnMeans: '{business} inaweza kukutumia ujumbe huu.',
  standingStopped: 'Imesimamishwa',
  standingStoppedMeans: 'Ilisimamishwa tarehe {date}. {business} hairuhusiwi tena kukutumia ujumbe huu.',
  standingTakenBack: 'Imeondolewa',
  standingTakenBackMeans:
    'Idhini hii pekee iliondolewa tarehe {date}. Kama ulikubali wakati mwingine au mahali pengine pia, ujumbe bado unaweza kuja. Ili kusimamisha zote, tuma STOP kwa {business} kwenye WhatsApp au tumia mawasiliano yaliyo hapa chini.',
  standingExpired: 'Imeisha',
  standingExpiredMeans:
    'Idhini hii iliisha tarehe {date}. Hakuna ujumbe unaoruhusiwa kutumwa kwa idhini hii.',
  standingTooWeak: 'Imesimamishwa',
  standingTooWeakMeans: 'Ulisimamisha. Kilichorekodiwa baadaye hakitoshi kuanza tena.',
  standingThisOnly: 'Imerekodiwa',
  standingThisOnlyMeans:
    'Hakuna aliyesimamisha idhini hii kwenye ukurasa huu. Ili kumlinda mwenye nambari, kiungo hiki hakionyeshi kingine: ikiwa ulisimamisha kwa njia nyingine, hilo pia linahesabika.',

  stop: 'Simamisha ujumbe huu',
  stopMeans: 'Inaanza mara moja. Huhitaji kufanya kingine.',
  takeBack: 'Ondoa idhini hii',
  takeBackMeans:
    'Inaanza kutumika mara moja, kwa idhini hii pekee. Kama ulikubali mahali pengine pia, isimamishe huko pia.',
  stopAll: 'Simamisha kila kitu kutoka kwa {business}',
  stopAllMeans:
    'Inamaliza idhini zote kwenye ukurasa huu, na nyingine yoyote uliyotoa hapa. Inaanza mara moja.',
  object: 'Ninapinga ujumbe wa matangazo kutoka {business}',
  objectMeans:
    'Hutapokea tena ujumbe wowote wa matangazo, hata ukiweka alama mahali pengine kwa makosa. Ujumbe mwingine hauathiriki.',
  objected: 'Umepinga ujumbe wa matangazo kutoka {business} tangu {date}.',
  stoppedNow: 'Tayari. Imesimamishwa.',
  takenBackNow: 'Tayari. Idhini hii pekee imeondolewa.',
  nothingHere: 'Hakuna idhini yako iliyorekodiwa hapa.',

  agreedOn: 'Ulikubali tarehe {date}',
  details: 'Maelezo',
  alsoShown: 'Pia ilionyeshwa',
  alsoFolded: 'Nyuma ya mstari mmoja unaofunguka kwa kugusa',
  agreedExact:
    'Haya ni maneno yenyewe kama yalivyorekodiwa. Sehemu ya mwisho tu ya nambari ndiyo inayoonyeshwa.',
  statedWords: 'Kile ambacho mfumo wa biashara unasema ulionyesha au ulicheza:',
  wordsNotRecorded: 'Maneno uliyoyaona au kuyasikia hayapo katika rekodi hii.',
  when: 'Lini',
  how: 'Vipi',
  where: 'Wapi',
  wording: 'Maneno',
  wordingVersion: '{id}, toleo {version}',
  channels: {
    web: 'Kwenye ukurasa wa tovuti',
    email: 'Kwa barua pepe',
    sms: 'Kwa SMS',
    app: 'Kwenye programu',
    ivr: 'Kwa kubonyeza kitufe kwenye simu',
    agent: 'Kwa kumwambia mfanyakazi',
    paper: 'Kwenye karatasi',
    whatsapp: 'Kwenye WhatsApp',
    import: 'Ilichukuliwa kutoka orodha ya zamani',
  },

  gradeHeading: 'Kinachoonyeshwa, na kisichoonyeshwa',
  gradeScale: 'Kiwango cha {grade} kati ya E0 na E4',
  gradeShows: {
    E0: 'Biashara ilichukua hii kutoka orodha ya zamani.',
    E1: 'Biashara inasema kuwa ulikubali.',
    E2: 'Maneno yalionyeshwa au kusomwa, na mtu aliweka tiki kwenye kisanduku au kubonyeza kitufe.',
    E3: 'Maneno yalikuwa kwenye skrini, mtu aliweka tiki mwenyewe, na ukurasa ulifanya hivyo kwa mawasiliano mapya na daftari hili.',
    E4: 'Kama E3 au kwa njia nyingine, na aliyekubali pia alionyesha kuwa nambari ni yake.',
  },
  gradeShowsNot: {
    E0: 'Haionyeshi kuwa kuna aliyeulizwa, au aliyekubali.',
    E1: 'Haionyeshi kilichokuwa kwenye skrini, au aliyekubali.',
    E2: 'Haionyeshi alikuwa nani. Ukurasa au mfumo usio mwaminifu unaweza kudai hivyo.',
    E3: 'Haionyeshi alikuwa nani. Ukurasa ni wa biashara, na ukurasa usio mwaminifu unaweza kudai hivyo.',
    E4: 'Haionyeshi jina la mwenye nambari.',
  },
  callShows:
    'Maneno yalisomwa wakati wa simu, mpigaji alibonyeza kitufe, na mtoa huduma ya simu alitia saini taarifa yake.',
  callShowsNot: 'Haionyeshi ni nani aliyepiga. Nambari ya mpigaji inaweza kughushiwa.',
  smsShows: 'Uliandika “{keyword}”, maneno haya yakarudi kwa SMS, na jibu lake lilikuwa ndiyo.',
  smsShowsNot: 'Haionyeshi nani aliandika ujumbe. Mtumaji wa SMS anaweza kughushiwa.',
  gradeBecause: {
    saidOnly: 'Ni mfumo wa biashara pekee unaosema hivyo.',
    tickedBefore: 'Kisanduku kilikuwa na alama kabla hujafika.',
    notByHand: 'Kivinjari hakikuthibitisha kwamba mtu alibofya.',
    outOfView: 'Chini ya nusu ya maneno yalikuwa kwenye skrini.',
    covered: 'Huenda kitu kilifunika au kilificha maneno.',
    hardToRead: 'Maneno yalikuwa madogo mno au hafifu mno.',
    notFresh: 'Huenda saini ilitengenezwa wakati mwingine.',
    callNotSigned: 'Mtoa huduma ya simu hakutia saini taarifa ya simu hiyo.',
    smsNotSigned: 'Mtoa huduma wa SMS hakutia sahihi ripoti yake ya jibu.',
    keyedIn: 'Nambari iliingizwa na mpigaji wakati wa simu.',
  },

  lookedHeading: 'Nani ametazama',
  lookedBy: {
    key: 'Mfumo wa biashara',
    staff: 'Mtu anayefanya kazi kwa niaba ya biashara',
    operator: 'Mwendeshaji wa daftari hili',
    link: 'Mwenye kiungo cha ukurasa huu',
  },

  privacy: 'Jinsi nambari yako inavyotumiwa',

  proofHeading: 'Uthibitisho',
  proofMeans:
    'Rekodi ina mahali pake maalumu katika kumbukumbu ya wazi. Hakuna anayeweza kuibadilisha au kuirudisha nyuma tarehe bila kugunduliwa. Kumbukumbu yenyewe haionyeshi nambari wala jina.',
  leafIndex: 'Ingizo',
  treeSize: 'Idadi ya maingizo katika kumbukumbu wakati huo',
  checkpoint: 'Hali ya kumbukumbu iliyotiwa sahihi',
  recordId: 'Rekodi',
  download: 'Pakua faili ya ushahidi',
  downloadMeans:
    'Ina kila kinachohitajika kukagua rekodi bila tovuti hii, na ina nambari yako: itunze mwenyewe.',
  downloadSealedMeans:
    'Ina uthibitisho lakini si rekodi yenyewe, kwa hiyo nambari yako haimo. Omba faili kamili kutoka kwa biashara.',

  verifyHeading: 'Kagua mwenyewe',
  verifyMeans:
    'Kivinjari chako kinaweza kukokotoa upya uthibitisho wote kutoka kwenye faili ya ushahidi. Hakuna kinachotoka kwenye kifaa chako: ni funguo za wazi tu zinazochukuliwa.',
  verifyButton: 'Kagua katika kivinjari hiki',
  verifyFile: 'Au kagua faili ya ushahidi uliyo nayo',
  verifyWorking: 'Inakagua',
  verifyTrue: 'Ushahidi ni wa kweli',
  verifyTrueMeans:
    'Rekodi hii ni ingizo la {index} la kumbukumbu yenye maingizo {size}, haijabadilishwa, na kumbukumbu na risiti zimetiwa sahihi kwa funguo ambazo daftari hili limetangaza.',
  verifyFalse: 'Ushahidi si wa kweli',
  verifyFalseMeans: 'Kuna kitu kwenye faili kisicholingana. Kisicholingana kimeonyeshwa hapa chini.',
  verifyNotEvidence: 'Hii si faili ya ushahidi.',
  verifyUnreachable: 'Ushahidi au funguo hazikuweza kuchukuliwa. Jaribu tena.',
  verifyUnable: 'Kivinjari hiki hakiwezi kukagua sahihi za aina hii. Jaribu kipya zaidi, au pakua faili.',
  steps: {
    opening: 'Rekodi na nambari yake ya siri hutoa ingizo la wazi',
    leaf: 'Ingizo hutoa hashi yake',
    path: 'Hashi na majirani zake hutoa mzizi wa kumbukumbu',
    checkpoint: 'Kumbukumbu imetia sahihi mzizi huu',
    receipt: 'Risiti imetiwa sahihi na inasema vivyo hivyo',
    keys: 'Funguo ni zile ambazo daftari hili limetangaza',
  },
  stepGood: 'inalingana',
  stepBad: 'hailingani',

  goneTitle: 'Kiungo hiki hakionyeshi chochote',
  goneMeans: 'Huenda hakijakamilika au ni cha zamani mno, au kilichoonyeshwa kimefutwa.',
  goneWhatToDo:
    'Fungua kiungo tena kutoka kwenye ujumbe kilikotoka. Ikiwa haisaidii, uliza biashara iliyokituma; inaweza kutuma kipya, na lazima iache ukisema hivyo.',
  busyTitle: 'Maombi ni mengi mno',
  busyMeans: 'Maombi mengi yametoka kwenye mtandao wako. Subiri dakika moja, kisha fungua kiungo tena.',
};
