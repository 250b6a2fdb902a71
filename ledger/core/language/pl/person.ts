// Polish, with the familiar form that shops use: the formal one would have to know a man from a woman.

import type { PersonStrings } from '../person-strings.ts';

export const pl: PersonStrings = {
  titleOne: 'Twoja zgoda na wiadomości WhatsApp od {business}',
  titleAll: 'Twoje ustawienia WhatsApp: {business}',
  skip: 'Przejdź do swojej zgody',

  standingOn: 'Aktywna',
  standingOnMeans: '{business} może wysyłać Ci te wiadomości.',
  standingStopped: 'Wycofana',
  standingStoppedMeans: 'Data wycofania: {date}. {business} nie może już wysyłać Ci tych wiadomości.',
  standingTakenBack: 'Cofnięta',
  standingTakenBackMeans:
    'Tylko ta jedna zgoda została cofnięta {date}. Jeśli zgoda została wyrażona także kiedy indziej lub gdzie indziej, wiadomości mogą nadal przychodzić. Aby zatrzymać wszystkie, wyślij STOP do {business} w WhatsApp lub skorzystaj z kontaktu poniżej.',
  standingExpired: 'Wygasła',
  standingExpiredMeans: 'Data wygaśnięcia tej zgody: {date}. Na jej podstawie nie wolno wysyłać wiadomości.',
  standingTooWeak: 'Wycofana',
  standingTooWeakMeans: 'Ta zgoda jest wycofana. To, co zapisano później, nie wystarcza, aby zacząć od nowa.',
  standingThisOnly: 'Zapisano',
  standingThisOnlyMeans:
    'Na tej stronie nikt nie wycofał tej zgody. Aby chronić osobę, do której należy numer, ten link nie pokazuje nic więcej: wycofanie w inny sposób też się liczy.',

  stop: 'Zatrzymaj te wiadomości',
  stopMeans: 'Działa od razu. Nic więcej nie trzeba robić.',
  takeBack: 'Cofnij tę zgodę',
  takeBackMeans:
    'Działa od razu i dotyczy tylko tej zgody. Jeśli zgoda została wyrażona także w innym miejscu, zatrzymaj ją również tam.',
  stopAll: 'Zatrzymaj wszystko od {business}',
  stopAllMeans: 'Kończy wszystkie zgody na tej stronie i każdą inną udzieloną tutaj. Działa od razu.',
  object: 'Sprzeciwiam się wiadomościom marketingowym od {business}',
  objectMeans:
    'Nie dotrze do Ciebie żadna wiadomość marketingowa, nawet jeśli gdzie indziej omyłkowo zaznaczysz pole. Inne wiadomości pozostają bez zmian.',
  objected: 'Od {date} sprzeciwiasz się wiadomościom marketingowym od {business}.',
  stoppedNow: 'Gotowe. Zatrzymano.',
  takenBackNow: 'Gotowe. Cofnięto tylko tę jedną zgodę.',
  nothingHere: 'Nie zapisano tu żadnej Twojej zgody.',

  agreedOn: 'Zgoda wyrażona: {date}',
  details: 'Szczegóły',
  alsoShown: 'Pokazano także',
  alsoFolded: 'Za jednym wierszem, który rozwija się dotknięciem',
  agreedExact: 'To dokładna treść, tak jak ją zapisano. Widać tylko końcówkę numeru.',
  statedWords: 'To, co według systemu firmy pokazano lub odtworzono:',
  wordsNotRecorded: 'Słów widzianych lub słyszanych przy wyrażaniu zgody nie ma w tym zapisie.',
  when: 'Kiedy',
  how: 'Jak',
  where: 'Gdzie',
  wording: 'Treść',
  wordingVersion: '{id}, wersja {version}',
  channels: {
    web: 'Na stronie internetowej',
    email: 'E-mailem',
    sms: 'SMS-em',
    app: 'W aplikacji',
    ivr: 'Klawiszem telefonu',
    agent: 'Ustnie, w rozmowie z pracownikiem',
    paper: 'Na papierze',
    whatsapp: 'W WhatsApp',
    import: 'Przeniesiono ze starszej listy',
  },

  gradeHeading: 'Co to pokazuje, a czego nie',
  gradeScale: 'Poziom {grade} w skali od E0 do E4',
  gradeShows: {
    E0: 'Firma przeniosła to ze starszej listy.',
    E1: 'Firma twierdzi, że zgoda została wyrażona.',
    E2: 'Treść pokazano lub odczytano, a ktoś zaznaczył pole lub nacisnął klawisz.',
    E3: 'Treść była na ekranie, ktoś własnoręcznie zaznaczył pole, a strona na nowo wymieniła przy tym dane z tym rejestrem.',
    E4: 'Jak E3 lub w inny sposób, a osoba, która wyraziła zgodę, pokazała też, że numer należy do niej.',
  },
  gradeShowsNot: {
    E0: 'Nie pokazuje, że kogoś zapytano ani że ktoś się zgodził.',
    E1: 'Nie pokazuje, co było na ekranie ani kto się zgodził.',
    E2: 'Nie pokazuje, kto to był. Nieuczciwa strona lub system mogłyby to zmyślić.',
    E3: 'Nie pokazuje, kto to był. Strona należy do firmy, a nieuczciwa strona mogłaby to zmyślić.',
    E4: 'Nie pokazuje, jak nazywa się osoba, do której należy numer.',
  },
  callShows:
    'Tekst odczytano podczas rozmowy telefonicznej, osoba dzwoniąca nacisnęła klawisz, a dostawca usług telefonicznych podpisał swój raport z tego.',
  callShowsNot: 'Nie pokazuje, kto dzwonił. Numer osoby dzwoniącej można podrobić.',
  smsShows: 'Napisano „{keyword}”, te słowa wróciły SMS-em, a odpowiedź na nie brzmiała: tak.',
  smsShowsNot: 'Nie pokazuje, kto napisał wiadomości. Nadawcę SMS-a można sfałszować.',
  gradeBecause: {
    saidOnly: 'Mówi tak tylko system firmy.',
    tickedBefore: 'Pole było zaznaczone, zanim otwarto stronę.',
    notByHand: 'Przeglądarka nie potwierdziła, że kliknął człowiek.',
    outOfView: 'Na ekranie było mniej niż połowa słów.',
    covered: 'Coś mogło zasłonić lub ukryć słowa.',
    hardToRead: 'Słowa były zbyt małe lub zbyt blade.',
    notFresh: 'Podpis mógł powstać w innym czasie.',
    callNotSigned: 'Dostawca usług telefonicznych nie podpisał swojego raportu z rozmowy.',
    smsNotSigned: 'Dostawca SMS-ów nie podpisał swojej informacji o odpowiedzi.',
    keyedIn: 'Numer wpisano podczas rozmowy.',
  },

  lookedHeading: 'Kto zaglądał',
  lookedBy: {
    key: 'System firmy',
    staff: 'Osoba działająca w imieniu firmy',
    operator: 'Operator tego rejestru',
    link: 'Osoba mająca link do tej strony',
  },

  privacy: 'Jak wykorzystywany jest Twój numer',

  proofHeading: 'Dowód',
  proofMeans:
    'Zapis ma stałe miejsce w publicznym dzienniku. Nikt nie może go niepostrzeżenie zmienić ani antydatować. Sam dziennik nie pokazuje żadnego numeru ani nazwiska.',
  leafIndex: 'Pozycja',
  treeSize: 'Liczba pozycji w dzienniku w tamtej chwili',
  checkpoint: 'Podpisany stan dziennika',
  recordId: 'Zapis',
  download: 'Pobierz plik dowodu',
  downloadMeans:
    'Zawiera wszystko, co potrzebne do sprawdzenia zapisu bez tej strony, oraz Twój numer: zachowaj go dla siebie.',
  downloadSealedMeans:
    'Zawiera dowód, ale nie sam zapis, więc nie ma w nim Twojego numeru. O pełny plik poproś firmę.',

  verifyHeading: 'Sprawdź samodzielnie',
  verifyMeans:
    'Twoja przeglądarka może na nowo obliczyć cały dowód z tego pliku. Nic nie opuszcza Twojego urządzenia: pobierane są tylko klucze publiczne.',
  verifyButton: 'Sprawdź w tej przeglądarce',
  verifyFile: 'Lub sprawdź plik dowodu, który masz',
  verifyWorking: 'Sprawdzanie',
  verifyTrue: 'Dowód jest prawdziwy',
  verifyTrueMeans:
    'Pozycja tego zapisu w dzienniku: {index}, liczba pozycji: {size}. Zapis nie został zmieniony, a dziennik i potwierdzenie są podpisane kluczami, które publikuje ten rejestr.',
  verifyFalse: 'Dowód nie jest prawdziwy',
  verifyFalseMeans: 'Coś w pliku się nie zgadza. Poniżej zaznaczono co.',
  verifyNotEvidence: 'To nie jest plik dowodu.',
  verifyUnreachable: 'Nie udało się pobrać dowodu lub kluczy. Spróbuj ponownie.',
  verifyUnable: 'Ta przeglądarka nie umie sprawdzić takich podpisów. Użyj nowszej lub pobierz plik.',
  steps: {
    opening: 'Zapis i jego tajna liczba dają publiczną pozycję',
    leaf: 'Pozycja daje swój skrót',
    path: 'Skrót i jego sąsiedzi dają korzeń dziennika',
    checkpoint: 'Dziennik podpisał ten korzeń',
    receipt: 'Potwierdzenie jest podpisane i mówi to samo',
    keys: 'To te klucze, które publikuje ten rejestr',
  },
  stepGood: 'zgadza się',
  stepBad: 'nie zgadza się',

  goneTitle: 'Ten link nic nie pokazuje',
  goneMeans: 'Może być niepełny lub zbyt stary albo usunięto to, co pokazywał.',
  goneWhatToDo:
    'Otwórz link ponownie z wiadomości, w której przyszedł. Jeśli to nie pomoże, zapytaj firmę, która go wysłała; może wysłać nowy i musi przestać na Twoje żądanie.',
  busyTitle: 'Zbyt wiele żądań',
  busyMeans: 'Z Twojej sieci przyszło wiele żądań. Odczekaj minutę i otwórz link ponownie.',
};
