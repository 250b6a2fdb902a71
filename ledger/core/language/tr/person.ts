// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { PersonStrings } from '../person-strings.ts';

export const tr: PersonStrings = {
  titleOne: 'WhatsApp mesajları için onayınız: {business}',
  titleAll: 'WhatsApp tercihleriniz: {business}',
  skip: 'Onayınıza geçin',

  standingOn: 'Açık',
  standingOnMeans: '{business} size bu mesajları gönderebilir.',
  standingStopped: 'Durduruldu',
  standingStoppedMeans: 'Durdurulma tarihi: {date}. {business} size artık bu mesajları gönderemez.',
  standingTakenBack: 'Geri alındı',
  standingTakenBackMeans:
    'Yalnızca bu onay {date} tarihinde geri alındı. Başka bir zaman veya başka bir yerde de onay verdiyseniz mesajlar gelmeye devam edebilir. Hepsini durdurmak için WhatsApp’ta {business} hesabına STOP yazın veya aşağıdaki iletişim bilgisini kullanın.',
  standingExpired: 'Süresi doldu',
  standingExpiredMeans: 'Bu onayın sona erdiği tarih: {date}. Bu onaya dayanarak mesaj gönderilemez.',
  standingTooWeak: 'Durduruldu',
  standingTooWeakMeans: 'Bunu durdurdunuz. Sonradan kaydedilen, yeniden başlatmak için yeterli değil.',
  standingThisOnly: 'Kaydedildi',
  standingThisOnlyMeans:
    'Bu onayı bu sayfada kimse durdurmadı. Numaranın sahibini korumak için bu bağlantı başka bir şey göstermez: başka bir yolla durdurduysanız o da geçerlidir.',

  stop: 'Bu mesajları durdur',
  stopMeans: 'Hemen geçerli olur. Başka bir şey yapmanız gerekmez.',
  takeBack: 'Bu onayı geri al',
  takeBackMeans:
    'Yalnızca bu onay için hemen geçerli olur. Başka bir yerde de onay verdiyseniz, orada da durdurun.',
  stopAll: '{business} tarafından gönderilen her şeyi durdur',
  stopAllMeans:
    'Bu sayfadaki tüm onayları ve burada verdiğiniz diğer onayları sona erdirir. Hemen geçerli olur.',
  object: '{business} tarafından gönderilen pazarlama mesajlarına itiraz ediyorum',
  objectMeans:
    'Başka bir yerde yanlışlıkla bir kutuyu işaretleseniz bile size artık pazarlama mesajı gelmez. Diğer mesajlar bundan etkilenmez.',
  objected:
    '{business} tarafından gönderilen pazarlama mesajlarına {date} tarihinden beri itiraz ediyorsunuz.',
  stoppedNow: 'Tamam. Durduruldu.',
  takenBackNow: 'Tamam. Yalnızca bu onay geri alındı.',
  nothingHere: 'Burada size ait kayıtlı bir onay yok.',

  agreedOn: 'Onay verdiğiniz tarih: {date}',
  details: 'Ayrıntılar',
  alsoShown: 'Ayrıca gösterildi',
  alsoFolded: 'Dokununca açılan tek bir satırın ardında',
  agreedExact: 'Bunlar kaydedildiği hâliyle sözcüğü sözcüğüne metindir. Numaranın yalnızca sonu görünür.',
  statedWords: 'İşletmenin bir sisteminin gösterdiğini veya dinlettiğini söylediği:',
  wordsNotRecorded: 'Gördüğünüz veya duyduğunuz sözler bu kayıtta yok.',
  when: 'Ne zaman',
  how: 'Nasıl',
  where: 'Nerede',
  wording: 'Metin',
  wordingVersion: '{id}, sürüm {version}',
  channels: {
    web: 'Bir web sayfasında',
    email: 'E-postayla',
    sms: 'SMS ile',
    app: 'Bir uygulamada',
    ivr: 'Telefonda bir tuşa basarak',
    agent: 'Bir çalışana sözlü olarak',
    paper: 'Kâğıt üzerinde',
    whatsapp: 'WhatsApp içinde',
    import: 'Daha eski bir listeden aktarıldı',
  },

  gradeHeading: 'Bunun gösterdiği ve göstermediği',
  gradeScale: 'E0 ile E4 arasındaki ölçekte düzey: {grade}',
  gradeShows: {
    E0: 'İşletme bunu daha eski bir listeden aktardı.',
    E1: 'İşletme, onay verdiğinizi söylüyor.',
    E2: 'Metin gösterildi veya okundu ve birisi kutuyu işaretledi ya da tuşa bastı.',
    E3: 'Metin ekrandaydı, birisi kutuyu kendi eliyle işaretledi ve sayfa bunu bu kayıt defteriyle yeni bir veri alışverişi içinde bildirdi.',
    E4: 'E3 gibi veya başka bir yolla; onay veren kişi numaranın kendisine ait olduğunu da gösterdi.',
  },
  gradeShowsNot: {
    E0: 'Birisine sorulduğunu veya birisinin onay verdiğini göstermez.',
    E1: 'Ekranda ne olduğunu veya kimin onay verdiğini göstermez.',
    E2: 'Bunun kim olduğunu göstermez. Dürüst olmayan bir sayfa veya sistem bunu öne sürebilir.',
    E3: 'Bunun kim olduğunu göstermez. Sayfa işletmeye aittir ve dürüst olmayan bir sayfa bunu öne sürebilir.',
    E4: 'Numaranın sahibinin adını göstermez.',
  },
  callShows:
    'Metin bir aramada okundu, arayan kişi tuşa bastı ve telefon sağlayıcısı buna ilişkin bildirimini imzaladı.',
  callShowsNot: 'Arayanın kim olduğunu göstermez. Arayanın numarası taklit edilebilir.',
  smsShows: '“{keyword}” yazdınız, bu sözler kısa mesajla geri geldi ve bunlara verilen yanıt evet oldu.',
  smsShowsNot: 'Mesajları kimin yazdığını göstermez. Kısa mesajın göndereni taklit edilebilir.',
  gradeBecause: {
    saidOnly: 'Bunu yalnızca işletmenin bir sistemi söylüyor.',
    tickedBefore: 'Kutu siz gelmeden önce işaretliydi.',
    notByHand: 'Tarayıcı bir kişinin tıkladığını doğrulamadı.',
    outOfView: 'Sözlerin yarısından azı ekrandaydı.',
    covered: 'Bir şey sözleri kapatmış veya gizlemiş olabilir.',
    hardToRead: 'Sözler çok küçük veya çok soluktu.',
    notFresh: 'İmza başka bir zamanda atılmış olabilir.',
    callNotSigned: 'Telefon sağlayıcısı aramaya ilişkin bildirimini imzalamadı.',
    smsNotSigned: 'Kısa mesaj sağlayıcısı yanıtla ilgili bildirimini imzalamadı.',
    keyedIn: 'Numara arama sırasında tuşlandı.',
  },

  lookedHeading: 'Kimler baktı',
  lookedBy: {
    key: 'İşletmenin bir sistemi',
    staff: 'İşletme adına hareket eden bir kişi',
    operator: 'Bu defterin bir işletmeni',
    link: 'Bu sayfanın bağlantısına sahip biri',
  },

  privacy: 'Numaranız nasıl kullanılıyor',

  proofHeading: 'Kanıt',
  proofMeans:
    'Kaydın herkese açık bir günlükte sabit bir yeri var. Kimse onu fark edilmeden değiştiremez veya tarihini geriye alamaz. Günlüğün kendisi hiçbir numara ve ad göstermez.',
  leafIndex: 'Sıra',
  treeSize: 'O andaki günlük girdisi sayısı',
  checkpoint: 'Günlüğün imzalı durumu',
  recordId: 'Kayıt',
  download: 'Kanıt dosyasını indir',
  downloadMeans:
    'Kaydı bu site olmadan doğrulamak için gereken her şeyi ve numaranızı içerir: kimseyle paylaşmayın.',
  downloadSealedMeans:
    'Kanıtı içerir, kaydın kendisini içermez; numaranız içinde değildir. Tam dosyayı işletmeden isteyin.',

  verifyHeading: 'Kendiniz doğrulayın',
  verifyMeans:
    'Tarayıcınız tüm kanıtı bu dosyadan yeniden hesaplayabilir. Cihazınızdan hiçbir şey çıkmaz: yalnızca açık anahtarlar alınır.',
  verifyButton: 'Bu tarayıcıda doğrula',
  verifyFile: 'Veya elinizdeki bir kanıt dosyasını doğrulayın',
  verifyWorking: 'Doğrulanıyor',
  verifyTrue: 'Kanıt doğru',
  verifyTrueMeans:
    'Bu kaydın günlükteki sırası: {index}, toplam girdi: {size}. Kayıt değişmemiş; günlük ve onay belgesi, bu kayıt defterinin yayımladığı anahtarlarla imzalanmış.',
  verifyFalse: 'Kanıt yanlış',
  verifyFalseMeans: 'Dosyada bir şey uymuyor. Uymayan, aşağıda işaretli.',
  verifyNotEvidence: 'Bu bir kanıt dosyası değil.',
  verifyUnreachable: 'Kanıt veya anahtarlar alınamadı. Yeniden deneyin.',
  verifyUnable: 'Bu tarayıcı bu tür imzaları doğrulayamıyor. Daha yeni birini deneyin veya dosyayı indirin.',
  steps: {
    opening: 'Kayıt ve gizli sayısı, herkese açık girdiyi verir',
    leaf: 'Girdi, kendi özetini verir',
    path: 'Özet ve komşuları, günlüğün kökünü verir',
    checkpoint: 'Günlük bu kökü imzalamış',
    receipt: 'Onay belgesi imzalı ve aynı şeyi söylüyor',
    keys: 'Anahtarlar, bu kayıt defterinin yayımladıkları',
  },
  stepGood: 'uyuyor',
  stepBad: 'uymuyor',

  goneTitle: 'Bu bağlantı bir şey göstermiyor',
  goneMeans: 'Eksik veya çok eski olabilir ya da gösterdiği şey silinmiştir.',
  goneWhatToDo:
    'Bağlantıyı, geldiği mesajdan yeniden açın. Bu işe yaramazsa bağlantıyı gönderen işletmeye sorun; yenisini gönderebilir ve siz istediğinizde durmak zorundadır.',
  busyTitle: 'Çok fazla istek',
  busyMeans: 'Ağınızdan çok sayıda istek geldi. Bir dakika bekleyip bağlantıyı yeniden açın.',
};
