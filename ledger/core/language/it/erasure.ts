// Italian.

import type { ErasureStrings } from '../erasure-strings.ts';

export const it: ErasureStrings = {
  heading: 'Cancellare tutto ciò che la riguarda',
  means: '{business} distrugge tutto ciò che è registrato qui su di lei. Non si può annullare.',
  stays:
    'Ciò che resta: un segno che ritrova il suo numero, perché nessuno le scriva senza un nuovo consenso, e righe del registro pubblico che non dicono nulla di lei.',
  only: 'Cancellare tutto; potrei acconsentire di nuovo più avanti',
  never: 'Cancellare tutto e non scrivermi mai più, da subito',
  ask: 'Chiedere la cancellazione',
  askMeans:
    '{business} esamina prima la richiesta. Fino ad allora possono ancora arrivare messaggi; può fermarli qui sopra.',
  asked:
    'Il {date} ha chiesto a {business} di cancellare tutto ciò che la riguarda. Non è ancora stato fatto.',
  refused:
    '{business} non ha accettato la richiesta il {date}. Chieda il motivo all’indirizzo qui sotto. Può anche rivolgersi a un’autorità per la protezione dei dati.',
  linkOnly: 'Questo link da solo non mostra che il numero è suo: potrebbe essere stato inoltrato.',
  byMessage:
    'Per chiederlo, mandi a {business} questo messaggio su WhatsApp, da quel numero e senza modificarlo:',
  byContact: 'Per chiederlo, scriva a {business} all’indirizzo qui sotto.',
  atOnce: 'Tutto viene cancellato appena arriva il messaggio.',
  open: 'Aprire WhatsApp',
  message: 'Vi prego di cancellare tutto ciò che avete registrato su di me. Questo numero è mio.',
};
