// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { HostedStrings } from '../hosted-strings.ts';

export const tr: HostedStrings = {
  title: '{business} tarafından WhatsApp mesajları',
  intro: 'Burada karar sizin. Bu sayfayı açmak hiçbir şeyi değiştirmez.',
  save: 'Kaydet',
  tickFirst: 'Henüz hiçbir şey kaydedilmedi. Önce kutuyu işaretleyin.',
  done: 'Kaydedildi. Bu sayfayı kapatabilirsiniz.',
  noScript: 'Seçiminizi kaydetmek için bu sayfanın JavaScript’e ihtiyacı var. Hiçbir şey kaydedilmedi.',
  closedTitle: 'Bu sayfa kullanılamıyor',
  closedMeans: 'Adresi eksik olabilir ya da işletme sayfayı sonlandırmıştır. Hiçbir şey kaydedilmedi.',
  linkTitle: 'WhatsApp mesajları hakkındaki seçiminiz',
  linkOverTitle: 'Bu bağlantı kullanılamıyor',
  linkOverMeans:
    'Eksik ya da çok eski olabilir veya işletme onu geri çekmiştir. Hiçbir şey kaydedilmedi. Geldiği mesajdan yeniden açın ya da işletmeden yenisini isteyin.',
  usedTitle: 'Bu bağlantı {date} tarihinde kullanıldı',
  usedMeans:
    'Bu bağlantıyla {number} numarası için bir seçim kaydedildi. Mesajları durdurmak için WhatsApp’ta {business} adlı işletmeye STOP gönderin ya da aşağıdaki iletişim bilgilerini kullanın. Onları zaten durdurduysanız bu geçerlidir.',
  takenBackTitle: 'Bu bağlantıyla verilen onay geri alındı',
  takenBackAgain:
    'Onay {number} numarası içindi. Yeniden onay vermek için {business} adlı işletmeden yeni bir bağlantı isteyin.',
  otherNumber: 'Başka bir numara kullan',
  waiting: 'Bir dakika…',
  unreachable: 'Bağlantı kurulamadı. Sayfayı yeniden yükleyin.',
  printTitle: '{business} size WhatsApp üzerinden {what} göndersin',
  printScan: 'Kodu telefonunuzun kamerasıyla tarayın veya şu adresi açın:',
  printDecide: 'Kararı sayfada siz verirsiniz. Yalnızca taramak hiçbir şeyi değiştirmez.',
};
