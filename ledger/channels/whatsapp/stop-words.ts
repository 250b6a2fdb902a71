// The words by which people stop, and by which they lift that again, per language (BCP 47). Only a whole
// message counts (words.ts), so a word here must mean nothing else when it stands alone.
//
//   stop, start    understood everywhere, in any person's language
//   weakStop       ordinary words as well: cancel, "acha" (Swahili: stop; Hindi: okay), "red" (Turkish:
//                  refuse), "alto", "sair". They count from a person who agreed in that language, and in
//                  answer to a message that offered the word
//   weakStart      ordinary words, which lift only beside a word for the messages ("resume messages"): a
//                  stop that is lifted by mistake harms, and a person who means it finds START
//
// English after FCC 64.1200(a)(10) and what carriers honour; the others are their plain translations and what
// text-message providers of those countries use. They were written without native reviewers;
// test/vectors/stops.json holds them to what people write.

import { language, type Words, words } from './word-list.ts';
import { wordsOfOtherScripts } from './words-of-other-scripts.ts';

/** How people shorten or misspell a word, in any phrase. */
export const spellings: ReadonlyMap<string, string> = new Map(
  words(
    `dnt dont, txt text, txts texts, txting texting, unsubscibe unsubscribe, unsubcribe unsubscribe,
     unsuscribe unsubscribe, unsubscrib unsubscribe, unsubscirbe unsubscribe, unsubsribe unsubscribe,
     unsubscrbe unsubscribe, unsuscribed unsubscribed, jgn jangan, jgan jangan, sya saya, tdk tidak,
     xfa porfa, mesages messages, mssg message, mssgs messages`,
  ).map((pair) => pair.split(' ') as [string, string]),
);

export const stopWords: Readonly<Record<string, Words>> = {
  en: language(
    `stop, stop all, stopall, stop everything, stop both, stop2end, no stop, no stop it, stop it, stop this,
     stop now, stop me, unsubscribe, unsubscribe me, unsubscribe all, unsub, unsub me, un subscribe,
     unsubscribed, how do i unsubscribe, how can i unsubscribe, how to unsubscribe, unsubscribe from all,
     opt out, optout, opt me out, opt out all, opting out, remove me, stop messages, stop messaging me,
     stop contacting me, leave me alone, do not contact me, do not disturb, dnd, never contact me again,
     do not contact me again, not interested stop, stop and delete my data, i withdraw my consent,
     withdraw my consent, withdraw consent, i revoke my consent, revoke my consent, revoke consent,
     take me off, cease and desist, do not message me, optout all, stopstop, i do not consent,
     i no longer consent, i dont consent, i did not consent, i never consented`,
    `end, cancel, quit, revoke, remove, cease, exit, withdraw, end all, quit all, end everything, cancel all, cancel everything,
     halt, no more, enough, terminate, discontinue, unregister, deregister`,
    `start, start again, unstop, subscribe, subscribe me, subscribe me again, subscribe again,
     resubscribe, re subscribe, opt in, optin, opt me in, opt me back in`,
    'resume, restart, begin',
  ),
  af: language('hou op, teken my uit, teken my af, los my uit', '', ''),
  az: language(
    'dayandırın, dayandır, abunəlikdən çıx, abunəlikdən çıxmaq istəyirəm, mesaj göndərməyin',
    'imtina',
    '',
  ),
  ca: language(
    'atura, atureu, dona m de baixa, doneu me de baixa, donar me de baixa, no vull més missatges',
    'baixa',
    '',
  ),
  cs: language(
    'odhlásit, odhlásit se, odhlaste mě, zastavit, odhlásit odběr, odhlašte mě, nechte mě být',
    'zrušit, konec, ukončit',
    'začít znovu, znovu odebírat',
    'začít, obnovit',
  ),
  da: language(
    'stop, afmeld, frameld, afmeld mig, lad mig være, afmeld nyhedsbrev, stop beskeder',
    'slut, annuller',
    'start, genoptag, tilmeld',
  ),
  de: language(
    `stopp, stopp alle, stoppen, abmelden, abmelden bitte, abbestellen, abmeldung, abbestellung, bitte abmelden,
     melden sie mich ab, meldet mich ab, melde mich ab, keine nachrichten mehr, tragen sie mich aus,
     mich abmelden, nicht mehr schreiben, schreiben sie mir nicht mehr, hör auf, hört auf,
     hören sie auf, möchte keine nachrichten mehr, will keine nachrichten mehr,
     widerrufe meine einwilligung, ich widerrufe meine einwilligung, lassen sie mich in ruhe,
     lasst mich in ruhe, lass mich in ruhe, nehmen sie mich aus dem verteiler`,
    `beenden, kündigen, kuendigen, ende, schluss, aufhören, stornieren, austragen,
     halt, abbrechen, genug`,
    'starten, wieder starten, wieder anmelden',
    'fortsetzen, anmelden, weiter',
  ),
  es: language(
    `parar, baja, darme de baja, darse de baja, dar de baja, dame de baja, deme de baja, denme de baja,
     detener, stop ya, cancelar suscripción, no más mensajes, ya no más mensajes, desuscribir,
     desuscribirme, desuscribirse, desuscríbeme, desuscríbanme, desuscripción, no me escriban más,
     no me escriban, no me contacten, no me contacten más, déjenme en paz, no molesten, no me molesten,
     no me molesten más, desuscribanme, revoco mi consentimiento, retiro mi consentimiento,
     solicito la baja, solicito baja`,
    `pare, alto, basta, cancelar, eliminar, quitar, salir, terminar, anular, paren,
     no más, detente, detenga, detengan, cancela, finalizar, desactivar`,
    'reanudar, suscribirme, volver a suscribirme, darme de alta',
    'iniciar, empezar, comenzar, alta, suscribir, suscribirse, dar de alta',
  ),
  fi: language(
    `lopeta, lopettakaa, lopeta viestit, lopettakaa viestit, peruuta uutiskirje, peruuta viestit,
     en halua viestejä`,
    'peruuta, peru, seis',
    'aloita',
    'jatka',
  ),
  fil: language(
    `tigil, itigil, itigil na, itigil na po, ihinto, ihinto na, huwag na mag text, wag na mag text, wag na kayo mag text,
     itigil niyo na, itigil ninyo na, wag na kayo magtext, wag na kayong magtext`,
    'tama na, kanselahin',
    'simulan',
    'ituloy',
  ),
  fr: language(
    `arrêt, arrêter, arrêtez, arrête, arrêtez tout, stopper, stoppez, désabonner, me désabonner,
     se désabonner, désinscription, désinscrire, me désinscrire, se désinscrire, désabonnement,
     désabonnez moi, désinscrivez moi, ne me contactez plus, ne m écrivez plus, laissez moi tranquille,
     je me désabonne, arrêtez de m écrire, arrête de m écrire, ne m envoyez plus rien, désabonner moi,
     retire mon consentement, je retire mon consentement, désabonnez nous, être désinscrit,
     être désinscrite, être désabonné, être désabonnée`,
    'résilier, annuler, fin, ça suffit, quitter, supprimer, terminer, cesser, cessez, assez',
    's abonner, me réabonner, réabonner, se réabonner',
    'redémarrer, reprendre, démarrer, commencer',
  ),
  ha: language('ku daina aiko min da saƙo, ku daina turo min da saƙo', 'tsaya, daina', ''),
  hr: language(
    'odjava, odjavi me, odjavite me, odjaviti se, želim se odjaviti, prestanite, ne šaljite mi poruke',
    'stani, dosta, otkaži',
    '',
  ),
  hu: language(
    `leállítás, leiratkozás, leiratkozom, állj, leállít, leiratkozni, le akarok iratkozni,
     hagyjanak békén, ne küldjenek több üzenetet`,
    'vége, mégse',
    'indítás, újraindítás',
    'folytatás',
  ),
  id: language(
    `berhenti, hentikan, berhenti berlangganan, stop berlangganan, batalkan langganan, unreg,
     berhenti kirim pesan, stop kirim pesan, jangan kirim pesan, jangan kirim pesan lagi,
     jangan kirimi saya pesan, jangan kirimi saya pesan lagi, jangan hubungi saya,
     jangan hubungi saya lagi, jangan wa saya lagi, jangan chat lagi, jangan chat saya lagi, stop wa,
     stop sms, jangan ganggu, jangan ganggu saya, stop chat, hapus nomor saya, jangan ganggu lagi,
     berhenti mengirim pesan, hapus nomor saya dari daftar, setop, unreg all`,
    'batal, batalkan, selesai, sudah cukup, keluar, cukup, tolak',
    'berlangganan lagi',
    'mulai, mulai lagi, lanjutkan',
  ),
  it: language(
    `fermare, fermatevi, cancellami, cancellatemi, disiscrivimi, disiscriviti, disiscrivetemi,
     disiscrivi, disiscrivermi, disiscrizione, annulla iscrizione, cancella iscrizione, basta messaggi,
     rimuovimi, rimuovetemi, lasciatemi in pace, non scrivetemi più, non contattatemi più,
     non scrivetemi, smettete di scrivermi, smettetela di scrivermi, cancellarmi, disiscrivetevi,
     smettetela, revoco il consenso, revoco il mio consenso, ritiro il consenso, disiscrivere`,
    'ferma, basta, annulla, cancella, fine, rimuovi, esci, interrompi, smetti, cancellare, disattiva',
    'iscrivimi, iscrivermi, reiscrivimi',
    'inizia, riprendi, avvia',
  ),
  lt: language(
    'atsisakyti prenumeratos, nebesiųskite, nebesiųskite žinučių, nebesiųskite man žinučių',
    'atsisakau, atsisakyti, baigti',
    '',
  ),
  lv: language(
    'atteikties no ziņām, pārtrauciet, nesūtiet man ziņas, vairs nesūtiet man ziņas',
    'atteikties, beigt',
    '',
  ),
  ms: language(
    'berhenti, henti, hentikan, berhenti melanggan',
    'batal, tamat',
    'mula semula',
    'mula, sambung',
  ),
  nb: language(
    'stopp, meld av, meld meg av, avmeld, la meg være i fred, stopp meldinger',
    'avslutt, slutt, avbryt',
    'start',
    'fortsett',
  ),
  nl: language(
    `stoppen, afmelden, uitschrijven, schrijf me uit, schrijf mij uit, meld mij af, meld me af,
     ik wil me afmelden, me afmelden, laat me met rust, verwijder mij van de lijst`,
    'opzeggen, einde, annuleren, stopzetten, beëindigen, genoeg',
    'starten, hervatten',
    'aanmelden',
  ),
  pl: language(
    `zatrzymaj, wypisz, wypisz mnie, zatrzymajcie, o wypisanie, nie pisać, nie piszcie,
     przestańcie pisać, przestań pisać, wypisać, wypisać się, wypisuję się, się wypisać, wycofuję zgodę,
     cofam zgodę, wycofuję moją zgodę, proszę o wypisanie, dajcie mi spokój`,
    'rezygnuję, anuluj, koniec, rezygnacja, dość, zakończ',
    'wznów',
    'zacznij',
  ),
  pt: language(
    `parar, descadastrar, cancelar inscrição, cancelar assinatura, cancelar subscrição,
     descadastrar me, me descadastrar, me descadastre, descadastre me, desinscrever, desinscrever me,
     sair da lista, me tira da lista, me tire da lista, não quero mais mensagens,
     não me mandem mais mensagens, não me mande mais mensagem, me deixem em paz,
     cancelar o recebimento, não me incomodem, me remova, me removam, me retirem, me excluam,
     revogo meu consentimento, retiro meu consentimento, cancelem minha inscrição, me deixe em paz,
     me descadastrem, descadastrem me, cancelar recebimento`,
    `pare, sair, cancelar, remover, quero sair, basta, chega, fim, encerrar,
     cancela, interromper, desativar`,
    'recomeçar, retomar, inscrever, inscrever me, me inscrever, reinscrever',
    'iniciar, começar',
  ),
  ro: language(
    `dezabonare, dezabonați mă, oprește, opriți, nu mai trimiteți, nu mai trimite, mă dezabonez,
     să mă dezabonez, nu mi mai scrieți, nu mă mai contactați, nu mai vreau mesaje,
     îmi retrag consimțământul`,
    'renunț, anulează',
    'reabonare',
    'începe, reia',
  ),
  sk: language(
    'odhlásiť, odhlásiť sa, odhláste ma, odhlás ma, zastaviť, chcem sa odhlásiť',
    'koniec, zrušiť',
    '',
  ),
  sl: language(
    'odjavi me, odjavite me, odjavite, želim se odjaviti, ne pošiljajte mi sporočil',
    'konec, prekliči',
    '',
  ),
  sv: language(
    `stopp, stoppa, avregistrera, avregistrera mig, sluta skicka, sluta, avsluta prenumeration,
     avsluta prenumerationen, jag vill avregistrera mig, lämna mig ifred, sluta skriva`,
    'avsluta, avbryt, slut',
    'starta, återuppta',
  ),
  sw: language(
    `komesha, sitisha, simamisha, jiondoe, niondoe,
     usinitumie ujumbe, msinitumie ujumbe, sitaki ujumbe`,
    'acha, simama, ghairi, ondoa, acheni, koma, inatosha, kataa',
    'anza tena',
    'anza, endelea',
  ),
  tr: language(
    `durdur, durdurun, mesajları durdur, abonelikten çık, abonelikten çıkar, listeden çık,
     listeden çıkar, üyelikten çık, beni listeden çıkar, beni listeden çıkarın, aboneliği iptal et,
     aboneliğimi iptal et, mesaj istemiyorum, stop yap, abonelikten çıkmak istiyorum, beni çıkarın,
     beni çıkar, aboneliğimi sonlandırın, beni rahat bırakın, listeden çıkarın, listenizden çıkarın,
     beni listenizden çıkarın`,
    'dur, iptal, iptal et, ret, red, bitir, yeter, çık, çıkış, reddet',
    'başla, başlat, başlatın',
    'devam',
  ),
  uz: language(
    'to xtating, to xtat, obunani bekor qilish, menga xabar yubormang, obunani bekor qiling',
    'bekor qilish',
    '',
  ),
  vi: language(
    `dừng, dừng lại, ngừng, ngừng lại, ngưng, ngưng lại, dừng nhận tin, ngừng nhận tin, hủy đăng ký,
     huỷ đăng ký, dừng gửi tin nhắn, ngừng gửi tin nhắn, dừng gửi tin, ngừng gửi tin,
     đừng gửi tin nhắn nữa, đừng gửi tin nhắn, đừng nhắn tin nữa, đừng nhắn tin cho tôi nữa,
     tôi không muốn nhận tin nhắn, không muốn nhận tin nhắn, đừng làm phiền tôi, tôi muốn hủy đăng ký`,
    'hủy, huỷ, từ chối, thôi, tu choi',
    'bắt đầu lại',
    'bắt đầu, tiếp tục',
  ),
  zu: language('', 'yima, misa', ''),
  ...wordsOfOtherScripts,
};
