// The words by which people stop, and by which they lift that again, per language (BCP 47), besides the English ones that
// are understood everywhere. Only a whole message counts (words.ts), so a word here must mean nothing else when it stands
// alone. In doubt a word belongs to `stop` and not to `start`.
//
// English after FCC 64.1200(a)(10) and what carriers honour; the others are their plain translations and what text-message
// providers of those countries use. They were written without native reviewers.

type Words = { readonly stop: readonly string[]; readonly start: readonly string[] };

export const stopWords: Readonly<Record<string, Words>> = {
  en: {
    stop: [
      ...['stop', 'stop all', 'stopall', 'unsubscribe', 'unsubscribe all', 'unsubscribe from all', 'end'],
      ...['unsubscribe me', 'cancel', 'quit', 'opt out', 'optout', 'revoke', 'remove', 'remove me'],
      ...['stop messages', 'stop messaging me', 'stop it', 'please stop', 'stop please', 'td'],
    ],
    start: ['start', 'unstop', 'resume', 'restart', 'subscribe', 'opt in', 'optin'],
  },
  ar: {
    stop: [
      'توقف',
      'قف',
      'أوقف',
      'إيقاف',
      'إلغاء',
      'إلغاء الاشتراك',
      'الغاء',
      'الغاء الاشتراك',
      'ايقاف',
      'اوقف',
    ],
    start: ['ابدأ', 'ابدا', 'بدء', 'استئناف', 'اشتراك'],
  },
  bn: { stop: ['বন্ধ', 'বন্ধ করুন', 'থামুন', 'স্টপ'], start: ['শুরু', 'শুরু করুন', 'স্টার্ট'] },
  cs: { stop: ['odhlásit', 'odhlasit', 'zrušit', 'zrusit', 'konec'], start: ['začít', 'zacit', 'obnovit'] },
  da: { stop: ['stop', 'afmeld', 'frameld'], start: ['start', 'genoptag'] },
  de: {
    stop: ['stopp', 'abmelden', 'abbestellen', 'austragen', 'beenden', 'kündigen', 'abmeldung'],
    start: ['starten', 'fortsetzen', 'anmelden'],
  },
  el: { stop: ['στοπ', 'διακοπή', 'διακοπη', 'διαγραφή', 'διαγραφη'], start: ['έναρξη', 'εναρξη'] },
  es: {
    stop: [
      ...['parar', 'pare', 'alto', 'baja', 'darme de baja', 'darse de baja', 'cancelar', 'basta', 'detener'],
      ...['cancelar suscripción', 'cancelar suscripcion', 'no más mensajes', 'no mas mensajes'],
    ],
    start: ['iniciar', 'empezar', 'comenzar', 'reanudar', 'alta'],
  },
  fa: { stop: ['توقف', 'لغو', 'لغو اشتراک', 'انصراف'], start: ['شروع', 'ادامه'] },
  fi: { stop: ['lopeta', 'peruuta', 'peru'], start: ['aloita', 'jatka'] },
  fil: { stop: ['tigil', 'itigil', 'ihinto'], start: ['simulan', 'ituloy'] },
  fr: {
    stop: [
      ...[
        'arrêt',
        'arret',
        'arrêter',
        'arreter',
        'arrêtez',
        'arretez',
        'stopper',
        'désabonner',
        'desabonner',
      ],
      ...['me désabonner', 'se désabonner', 'désinscription', 'desinscription', 'désinscrire', 'résilier'],
    ],
    start: ['reprendre', 'démarrer', 'demarrer', 'commencer'],
  },
  gu: { stop: ['બંધ', 'બંધ કરો', 'રોકો', 'સ્ટોપ'], start: ['શરૂ', 'શરૂ કરો'] },
  he: { stop: ['עצור', 'הפסק', 'הסר', 'הסרה', 'להסיר', 'הסירו אותי'], start: ['התחל', 'להתחיל'] },
  hi: {
    stop: ['रोकें', 'रोको', 'बंद', 'बंद करें', 'बंद करो', 'बन्द करें', 'सदस्यता समाप्त करें', 'स्टॉप'],
    start: ['शुरू', 'शुरू करें', 'फिर से शुरू करें', 'स्टार्ट'],
  },
  hu: {
    stop: ['leállítás', 'leiratkozás', 'leiratkozom', 'állj'],
    start: ['indítás', 'újraindítás', 'folytatás'],
  },
  id: { stop: ['berhenti', 'batal', 'hentikan', 'berhenti berlangganan'], start: ['mulai', 'lanjutkan'] },
  it: {
    stop: ['ferma', 'fermare', 'basta', 'annulla', 'cancella', 'cancellami', 'disiscrivimi', 'disiscriviti'],
    start: ['inizia', 'riprendi', 'avvia'],
  },
  ja: {
    stop: ['停止', '中止', '配信停止', '解除', '登録解除', '退会', 'ストップ', 'やめて'],
    start: ['開始', '再開', 'スタート'],
  },
  kn: { stop: ['ನಿಲ್ಲಿಸು', 'ನಿಲ್ಲಿಸಿ', 'ಸ್ಟಾಪ್'], start: ['ಪ್ರಾರಂಭಿಸು', 'ಪ್ರಾರಂಭಿಸಿ'] },
  ko: {
    stop: ['중지', '정지', '수신거부', '수신 거부', '해지', '그만', '거부', '취소', '스톱'],
    start: ['시작', '재개', '스타트'],
  },
  ml: { stop: ['നിർത്തുക', 'നിർത്തൂ', 'സ്റ്റോപ്പ്'], start: ['തുടങ്ങുക', 'ആരംഭിക്കുക'] },
  mr: { stop: ['थांबा', 'थांबवा', 'बंद करा', 'बंद'], start: ['सुरू', 'सुरू करा'] },
  ms: { stop: ['berhenti', 'batal', 'henti'], start: ['mula', 'sambung'] },
  nb: { stop: ['stopp', 'avslutt', 'meld av'], start: ['start', 'fortsett'] },
  nl: {
    stop: ['stoppen', 'afmelden', 'uitschrijven', 'opzeggen'],
    start: ['starten', 'hervatten', 'aanmelden'],
  },
  pa: { stop: ['ਬੰਦ', 'ਬੰਦ ਕਰੋ', 'ਰੋਕੋ', 'ਸਟਾਪ'], start: ['ਸ਼ੁਰੂ', 'ਸ਼ੁਰੂ ਕਰੋ'] },
  pl: {
    stop: ['zatrzymaj', 'wypisz', 'wypisz mnie', 'rezygnuję', 'rezygnuje', 'anuluj'],
    start: ['wznów', 'wznow', 'zacznij'],
  },
  pt: {
    stop: [
      'parar',
      'pare',
      'sair',
      'cancelar',
      'descadastrar',
      'remover',
      'cancelar inscrição',
      'cancelar inscricao',
    ],
    start: ['iniciar', 'começar', 'comecar', 'retomar'],
  },
  ro: { stop: ['dezabonare', 'oprește', 'opreste', 'renunț', 'renunt'], start: ['începe', 'incepe', 'reia'] },
  ru: {
    stop: ['стоп', 'отписаться', 'отпишите', 'отпишите меня', 'отписка', 'отмена', 'хватит'],
    start: ['старт', 'начать', 'возобновить', 'подписаться'],
  },
  sv: { stop: ['stopp', 'avsluta', 'avregistrera'], start: ['starta', 'återuppta'] },
  sw: { stop: ['acha', 'simama', 'komesha', 'sitisha'], start: ['anza', 'endelea'] },
  ta: { stop: ['நிறுத்து', 'நிறுத்தவும்', 'நிறுத்துங்கள்', 'ஸ்டாப்'], start: ['தொடங்கு', 'தொடங்கவும்', 'ஸ்டார்ட்'] },
  te: { stop: ['ఆపు', 'ఆపండి', 'స్టాప్'], start: ['ప్రారంభించు', 'ప్రారంభించండి', 'స్టార్ట్'] },
  th: { stop: ['หยุด', 'ยกเลิก', 'ยกเลิกการสมัคร'], start: ['เริ่ม', 'เริ่มใหม่'] },
  tr: {
    stop: [
      'dur',
      'durdur',
      'iptal',
      'iptal et',
      'ret',
      'red',
      'abonelikten çık',
      'abonelikten cik',
      'listeden çık',
    ],
    start: ['başla', 'basla', 'başlat', 'baslat', 'devam'],
  },
  uk: {
    stop: ['стоп', 'відписатися', 'відписатись', 'скасувати', 'досить'],
    start: ['старт', 'почати', 'відновити', 'підписатися'],
  },
  ur: { stop: ['روکیں', 'بند', 'بند کریں', 'بند کرو', 'رکیں'], start: ['شروع', 'شروع کریں'] },
  vi: {
    stop: ['dừng', 'dừng lại', 'ngừng', 'hủy', 'huỷ', 'hủy đăng ký', 'huỷ đăng ký', 'từ chối'],
    start: ['bắt đầu', 'tiếp tục'],
  },
  zh: { stop: ['停止', '退订', '取消', '取消订阅', '停'], start: ['开始', '恢复', '订阅', '重新订阅'] },
  'zh-hant': { stop: ['停止', '退訂', '取消', '取消訂閱'], start: ['開始', '恢復', '訂閱', '重新訂閱'] },
};
