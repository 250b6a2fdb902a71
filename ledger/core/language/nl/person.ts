// Dutch, with the formal "u".

import type { PersonStrings } from '../person-strings.ts';

export const nl: PersonStrings = {
  titleOne: 'Uw toestemming voor WhatsApp-berichten van {business}',
  titleAll: 'Uw WhatsApp-keuzes bij {business}',
  skip: 'Ga naar uw toestemming',

  standingOn: 'Actief',
  standingOnMeans: '{business} mag u deze berichten sturen.',
  standingStopped: 'Gestopt',
  standingStoppedMeans: 'Gestopt op {date}. {business} mag u deze berichten niet meer sturen.',
  standingTakenBack: 'Ingetrokken',
  standingTakenBackMeans:
    'Alleen deze toestemming is ingetrokken op {date}. Hebt u ook op een ander moment of ergens anders toestemming gegeven, dan kunnen er nog berichten komen. Om alles te stoppen, stuurt u STOP naar {business} op WhatsApp of gebruikt u het contact hieronder.',
  standingExpired: 'Afgelopen',
  standingExpiredMeans:
    'Deze toestemming is afgelopen op {date}. Op grond daarvan mogen geen berichten worden gestuurd.',
  standingTooWeak: 'Gestopt',
  standingTooWeakMeans: 'U bent gestopt. Wat later is vastgelegd, is niet genoeg om weer te beginnen.',
  standingThisOnly: 'Vastgelegd',
  standingThisOnlyMeans:
    'Niemand heeft deze toestemming op deze pagina gestopt. Om de houder van het nummer te beschermen, laat deze link verder niets zien: als u op een andere manier bent gestopt, telt dat ook.',

  stop: 'Stop deze berichten',
  stopMeans: 'Geldt meteen. Verder hoeft u niets te doen.',
  takeBack: 'Deze toestemming intrekken',
  takeBackMeans:
    'Werkt meteen, voor deze ene toestemming. Hebt u ook ergens anders toestemming gegeven, stop die daar dan ook.',
  stopAll: 'Stop alles van {business}',
  stopAllMeans:
    'Beëindigt alle toestemmingen op deze pagina en elke andere die u hier hebt gegeven. Geldt meteen.',
  object: 'Ik maak bezwaar tegen reclameberichten van {business}',
  objectMeans:
    'U krijgt geen reclame meer, ook niet als u ergens anders per ongeluk een vakje aanvinkt. Andere berichten blijven gewoon komen.',
  objected: 'U maakt sinds {date} bezwaar tegen reclameberichten van {business}.',
  stoppedNow: 'Klaar. Het is gestopt.',
  takenBackNow: 'Klaar. Alleen deze toestemming is ingetrokken.',
  nothingHere: 'Hier is geen toestemming van u vastgelegd.',

  agreedOn: 'U hebt toestemming gegeven op {date}',
  details: 'Details',
  alsoShown: 'Ook getoond',
  alsoFolded: 'Achter één regel die met een tik uitklapt',
  agreedExact: 'Dit zijn de precieze woorden, zoals vastgelegd. Alleen het einde van het nummer is te zien.',
  statedWords: 'Wat een systeem van het bedrijf zegt te hebben getoond of afgespeeld:',
  wordsNotRecorded: 'De woorden die u hebt gezien of gehoord, staan niet in deze vastlegging.',
  when: 'Wanneer',
  how: 'Hoe',
  where: 'Waar',
  wording: 'Tekst',
  wordingVersion: '{id}, versie {version}',
  channels: {
    web: 'Op een webpagina',
    email: 'Per e-mail',
    sms: 'Per sms',
    app: 'In een app',
    ivr: 'Met een toets op de telefoon',
    agent: 'Mondeling aan een medewerker',
    paper: 'Op papier',
    whatsapp: 'In WhatsApp',
    import: 'Overgenomen uit een oudere lijst',
  },

  gradeHeading: 'Wat dit laat zien en wat niet',
  gradeScale: 'Niveau {grade} op een schaal van E0 tot E4',
  gradeShows: {
    E0: 'Het bedrijf heeft dit overgenomen uit een oudere lijst.',
    E1: 'Het bedrijf zegt dat u toestemming hebt gegeven.',
    E2: 'De tekst is getoond of voorgelezen, en iemand heeft het vakje aangevinkt of de toets ingedrukt.',
    E3: 'De tekst stond op het scherm, iemand heeft het vakje zelf aangevinkt, en de pagina deed dat in een nieuwe uitwisseling met dit register.',
    E4: 'Zoals E3 of op een andere manier, en wie toestemming gaf heeft ook laten zien het nummer zelf te gebruiken.',
  },
  gradeShowsNot: {
    E0: 'Het laat niet zien dat iemand iets is gevraagd of toestemming heeft gegeven.',
    E1: 'Het laat niet zien wat er op het scherm stond of wie toestemming gaf.',
    E2: 'Het laat niet zien wie dat was. Een oneerlijke pagina of een oneerlijk systeem zou het kunnen beweren.',
    E3: 'Het laat niet zien wie dat was. De pagina is van het bedrijf, en een oneerlijke pagina zou het kunnen beweren.',
    E4: 'Het laat niet zien hoe de houder van het nummer heet.',
  },
  callShows:
    'De tekst is voorgelezen in een telefoongesprek, de beller heeft de toets ingedrukt en de telefoonaanbieder heeft zijn melding daarvan ondertekend.',
  callShowsNot: 'Het laat niet zien wie er belde. Het nummer van een beller kan vervalst zijn.',
  smsShows: 'U schreef “{keyword}”, deze woorden kwamen terug als sms, en het antwoord daarop was ja.',
  smsShowsNot: 'Het toont niet wie de berichten schreef. De afzender van een sms kan worden vervalst.',
  gradeBecause: {
    saidOnly: 'Alleen een systeem van het bedrijf zegt dit.',
    tickedBefore: 'Het vakje was al aangevinkt voordat u kwam.',
    notByHand: 'De browser heeft niet bevestigd dat een mens klikte.',
    outOfView: 'Minder dan de helft van de woorden stond op het scherm.',
    covered: 'Iets kan de woorden hebben bedekt of verborgen.',
    hardToRead: 'De woorden waren te klein of te vaag.',
    notFresh: 'De handtekening kan op een ander moment zijn gemaakt.',
    callNotSigned: 'De telefoonaanbieder heeft zijn melding van het gesprek niet ondertekend.',
    smsNotSigned: 'De sms-aanbieder heeft zijn verslag van het antwoord niet ondertekend.',
    keyedIn: 'Het nummer is tijdens het gesprek ingetoetst.',
  },

  lookedHeading: 'Wie heeft gekeken',
  lookedBy: {
    key: 'Een systeem van het bedrijf',
    staff: 'Een persoon namens het bedrijf',
    operator: 'Een beheerder van dit register',
    link: 'Iemand met een link naar deze pagina',
  },

  privacy: 'Hoe uw nummer wordt gebruikt',

  proofHeading: 'Bewijs',
  proofMeans:
    'De vastlegging heeft een vaste plaats in een openbaar logboek. Niemand kan haar ongemerkt wijzigen of antedateren. Het logboek zelf laat geen nummer en geen naam zien.',
  leafIndex: 'Regel',
  treeSize: 'Regels in het logboek op dat moment',
  checkpoint: 'Ondertekende stand van het logboek',
  recordId: 'Kenmerk',
  download: 'Download het bewijsbestand',
  downloadMeans:
    'Het bevat alles om de vastlegging zonder deze website te controleren, en het bevat uw nummer: houd het voor uzelf.',
  downloadSealedMeans:
    'Het bevat het bewijs, maar niet de vastlegging zelf; uw nummer staat er dus niet in. Vraag het bedrijf om het volledige bestand.',

  verifyHeading: 'Controleer het zelf',
  verifyMeans:
    'Uw browser kan het hele bewijs narekenen met het bewijsbestand. Niets verlaat uw apparaat: alleen de openbare sleutels worden opgehaald.',
  verifyButton: 'Controleer in deze browser',
  verifyFile: 'Of controleer een bewijsbestand dat u hebt',
  verifyWorking: 'Bezig met controleren',
  verifyTrue: 'Het bewijs klopt',
  verifyTrueMeans:
    'Deze vastlegging is regel {index} van een logboek met {size} regels, ongewijzigd, en het logboek en het ontvangstbewijs zijn ondertekend met de sleutels die dit register publiceert.',
  verifyFalse: 'Het bewijs klopt niet',
  verifyFalseMeans: 'Iets in het bestand past niet. Hieronder staat wat er niet klopt.',
  verifyNotEvidence: 'Dit is geen bewijsbestand.',
  verifyUnreachable: 'Het bewijs of de sleutels konden niet worden opgehaald. Probeer het opnieuw.',
  verifyUnable:
    'Deze browser kan zulke handtekeningen niet controleren. Gebruik een nieuwere of download het bestand.',
  steps: {
    opening: 'De vastlegging en haar geheime getal geven de openbare regel',
    leaf: 'De regel geeft zijn hash',
    path: 'De hash en zijn buren geven de wortel van het logboek',
    checkpoint: 'Het logboek heeft deze wortel ondertekend',
    receipt: 'Het ontvangstbewijs is ondertekend en zegt hetzelfde',
    keys: 'De sleutels zijn die welke dit register publiceert',
  },
  stepGood: 'klopt',
  stepBad: 'klopt niet',

  goneTitle: 'Deze link laat niets zien',
  goneMeans: 'De link is misschien onvolledig of te oud, of wat er te zien was is gewist.',
  goneWhatToDo:
    'Open de link opnieuw vanuit het bericht waarin die stond. Helpt dat niet, vraag het dan aan het bedrijf dat de link stuurde; het kan een nieuwe sturen en moet stoppen als u dat zegt.',
  busyTitle: 'Te veel verzoeken',
  busyMeans: 'Er kwamen veel verzoeken van uw netwerk. Wacht een minuut en open de link opnieuw.',
};
