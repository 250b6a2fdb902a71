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

import { words } from './word-list.ts';

type Words = {
  readonly stop: readonly string[];
  readonly weakStop: readonly string[];
  readonly start: readonly string[];
  readonly weakStart: readonly string[];
};

const language = (stop: string, weakStop: string, start: string, weakStart = ''): Words => ({
  stop: words(stop),
  weakStop: words(weakStop),
  start: words(start),
  weakStart: words(weakStart),
});

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
    `end, cancel, quit, revoke, remove, cease, exit, withdraw, end all, quit all, end everything, cancel all, cancel everything`,
    `start, start again, unstop, subscribe, subscribe me, subscribe me again, subscribe again,
     resubscribe, re subscribe, opt in, optin, opt me in, opt me back in`,
    'resume, restart, begin',
  ),
  af: language('hou op, teken my uit, teken my af, los my uit', '', ''),
  am: language('አቁም, አቁሙ, መልእክት አትላኩልኝ', '', ''),
  ar: language(
    `توقف, توقفوا, قف, أوقف, اوقف, أوقفوا, اوقفوا, إيقاف, ايقاف, وقف, ستوب, إلغاء الاشتراك,
     الغاء الاشتراك, إلغاء الإشتراك, الغاء الإشتراك, إيقاف الاشتراك, ايقاف الاشتراك, إيقاف الرسائل,
     ايقاف الرسائل, إيقاف رسائل, لا تراسلني, لا تراسلوني, توقف عن المراسلة, ألغوا اشتراكي,
     الغوا اشتراكي, لا تزعجوني, لا تتواصلوا معي`,
    'إلغاء, الغاء, كفى',
    'ابدأ, ابدا, إبدأ, بدء, استئناف',
    'اشتراك',
  ),
  az: language(
    'dayandırın, dayandır, abunəlikdən çıx, abunəlikdən çıxmaq istəyirəm, mesaj göndərməyin',
    'imtina',
    '',
  ),
  bg: language('спри, спрете, отпиши ме, отпишете ме, отписване, искам да се отпиша', 'отказ, край', ''),
  bn: language(
    `বন্ধ করুন, বন্ধ করো, বন্ধ কর, বন্ধ করে দিন, থামুন, থামান, স্টপ, bondho korun, bondho koro,
     মেসেজ পাঠাবেন না, unsubscribe korun`,
    'বন্ধ, বাতিল',
    'শুরু, শুরু করুন, শুরু করো, স্টার্ট',
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
    'beenden, kündigen, kuendigen, ende, schluss, aufhören, stornieren, austragen',
    'starten, wieder starten, wieder anmelden',
    'fortsetzen, anmelden, weiter',
  ),
  el: language(
    `στοπ, σταματήστε, σταματήστε τα μηνύματα, κατάργηση εγγραφής, διαγράψτε με,
     μη μου στέλνετε μηνύματα, θέλω να διαγραφώ`,
    'διακοπή, διαγραφή',
    'έναρξη',
  ),
  es: language(
    `parar, baja, darme de baja, darse de baja, dar de baja, dame de baja, deme de baja, denme de baja,
     detener, stop ya, cancelar suscripción, no más mensajes, ya no más mensajes, desuscribir,
     desuscribirme, desuscribirse, desuscríbeme, desuscríbanme, desuscripción, no me escriban más,
     no me escriban, no me contacten, no me contacten más, déjenme en paz, no molesten, no me molesten,
     no me molesten más, desuscribanme, revoco mi consentimiento, retiro mi consentimiento,
     solicito la baja, solicito baja`,
    'pare, alto, basta, cancelar, eliminar, quitar, salir, terminar, anular, paren',
    'reanudar, suscribirme, volver a suscribirme, darme de alta',
    'iniciar, empezar, comenzar, alta, suscribir, suscribirse, dar de alta',
  ),
  fa: language('توقف, استاپ, لغو اشتراک, لغو عضویت', 'لغو, انصراف', 'شروع', 'ادامه'),
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
    'résilier, annuler, fin, ça suffit, quitter, supprimer, terminer',
    's abonner, me réabonner, réabonner, se réabonner',
    'redémarrer, reprendre, démarrer, commencer',
  ),
  gu: language('બંધ કરો, બંધ કરી દો, રોકો, સ્ટોપ, band karo', 'બંધ, રદ', 'શરૂ, શરૂ કરો'),
  ha: language('ku daina aiko min da saƙo, ku daina turo min da saƙo', 'tsaya, daina', ''),
  he: language(
    `עצור, עצרו, הפסק, הפסיקו, הסר, הסרה, להסיר, הסירו אותי, סטופ, תפסיקו, תפסיק, תפסיקו לשלוח,
     תפסיקו לשלוח לי הודעות, הסר אותי, להסרה, אל תכתבו לי, אל תטרידו אותי, תסירו אותי,
     הסירו אותי מהרשימה`,
    'ביטול, די',
    'התחל, להתחיל',
  ),
  hi: language(
    `रोकें, रोको, रोक दो, रोक दें, बंद करें, बंद करो, बन्द करें, बन्द करो, बंद कर दो, बंद कर दें,
     बंद कीजिए, बंद कर दीजिए, सदस्यता समाप्त करें, सदस्यता रद्द करें, स्टॉप, स्टॉप करो, स्टॉप करें,
     band karo, band kro, band karen, band kare, band kar do, band kardo, band krdo, band kar dijiye,
     band kijiye, stop karo, stop kro, stop kar do, stop kardo, stop krdo, stop kr do, stop kr,
     band kr do, band kr, rok do, roko, mera number delete karo, message karna band karo,
     unsubscribe kr do, अनसब्सक्राइब, अनसब्सक्राइब करें`,
    'बंद, बन्द, रद्द, रद्द करें, band',
    `शुरू, शुरू करें, शुरू करो, शुरू कर दो, फिर से शुरू करें, स्टार्ट, shuru karo, shuru kare,
     start karo, start kardo`,
  ),
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
     berhenti mengirim pesan, hapus nomor saya dari daftar`,
    'batal, batalkan, selesai, sudah cukup',
    'berlangganan lagi',
    'mulai, mulai lagi, lanjutkan',
  ),
  it: language(
    `fermare, fermatevi, cancellami, cancellatemi, disiscrivimi, disiscriviti, disiscrivetemi,
     disiscrivi, disiscrivermi, disiscrizione, annulla iscrizione, cancella iscrizione, basta messaggi,
     rimuovimi, rimuovetemi, lasciatemi in pace, non scrivetemi più, non contattatemi più,
     non scrivetemi, smettete di scrivermi, smettetela di scrivermi, cancellarmi, disiscrivetevi,
     smettetela, revoco il consenso, revoco il mio consenso, ritiro il consenso, disiscrivere`,
    'ferma, basta, annulla, cancella, fine, rimuovi, esci',
    'iscrivimi, iscrivermi, reiscrivimi',
    'inizia, riprendi, avvia',
  ),
  ja: language(
    `停止, 停止して, 停止してください, 配信停止, 登録解除, 退会, ストップ, やめて, 配信解除, 配信を停止, メッセージを送らないで, もう送らないで, 送らないで, 購読解除, メッセージを停止, 連絡しないで,
     連絡しないでください, もう連絡しないでください, 送らないでください, 配信不要, 配信を止めて, 配信を停止して, メッセージを止めて, メッセージ停止, 配信中止, 連絡をやめて,
     配信をやめて, もう送ってこないで, 登録を解除, 購読を解除, 配信を解除, メッセージはいりません, メッセージは不要です, 配信は不要です`,
    '中止, 解除, キャンセル, 終了, 止めて',
    '再開, 再登録, スタート',
    '開始',
  ),
  kk: language('тоқтату, тоқтатыңыз, тоқтат, жазылымнан бас тарту, маған хабарлама жібермеңіз', '', ''),
  km: language('បញ្ឈប់, ឈប់ផ្ញើសារ, សូមឈប់ផ្ញើសារ', 'ឈប់', ''),
  kn: language(
    `ನಿಲ್ಲಿಸು, ನಿಲ್ಲಿಸಿ, ಸ್ಟಾಪ್, ಬಂದ್ ಮಾಡಿ,
     ಸಂದೇಶ ಕಳುಹಿಸಬೇಡಿ`,
    'ರದ್ದು',
    'ಪ್ರಾರಂಭಿಸು, ಪ್ರಾರಂಭಿಸಿ',
  ),
  ko: language(
    `중지, 정지, 수신거부, 수신 거부, 그만, 스톱, 그만 보내세요, 그만 보내, 그만해, 그만해주세요, 보내지 마세요, 메시지 보내지 마세요, 구독 취소, 그만 보내주세요,
     연락하지 마세요, 연락하지 마, 그만 보내 주세요, 수신 거절, 구독 해지`,
    '해지, 거부, 취소, 종료',
    '시작, 재개, 스타트',
    '구독',
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
  ml: language(
    `നിർത്തുക, നിർത്തൂ, സ്റ്റോപ്പ്,
     സന്ദേശം അയക്കരുത്`,
    'റദ്ദാക്കുക, മതി',
    'തുടങ്ങുക, ആരംഭിക്കുക',
  ),
  mr: language('थांबवा, बंद करा, बंद कर, बंद करून टाका, स्टॉप', 'थांबा, बंद, रद्द करा', 'सुरू, सुरू करा'),
  ms: language(
    'berhenti, henti, hentikan, berhenti melanggan',
    'batal, tamat',
    'mula semula',
    'mula, sambung',
  ),
  my: language('ရပ်ပါ, ရပ်တန့်ပါ, မက်ဆေ့ချ် မပို့ပါနဲ့', '', ''),
  nb: language(
    'stopp, meld av, meld meg av, avmeld, la meg være i fred, stopp meldinger',
    'avslutt, slutt, avbryt',
    'start',
    'fortsett',
  ),
  ne: language('बन्द गर्नुहोस्, रोक्नुहोस्, सन्देश नपठाउनुहोस्, मलाई सन्देश नपठाउनुहोस्', '', ''),
  nl: language(
    `stoppen, afmelden, uitschrijven, schrijf me uit, schrijf mij uit, meld mij af, meld me af,
     ik wil me afmelden, me afmelden, laat me met rust, verwijder mij van de lijst`,
    'opzeggen, einde, annuleren',
    'starten, hervatten',
    'aanmelden',
  ),
  pa: language('ਬੰਦ ਕਰੋ, ਬੰਦ ਕਰ ਦਿਓ, ਰੋਕੋ, ਸਟਾਪ', 'ਬੰਦ, ਰੱਦ', 'ਸ਼ੁਰੂ, ਸ਼ੁਰੂ ਕਰੋ'),
  pl: language(
    `zatrzymaj, wypisz, wypisz mnie, zatrzymajcie, o wypisanie, nie pisać, nie piszcie,
     przestańcie pisać, przestań pisać, wypisać, wypisać się, wypisuję się, się wypisać, wycofuję zgodę,
     cofam zgodę, wycofuję moją zgodę, proszę o wypisanie, dajcie mi spokój`,
    'rezygnuję, anuluj, koniec',
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
    'pare, sair, cancelar, remover, quero sair, basta, chega, fim, encerrar',
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
  ru: language(
    `стоп, отписаться, отпишите, отпишите меня, отпиши меня, отписка, не пишите, не пишите мне,
     не пишите больше, не пишите мне больше, больше не пишите, больше не пишите мне,
     остановить рассылку, отстаньте, уберите меня из рассылки, удалите меня из рассылки,
     отказаться от рассылки, отписаться от рассылки, отписываюсь, отпишите нас, отзываю согласие,
     я отзываю согласие, оставьте меня в покое, прекратите рассылку`,
    'отмена, хватит, отменить, конец, прекратить, прекратите, прекрати',
    'старт, возобновить, подписаться, подпишите меня',
    'начать',
  ),
  si: language('නවත්වන්න, නවතන්න, පණිවිඩ එවන්න එපා', '', ''),
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
    'acha, simama, ghairi, ondoa',
    'anza tena',
    'anza, endelea',
  ),
  ta: language(
    'நிறுத்து, நிறுத்தவும், நிறுத்துங்கள், நிறுத்துக, ஸ்டாப்',
    'ரத்து, போதும்',
    'தொடங்கு, தொடங்கவும், தொடங்குங்கள், ஸ்டார்ட்',
  ),
  te: language('ఆపు, ఆపండి, ఆపేయండి, నిలిపివేయండి, స్టాప్', 'రద్దు, చాలు', 'ప్రారంభించు, ప్రారంభించండి, స్టార్ట్'),
  th: language(
    `หยุด, ยกเลิกการสมัคร, ยกเลิกการติดตาม, หยุดส่ง, หยุดส่งข้อความ, หยุดส่งข้อความมา, ยกเลิกการรับข้อความ, ยกเลิกการรับข่าวสาร,
     อย่าส่งมาอีก, อย่าส่งมา, ไม่ต้องการรับข้อความ, ยกเลิกรับข่าวสาร, ยกเลิกรับข้อความ`,
    'ยกเลิก, พอ',
    'เริ่มใหม่',
    'เริ่ม',
  ),
  tr: language(
    `durdur, durdurun, mesajları durdur, abonelikten çık, abonelikten çıkar, listeden çık,
     listeden çıkar, üyelikten çık, beni listeden çıkar, beni listeden çıkarın, aboneliği iptal et,
     aboneliğimi iptal et, mesaj istemiyorum, stop yap, abonelikten çıkmak istiyorum, beni çıkarın,
     beni çıkar, aboneliğimi sonlandırın, beni rahat bırakın, listeden çıkarın, listenizden çıkarın,
     beni listenizden çıkarın`,
    'dur, iptal, iptal et, ret, red, bitir, yeter',
    'başla, başlat, başlatın',
    'devam',
  ),
  uk: language(
    `стоп, відписатися, відписатись, відпишіть мене, відпишіть, не пишіть, відкликаю згоду,
     припиніть розсилку`,
    'скасувати, досить',
    'старт, відновити, підписатися',
    'почати',
  ),
  ur: language(
    `روکیں, روکو, بند کریں, بند کرو, بند کر دیں, بند کر دو, سٹاپ, اسٹاپ, میسج مت کرو, میسج مت کریں,
     ان سبسکرائب, مجھے میسج نہ کریں`,
    'بند, رکیں, منسوخ',
    'شروع, شروع کریں, شروع کرو',
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
    'hủy, huỷ, từ chối, thôi',
    'bắt đầu lại',
    'bắt đầu, tiếp tục',
  ),
  zh: language(
    `停止, 退订, 取消订阅, 停止发送, 停止订阅, 不要再发, 不要再发了, 别发了, 别再发了, 不要再给我发消息, 别再给我发消息, 不要再发消息, 不要给我发消息, 停止发消息, 回复td,
     td退订, 拒收, 不要再发信息, 不要再發訊息, 取消关注推送, 别再打扰, 不要再打扰, 别再打扰我, 把我移除, 删除我的号码, 移除我的号码`,
    '取消, 停, td',
    '重新订阅, 恢复订阅',
    '恢复, 开始, 订阅',
  ),
  'zh-hant': language(
    '停止, 退訂, 取消訂閱, 停止發送, 不要再發, 不要再發了, 別再發了, 別再傳, 別再傳了, 不要再傳了, 不要再傳訊息給我, 別再打擾, 不要再打擾',
    '取消, 停',
    '重新訂閱, 恢復訂閱',
    '恢復, 開始, 訂閱',
  ),
  zu: language('', 'yima, misa', ''),
};
