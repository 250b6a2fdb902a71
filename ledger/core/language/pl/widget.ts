// Polish, with the familiar form that shops use: the formal one would have to know a man from a woman.

import type { Strings } from '../widget-strings.ts';

export const pl: Strings = {
  lang: 'pl',

  numberLabel: 'Numer WhatsApp',
  hintWithCode: 'Jeśli numer nie zaczyna się od +{code}, wpisz najpierw + i numer kierunkowy kraju',
  hintInternational: 'Zacznij od + i numeru kierunkowego kraju',
  numberGap: '(podany tutaj)',

  otherLines: 'Rezygnacja w każdej chwili · Prywatność · Rozmowa z człowiekiem',

  errorPrefix: 'Błąd: ',
  ending: 'Numer z końcówką {digits}',
  newTab: 'Otwiera się w nowej karcie',

  saving: 'Zapisywanie…',
  saved: 'Zapisano',
  receipt: 'Potwierdzenie',
  undoing: 'Cofanie…',
  undone: 'Cofnięto',
  notNow: 'Nie można tego teraz zmienić',
  numberChanged: 'Zaznacz ponownie',
  numberMoved: 'Zaznacz ponownie: numer się zmienił',

  numberIncomplete: 'Wpisz swój numer WhatsApp razem z numerem kierunkowym kraju',
  numberNotPossible: 'Sprawdź numer: brakuje cyfry, jest o jedną za dużo lub któraś jest pomylona',
  didYouMean: 'Czy chodzi o {number}?',
  numberRefused: 'Sprawdź swój numer WhatsApp i numer kierunkowy kraju, a potem zaznacz ponownie',
  noticeChanged: 'Treść się zmieniła. Przeczytaj ją i zaznacz ponownie',
  unreachable:
    'Twój wybór nie został zapisany, bo nie udało się połączyć. Zaznacz pole, aby spróbować ponownie',
  unreachableCarried: 'Nie udało się połączyć. Twój wybór zostanie wysłany razem z formularzem',
  refused: 'Nie udało się zapisać Twojego wyboru. Możesz kontynuować bez tego',
  tooMany: 'Było zbyt wiele prób. Odczekaj godzinę i zaznacz ponownie. Możesz kontynuować bez tego',
  undoFailed:
    'Nie udało się połączyć, więc Twój wybór jest nadal zapisany. Aby go cofnąć, spróbuj ponownie lub użyj linku poniżej',
  byHand: 'Zaznacz pole samodzielnie: kliknij je, dotknij go lub naciśnij spację',

  yourConsent: 'Twoja zgoda',
  agreedOn: 'Zgoda wyrażona: {date}',
  howToStop: 'Aby zrezygnować, odznacz pole lub użyj swojego potwierdzenia',
  openReceipt: 'Twoje potwierdzenie: sprawdź je, zachowaj lub zrezygnuj',

  confirmHeading: 'Potwierdź, że to Twój numer',
  confirmWhy: 'Zapis pokazuje wtedy, że ten numer należy do Ciebie',
  confirmByMessage: 'Wyślij kod przez WhatsApp',
  confirmWaiting: 'Czekamy na Twoją wiadomość…',
  confirmByCode: 'Odbierz kod',
  codeLabel: 'Kod',
  codeHint: 'Liczba cyfr: {count}. Kod jest w wiadomości, którą Ci wysłaliśmy',
  codeSend: 'Potwierdź',
  codeWrong: 'Sprawdź kod i wpisz go ponownie',
  codeExpired: 'Kod wygasł. Odbierz nowy',
  confirmed: 'Potwierdzono: to Twój numer',
  confirmUnavailable: 'Teraz nie można tego potwierdzić. Twój wybór mimo to jest zapisany',
};
