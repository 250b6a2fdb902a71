// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { Strings } from '../widget-strings.ts';

export const tr: Strings = {
  lang: 'tr',

  numberLabel: 'WhatsApp numarası',
  hintWithCode: '+{code} dışındaki bir numara için + ve ülke koduyla başlayın',
  hintInternational: '+ ve ülke koduyla başlayın',
  numberGap: 'buraya girildiği gibi',

  otherLines: 'İstediğiniz zaman durdurun · Gizlilik · Bir kişiyle görüşün',

  errorPrefix: 'Hata: ',
  ending: 'Son rakamları {digits} olan numara',
  newTab: 'Yeni sekmede açılır',

  saving: 'Kaydediliyor…',
  saved: 'Kaydedildi',
  receipt: 'Belge',
  undoing: 'Geri alınıyor…',
  undone: 'Geri alındı',
  notNow: 'Bu şu anda değiştirilemez',
  numberChanged: 'Yeniden işaretleyin',
  numberMoved: 'Yeniden işaretleyin: numara değişti',

  numberIncomplete: 'WhatsApp numaranızı ülke koduyla birlikte girin',
  numberNotPossible: 'Numarayı kontrol edin: bir rakam eksik, fazla veya yanlış',
  didYouMean: 'Şunu mu demek istediniz: {number}?',
  numberRefused: 'WhatsApp numaranızı ve ülke kodunu kontrol edip yeniden işaretleyin',
  noticeChanged: 'Metin değişti. Okuyup yeniden işaretleyin',
  unreachable: 'Bağlantı kurulamadığı için seçiminiz kaydedilmedi. Yeniden denemek için kutuyu işaretleyin',
  unreachableCarried: 'Bağlantı kurulamadı. Seçiminiz formla birlikte gönderilecek',
  refused: 'Seçiminiz kaydedilemedi. Kaydetmeden devam edebilirsiniz',
  tooMany:
    'Çok fazla deneme yapıldı. Bir saat bekleyip yeniden işaretleyin. Bunu atlayıp devam edebilirsiniz',
  undoFailed:
    'Bağlantı kurulamadı, bu yüzden seçiminiz hâlâ kayıtlı. Geri almak için yeniden deneyin veya aşağıdaki bağlantıyı kullanın',
  byHand: 'Kutuyu kendiniz işaretleyin: tıklayın, dokunun veya boşluk tuşuna basın',

  yourConsent: 'Onayınız',
  agreedOn: 'Onay verdiğiniz tarih: {date}',
  howToStop: 'Durdurmak için kutunun işaretini kaldırın veya onay belgenizi kullanın',
  openReceipt: 'Onay belgeniz: kontrol edin, saklayın veya durdurun',

  confirmHeading: 'Bu numaranın sizin olduğunu doğrulayın',
  confirmWhy: 'Böylece kayıt bu numaranın size ait olduğunu gösterir',
  confirmByMessage: 'Kodu WhatsApp ile gönder',
  confirmWaiting: 'Mesajınız bekleniyor…',
  confirmByCode: 'Kod al',
  codeLabel: 'Kod',
  codeHint: 'Size gönderdiğimiz mesajdaki {count} rakam',
  codeSend: 'Doğrula',
  codeWrong: 'Kodu kontrol edip yeniden girin',
  codeExpired: 'Kodun süresi doldu. Yeni bir kod alın',
  confirmed: 'Doğrulandı: bu numara sizin',
  confirmUnavailable: 'Şu anda doğrulanamıyor. Seçiminiz yine de kayıtlı',
};
