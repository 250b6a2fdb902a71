// Polish, with the familiar form that shops use: the formal one would have to know a man from a woman.

import type { HostedStrings } from '../hosted-strings.ts';

export const pl: HostedStrings = {
  title: 'Wiadomości WhatsApp od {business}',
  intro: 'Tutaj decydujesz Ty. Samo otwarcie tej strony niczego nie zmienia.',
  save: 'Zapisz',
  tickFirst: 'Jeszcze nic nie zapisano. Najpierw zaznacz pole.',
  done: 'Zapisano. Możesz zamknąć tę stronę.',
  noScript: 'Ta strona potrzebuje JavaScript, aby zapisać Twój wybór. Nic nie zostało zapisane.',
  closedTitle: 'Nie można użyć tej strony',
  closedMeans: 'Jej adres może być niepełny albo firma ją zamknęła. Nic nie zostało zapisane.',
  linkTitle: 'Twój wybór dotyczący wiadomości WhatsApp',
  linkOverTitle: 'Nie można użyć tego linku',
  linkOverMeans:
    'Może być niepełny lub zbyt stary albo firma go wycofała. Nic nie zostało zapisane. Otwórz go ponownie z wiadomości, z którą przyszedł, lub poproś firmę o nowy.',
  usedTitle: 'Tego linku użyto {date}',
  usedMeans:
    'Zapisano nim wybór dla numeru {number}. Aby zatrzymać wiadomości, wyślij STOP do {business} w WhatsApp lub skorzystaj z kontaktu poniżej. Wcześniejsze zatrzymanie też się liczy.',
  takenBackTitle: 'Zgoda wyrażona przez ten link została cofnięta',
  takenBackAgain: 'Dotyczyła numeru {number}. Aby zgodzić się ponownie, poproś {business} o nowy link.',
  otherNumber: 'Użyj innego numeru',
  waiting: 'Chwileczkę…',
  unreachable: 'Połączenie nie powiodło się. Odśwież stronę.',
  printTitle: 'Otrzymuj {what} od {business} na WhatsApp',
  printScan: 'Zeskanuj kod aparatem telefonu albo otwórz ten adres:',
  printDecide: 'Decyzję podejmujesz na stronie. Samo zeskanowanie niczego nie zmienia.',
};
