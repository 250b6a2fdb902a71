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

const words = (list: string): readonly string[] => list.split(',').map((word) => word.trim());
const none: readonly string[] = [];

type Words = {
  readonly stop: readonly string[];
  readonly weakStop: readonly string[];
  readonly start: readonly string[];
  readonly weakStart: readonly string[];
};

const language = (stop: string, weakStop: string, start: string, weakStart = ''): Words => ({
  stop: words(stop),
  weakStop: weakStop === '' ? none : words(weakStop),
  start: words(start),
  weakStart: weakStart === '' ? none : words(weakStart),
});

export const stopWords: Readonly<Record<string, Words>> = {
  en: language(
    `stop, stop all, stopall, stop it, stop this, stop now, stop me, unsubscribe, unsubscribe me, unsubscribe all, unsub,
     unsub me, un subscribe, unsuscribe, unsubscribed, how do i unsubscribe, how can i unsubscribe, how to unsubscribe,
     unsubscribe from all, opt out, optout, opt me out, opt out all, opting out, remove me, stop messages, stop messaging me,
     stop contacting me, leave me alone, do not contact me, do not disturb, dnd,
     never contact me again, do not contact me again, not interested stop, stop and delete my data, i withdraw my consent, withdraw my consent, withdraw consent, i revoke my consent, revoke my consent, revoke consent, unsubcribe, unsubscibe`,
    'end, cancel, quit, revoke, remove, cease, exit',
    'start, start again, unstop, subscribe, subscribe me, subscribe me again, subscribe again, resubscribe, re subscribe, opt in, optin, opt me in, opt me back in',
    'resume, restart, begin',
  ),
  ar: language(
    `توقف, توقفوا, قف, أوقف, اوقف, أوقفوا, اوقفوا, إيقاف, ايقاف, وقف, ستوب, إلغاء الاشتراك, الغاء الاشتراك, إلغاء الإشتراك,
     الغاء الإشتراك, إيقاف الاشتراك, ايقاف الاشتراك, إيقاف الرسائل, ايقاف الرسائل, إيقاف رسائل, لا تراسلني, لا تراسلوني, توقف عن المراسلة`,
    'إلغاء, الغاء, كفى',
    'ابدأ, ابدا, إبدأ, بدء, استئناف',
    'اشتراك',
  ),
  bn: language(
    'বন্ধ করুন, বন্ধ করো, বন্ধ কর, বন্ধ করে দিন, থামুন, থামান, স্টপ, bondho korun, bondho koro',
    'বন্ধ, বাতিল',
    'শুরু, শুরু করুন, শুরু করো, স্টার্ট',
  ),
  cs: language(
    'odhlásit, odhlásit se, odhlaste mě, zastavit',
    'zrušit, konec, ukončit',
    'začít znovu, znovu odebírat',
    'začít, obnovit',
  ),
  da: language('stop, afmeld, frameld, afmeld mig', 'slut, annuller', 'start, genoptag, tilmeld'),
  de: language(
    `stopp, stoppen, abmelden, abmelden bitte, abbestellen, austragen, abmeldung, abbestellung, bitte abmelden,
     melden sie mich ab, meldet mich ab, melde mich ab, keine nachrichten mehr, tragen sie mich aus, mich abmelden, nicht mehr schreiben,
     schreiben sie mir nicht mehr,
     hör auf, hört auf, hören sie auf, möchte keine nachrichten mehr, will keine nachrichten mehr`,
    'beenden, kündigen, kuendigen, ende, schluss, aufhören, stornieren',
    'starten, wieder starten, wieder anmelden',
    'fortsetzen, anmelden, weiter',
  ),
  el: language('στοπ, σταματήστε, σταματήστε τα μηνύματα, κατάργηση εγγραφής', 'διακοπή, διαγραφή', 'έναρξη'),
  es: language(
    `parar, baja, darme de baja, darse de baja, dar de baja, dame de baja, deme de baja, denme de baja, detener, stop ya,
     cancelar suscripción, no más mensajes, ya no más mensajes, desuscribir, desuscribirme, desuscribirse, desuscríbeme,
     desuscríbanme, desuscripción, no me escriban más, no me escriban, no me contacten, no me contacten más, déjenme en paz,
     no molesten, no me molesten, no me molesten más`,
    'pare, alto, basta, cancelar, eliminar, quitar, salir, terminar, anular',
    'reanudar, suscribir, suscribirme, suscribirse, volver a suscribirme, darme de alta, dar de alta',
    'iniciar, empezar, comenzar, alta',
  ),
  fa: language('توقف, استاپ, لغو اشتراک, لغو عضویت', 'لغو, انصراف', 'شروع', 'ادامه'),
  fi: language('lopeta, lopettakaa, lopeta viestit', 'peruuta, peru, seis', 'aloita', 'jatka'),
  fil: language(
    `tigil, itigil, itigil na, itigil na po, ihinto, ihinto na, huwag na mag text, wag na mag text, wag na kayo mag text,
     itigil niyo na, itigil ninyo na, wag na kayo magtext, wag na kayong magtext`,
    'tama na, kanselahin',
    'simulan',
    'ituloy',
  ),
  fr: language(
    `arrêt, arrêter, arrêtez, arrête, arrêtez tout, stopper, stoppez, désabonner, me désabonner, se désabonner,
     désinscription, désinscrire, me désinscrire, se désinscrire, désabonnement, désabonnez moi, désinscrivez moi,
     ne me contactez plus, ne m écrivez plus, laissez moi tranquille,
     je me désabonne, désabonnez moi, arrêtez de m écrire, arrête de m écrire, ne m écrivez plus, ne m envoyez plus rien`,
    'résilier, annuler, fin, ça suffit, quitter, supprimer, terminer',
    's abonner, me réabonner, réabonner, se réabonner',
    'redémarrer, reprendre, démarrer, commencer',
  ),
  gu: language('બંધ કરો, બંધ કરી દો, રોકો, સ્ટોપ, band karo', 'બંધ, રદ', 'શરૂ, શરૂ કરો'),
  he: language(
    `עצור, עצרו, הפסק, הפסיקו, הסר, הסרה, להסיר, הסירו אותי, סטופ,
     תפסיקו, תפסיק, תפסיקו לשלוח, תפסיקו לשלוח לי הודעות, הסר אותי, הסירו אותי, להסרה`,
    'ביטול, די',
    'התחל, להתחיל',
  ),
  hi: language(
    `रोकें, रोको, रोक दो, रोक दें, बंद करें, बंद करो, बन्द करें, बन्द करो, बंद कर दो, बंद कर दें, बंद कीजिए, बंद कर दीजिए,
     सदस्यता समाप्त करें, सदस्यता रद्द करें, स्टॉप, स्टॉप करो, स्टॉप करें, band karo, band kro, band karen, band kare,
     band kar do, band kardo, band krdo, band kar dijiye, band kijiye, stop karo, stop kro, stop kar do, stop kardo,
     stop krdo, stop kr do, stop kr, band kr do, band kr, rok do, roko`,
    'बंद, बन्द, रद्द, रद्द करें, band',
    'शुरू, शुरू करें, शुरू करो, शुरू कर दो, फिर से शुरू करें, स्टार्ट, shuru karo, shuru kare, start karo, start kardo',
  ),
  hu: language(
    'leállítás, leiratkozás, leiratkozom, állj, leállít',
    'vége, mégse',
    'indítás, újraindítás',
    'folytatás',
  ),
  id: language(
    `berhenti, hentikan, berhenti berlangganan, stop berlangganan, batalkan langganan, unreg, berhenti kirim pesan,
     stop kirim pesan, jangan kirim pesan, jangan kirim pesan lagi, jangan kirimi saya pesan, jangan kirimi saya pesan lagi,
     jangan hubungi saya, jangan hubungi saya lagi, jangan wa saya lagi, jangan chat lagi, jangan chat saya lagi, stop wa, stop sms,
     jangan ganggu, jangan ganggu saya, jangan chat saya lagi, stop chat, hapus nomor saya`,
    'batal, batalkan, selesai, sudah cukup',
    'berlangganan lagi',
    'mulai, mulai lagi, lanjutkan',
  ),
  it: language(
    `fermare, fermatevi, cancellami, cancellatemi, disiscrivimi, disiscriviti, disiscrivetemi, disiscrivi, disiscrivermi,
     disiscrizione, annulla iscrizione, cancella iscrizione, basta messaggi, rimuovimi, rimuovetemi, lasciatemi in pace,
     non scrivetemi più, non contattatemi più,
     non scrivetemi, non scrivetemi più, smettete di scrivermi, smettetela di scrivermi`,
    'ferma, basta, annulla, cancella, fine, rimuovi, esci',
    'iscrivimi, iscrivermi, reiscrivimi',
    'inizia, riprendi, avvia',
  ),
  ja: language(
    `停止, 配信停止, 登録解除, 退会, ストップ, やめて, 配信解除, 配信を停止, メッセージを送らないで, もう送らないで,
     送らないで, 購読解除, メッセージを停止,
     連絡しないで, 連絡しないでください, もう連絡しないでください, 送らないで, 送らないでください`,
    '中止, 解除, キャンセル, 終了',
    '再開, 再登録, スタート',
    '開始',
  ),
  kn: language(
    `ನಿಲ್ಲಿಸು, ನಿಲ್ಲಿಸಿ, ಸ್ಟಾಪ್, ಬಂದ್ ಮಾಡಿ,
     ಸಂದೇಶ ಕಳುಹಿಸಬೇಡಿ`,
    'ರದ್ದು',
    'ಪ್ರಾರಂಭಿಸು, ಪ್ರಾರಂಭಿಸಿ',
  ),
  ko: language(
    `중지, 정지, 수신거부, 수신 거부, 그만, 스톱, 그만 보내세요, 그만 보내, 그만해, 그만해주세요, 보내지 마세요, 메시지 보내지 마세요, 구독 취소,
     그만 보내주세요, 그만 보내, 연락하지 마세요, 연락하지 마`,
    '해지, 거부, 취소, 종료',
    '시작, 재개, 스타트, 구독',
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
  nb: language('stopp, meld av, meld meg av, avmeld', 'avslutt, slutt, avbryt', 'start', 'fortsett'),
  nl: language(
    `stoppen, afmelden, uitschrijven, schrijf me uit,
     schrijf mij uit`,
    'opzeggen, einde, annuleren',
    'starten, hervatten',
    'aanmelden',
  ),
  pa: language('ਬੰਦ ਕਰੋ, ਬੰਦ ਕਰ ਦਿਓ, ਰੋਕੋ, ਸਟਾਪ', 'ਬੰਦ, ਰੱਦ', 'ਸ਼ੁਰੂ, ਸ਼ੁਰੂ ਕਰੋ'),
  pl: language(
    `zatrzymaj, wypisz, wypisz mnie, zatrzymajcie,
     o wypisanie, nie pisać, nie piszcie, przestańcie pisać, przestań pisać`,
    'rezygnuję, anuluj, koniec',
    'wznów',
    'zacznij',
  ),
  pt: language(
    `parar, descadastrar, cancelar inscrição, cancelar assinatura, cancelar subscrição, descadastrar me, me descadastrar,
     me descadastre, descadastre me, desinscrever, desinscrever me, sair da lista, me tira da lista, me tire da lista,
     não quero mais mensagens, não me mandem mais mensagens, não me mande mais mensagem, me deixem em paz,
     cancelar o recebimento, não me incomodem`,
    'pare, sair, cancelar, remover, quero sair, basta, chega, fim, encerrar',
    'recomeçar, retomar, inscrever, inscrever me, me inscrever, reinscrever',
    'iniciar, começar',
  ),
  ro: language(
    `dezabonare, dezabonați mă, oprește, opriți,
     nu mai trimiteți, nu mai trimite`,
    'renunț, anulează',
    'reabonare',
    'începe, reia',
  ),
  ru: language(
    `стоп, отписаться, отпишите, отпишите меня, отпиши меня, отписка, не пишите, не пишите мне, не пишите больше,
     не пишите мне больше, больше не пишите, больше не пишите мне, остановить рассылку,
     отстаньте, уберите меня из рассылки, удалите меня из рассылки`,
    'отмена, хватит, отменить, конец, прекратить',
    'старт, возобновить, подписаться, подпишите меня',
    'начать',
  ),
  sv: language(
    `stopp, stoppa, avregistrera, avregistrera mig, sluta skicka,
     sluta, avsluta prenumeration, avsluta prenumerationen`,
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
    `durdur, durdurun, mesajları durdur, abonelikten çık, abonelikten çıkar, listeden çık, listeden çıkar, üyelikten çık,
     beni listeden çıkar, beni listeden çıkarın, aboneliği iptal et, aboneliğimi iptal et, mesaj istemiyorum, stop yap,
     abonelikten çıkmak istiyorum, beni çıkarın, beni çıkar`,
    'dur, iptal, iptal et, ret, red, bitir, yeter',
    'başla, başlat, başlatın',
    'devam',
  ),
  uk: language(
    'стоп, відписатися, відписатись, відпишіть мене',
    'скасувати, досить',
    'старт, відновити, підписатися',
    'почати',
  ),
  ur: language(
    `روکیں, روکو, بند کریں, بند کرو, بند کر دیں, بند کر دو, سٹاپ, اسٹاپ,
     میسج مت کرو, میسج مت کریں`,
    'بند, رکیں, منسوخ',
    'شروع, شروع کریں, شروع کرو',
  ),
  vi: language(
    `dừng, dừng lại, ngừng, ngừng lại, ngưng, ngưng lại, dừng nhận tin, ngừng nhận tin, hủy đăng ký, huỷ đăng ký,
     dừng gửi tin nhắn, ngừng gửi tin nhắn, dừng gửi tin, ngừng gửi tin, đừng gửi tin nhắn nữa, đừng gửi tin nhắn, đừng nhắn tin nữa,
     đừng nhắn tin cho tôi nữa, tôi không muốn nhận tin nhắn, không muốn nhận tin nhắn`,
    'hủy, huỷ, từ chối, thôi',
    'bắt đầu lại',
    'bắt đầu, tiếp tục',
  ),
  zh: language(
    `停止, 退订, 取消订阅, 停止发送, 停止订阅, 不要再发, 不要再发了, 别发了, 别再发了, 不要再给我发消息, 别再给我发消息,
     不要再发消息, 不要给我发消息, 停止发消息, 回复td,
     td退订, 拒收, 不要发了, 不要發了, 不要再发信息, 不要再發訊息, 别发, 別發`,
    '取消, 停, td',
    '订阅, 重新订阅, 恢复订阅',
    '恢复, 开始',
  ),
  'zh-hant': language(
    '停止, 退訂, 取消訂閱, 停止發送, 不要再發, 不要再發了, 別再發了, 別再傳, 別再傳了, 不要再傳了, 不要再傳訊息給我',
    '取消, 停',
    '訂閱, 重新訂閱, 恢復訂閱',
    '恢復, 開始',
  ),
};
