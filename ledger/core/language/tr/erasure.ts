// Turkish.

import type { ErasureStrings } from '../erasure-strings.ts';

export const tr: ErasureStrings = {
  heading: 'Hakkınızdaki her şeyi silin',
  means: '{business}, burada hakkınızda kayıtlı olan her şeyi yok eder. Bu geri alınamaz.',
  stays:
    'Geride kalan: siz yeniden onay vermedikçe kimse size yazmasın diye numaranızı bulan bir işaret ve herkese açık günlükte hakkınızda hiçbir şey söylemeyen satırlar.',
  only: 'Her şeyi sil; ileride yeniden onay verebilirim',
  never: 'Her şeyi sil ve şu andan itibaren bana bir daha asla yazma',
  ask: 'Silinmeyi iste',
  askMeans: '{business} önce bunu inceler. Bitene kadar mesaj gelebilir; yukarıdan durdurabilirsiniz.',
  asked:
    '{date} tarihinde {business} işletmesinden hakkınızdaki her şeyi silmesini istediniz. Henüz yapılmadı.',
  refused:
    '{business} bunu {date} tarihinde kabul etmedi. Nedenini aşağıdaki adresten sorun. Bir veri koruma kurumuna da şikâyette bulunabilirsiniz.',
  linkOnly: 'Bu bağlantı tek başına numaranın sizin olduğunu göstermez: başkasına iletilmiş olabilir.',
  byMessage:
    'İstemek için {business} işletmesine bu mesajı WhatsApp üzerinden, o numaradan ve değiştirmeden gönderin:',
  byContact: 'İstemek için {business} işletmesine aşağıdaki adresten yazın.',
  atOnce: 'Mesaj ulaşır ulaşmaz her şey silinir.',
  open: 'WhatsApp uygulamasını aç',
  message: 'Lütfen hakkımda kaydettiğiniz her şeyi silin. Bu numara benim.',
};
