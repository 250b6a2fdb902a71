// Italian, with the formal "Lei". Dates follow a colon: the article changes before the 8th and the 11th.

import type { PersonStrings } from '../person-strings.ts';

export const it: PersonStrings = {
  titleOne: 'Il suo consenso ai messaggi WhatsApp di {business}',
  titleAll: 'Le sue scelte per WhatsApp presso {business}',
  skip: 'Vai al suo consenso',

  standingOn: 'Attivo',
  standingOnMeans: '{business} può inviarle questi messaggi.',
  standingStopped: 'Interrotto',
  standingStoppedMeans: 'Data di interruzione: {date}. {business} non può più inviarle questi messaggi.',
  standingTakenBack: 'Ritirato',
  standingTakenBackMeans:
    'Solo questo consenso è stato ritirato in data {date}. Se ha dato il consenso anche in un altro momento o altrove, possono ancora arrivare messaggi. Per interromperli tutti, invii STOP a {business} su WhatsApp o usi il contatto qui sotto.',
  standingExpired: 'Terminato',
  standingExpiredMeans:
    'Fine di questo consenso: {date}. In base a questo consenso non si possono inviare messaggi.',
  standingTooWeak: 'Interrotto',
  standingTooWeakMeans: 'Lei ha interrotto. Quanto registrato in seguito non basta per riprendere.',
  standingThisOnly: 'Registrato',
  standingThisOnlyMeans:
    'Nessuno ha interrotto questo consenso in questa pagina. Per proteggere chi possiede il numero, questo link non mostra altro: se ha interrotto in un altro modo, vale anche quello.',

  stop: 'Interrompi questi messaggi',
  stopMeans: 'Ha effetto subito. Non serve altro.',
  takeBack: 'Ritira questo consenso',
  takeBackMeans:
    'Ha effetto subito, per questo solo consenso. Se ha dato il consenso anche altrove, lo interrompa anche lì.',
  stopAll: 'Interrompi tutto da {business}',
  stopAllMeans:
    'Pone fine a tutti i consensi di questa pagina e a ogni altro che ha dato qui. Ha effetto subito.',
  object: 'Mi oppongo ai messaggi pubblicitari di {business}',
  objectMeans:
    'Non riceverà più messaggi pubblicitari, anche se altrove spunta una casella per sbaglio. Gli altri messaggi non cambiano.',
  objected: 'Lei si oppone ai messaggi pubblicitari di {business} dal {date}.',
  stoppedNow: 'Fatto. È stato interrotto.',
  takenBackNow: 'Fatto. È stato ritirato solo questo consenso.',
  nothingHere: 'Qui non è registrato alcun suo consenso.',

  agreedOn: 'Consenso dato: {date}',
  details: 'Dettagli',
  alsoShown: 'Mostrato inoltre',
  alsoFolded: 'Dietro una riga che si apre con un tocco',
  agreedExact: 'Queste sono le parole esatte, come registrate. Del numero si vede solo la fine.',
  statedWords: 'Ciò che un sistema dell’azienda dice di aver mostrato o riprodotto:',
  wordsNotRecorded: 'Le parole che ha visto o sentito non sono in questa registrazione.',
  when: 'Quando',
  how: 'Come',
  where: 'Dove',
  wording: 'Testo',
  wordingVersion: '{id}, versione {version}',
  channels: {
    web: 'In una pagina web',
    email: 'Per e-mail',
    sms: 'Per SMS',
    app: 'In un’app',
    ivr: 'Con un tasto del telefono',
    agent: 'A voce, a una persona dell’azienda',
    paper: 'Su carta',
    whatsapp: 'In WhatsApp',
    import: 'Ripreso da un elenco precedente',
  },

  gradeHeading: 'Che cosa mostra e che cosa no',
  gradeScale: 'Livello {grade} su una scala da E0 a E4',
  gradeShows: {
    E0: 'L’azienda lo ha ripreso da un elenco precedente.',
    E1: 'L’azienda dice che lei ha accettato.',
    E2: 'Il testo è stato mostrato o letto, e qualcuno ha selezionato la casella o premuto il tasto.',
    E3: 'Il testo era sullo schermo, qualcuno ha selezionato la casella di persona, e la pagina lo ha fatto in uno scambio nuovo con questo registro.',
    E4: 'Come E3 o in altro modo, e chi ha accettato ha anche mostrato che il numero è suo.',
  },
  gradeShowsNot: {
    E0: 'Non mostra che qualcuno sia stato interpellato o abbia accettato.',
    E1: 'Non mostra che cosa c’era sullo schermo né chi ha accettato.',
    E2: 'Non mostra chi è stato. Una pagina o un sistema disonesto potrebbe affermarlo.',
    E3: 'Non mostra chi è stato. La pagina è dell’azienda, e una pagina disonesta potrebbe affermarlo.',
    E4: 'Non mostra il nome di chi possiede il numero.',
  },
  callShows:
    'Il testo è stato letto in una chiamata, chi ha chiamato ha premuto il tasto e il fornitore telefonico ha firmato il suo resoconto.',
  callShowsNot: 'Non mostra chi ha chiamato. Il numero di chi chiama può essere falsificato.',
  smsShows: 'Lei ha scritto «{keyword}», queste parole sono tornate in un SMS, e la risposta è stata sì.',
  smsShowsNot: 'Non mostra chi ha scritto i messaggi. Il mittente di un SMS si può falsificare.',
  gradeBecause: {
    saidOnly: 'Lo dice soltanto un sistema dell’azienda.',
    tickedBefore: 'La casella era già spuntata prima del suo arrivo.',
    notByHand: 'Il browser non ha confermato che una persona abbia fatto clic.',
    outOfView: 'Meno della metà delle parole era sullo schermo.',
    covered: 'Qualcosa può aver coperto o nascosto le parole.',
    hardToRead: 'Le parole erano troppo piccole o troppo sbiadite.',
    notFresh: 'La firma può essere stata fatta in un altro momento.',
    callNotSigned: 'Il fornitore telefonico non ha firmato il suo resoconto della chiamata.',
    smsNotSigned: 'Il fornitore degli SMS non ha firmato il suo resoconto della risposta.',
    keyedIn: 'Il numero è stato digitato durante la chiamata.',
  },

  lookedHeading: 'Chi ha consultato',
  lookedBy: {
    key: 'Un sistema dell’azienda',
    staff: 'Una persona che agisce per l’azienda',
    operator: 'Un gestore di questo registro',
    link: 'Chi possiede un link a questa pagina',
  },

  privacy: 'Come viene usato il suo numero',

  proofHeading: 'Prova',
  proofMeans:
    'La registrazione ha un posto fisso in un registro pubblico. Nessuno può cambiarla o retrodatarla senza che si noti. Il registro non mostra alcun numero né alcun nome.',
  leafIndex: 'Voce',
  treeSize: 'Voci nel registro in quel momento',
  checkpoint: 'Stato firmato del registro',
  recordId: 'Registrazione',
  download: 'Scarica il file di prova',
  downloadMeans:
    'Contiene tutto il necessario per verificare la registrazione senza questo sito, e contiene il suo numero: lo tenga per sé.',
  downloadSealedMeans:
    'Contiene la prova ma non la registrazione, quindi il suo numero non c’è. Chieda il file completo all’azienda.',

  verifyHeading: 'Verifichi di persona',
  verifyMeans:
    'Il suo browser può rifare tutta la prova a partire dal file. Nulla lascia il suo dispositivo: si scaricano solo le chiavi pubbliche.',
  verifyButton: 'Verifica in questo browser',
  verifyFile: 'Oppure verifichi un file di prova che possiede',
  verifyWorking: 'Verifica in corso',
  verifyTrue: 'La prova è vera',
  verifyTrueMeans:
    'Questa registrazione è la voce {index} di un registro di {size} voci, senza modifiche, e il registro e la ricevuta sono firmati con le chiavi pubblicate da questo registro.',
  verifyFalse: 'La prova è falsa',
  verifyFalseMeans: 'Qualcosa nel file non corrisponde. Qui sotto è segnato che cosa.',
  verifyNotEvidence: 'Questo non è un file di prova.',
  verifyUnreachable: 'Non è stato possibile scaricare la prova o le chiavi. Riprovi.',
  verifyUnable: 'Questo browser non può verificare queste firme. Ne usi uno più recente o scarichi il file.',
  steps: {
    opening: 'La registrazione e il suo numero segreto danno la voce pubblica',
    leaf: 'La voce dà il suo hash',
    path: 'L’hash e i suoi vicini danno la radice del registro',
    checkpoint: 'Il registro ha firmato questa radice',
    receipt: 'La ricevuta è firmata e dice lo stesso',
    keys: 'Le chiavi sono quelle pubblicate da questo registro',
  },
  stepGood: 'corrisponde',
  stepBad: 'non corrisponde',

  goneTitle: 'Questo link non mostra nulla',
  goneMeans: 'Può essere incompleto o troppo vecchio, oppure ciò che mostrava è stato cancellato.',
  goneWhatToDo:
    'Apra di nuovo il link dal messaggio in cui era arrivato. Se non basta, si rivolga all’azienda che lo ha inviato; può inviarne uno nuovo e deve smettere quando lei lo dice.',
  busyTitle: 'Troppe richieste',
  busyMeans: 'Dalla sua rete sono arrivate molte richieste. Attenda un minuto e apra di nuovo il link.',
};
