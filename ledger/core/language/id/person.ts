// Indonesian.

import type { PersonStrings } from '../person-strings.ts';

export const id: PersonStrings = {
  titleOne: 'Persetujuan Anda untuk pesan WhatsApp dari {business}',
  titleAll: 'Pilihan WhatsApp Anda di {business}',
  skip: 'Langsung ke persetujuan Anda',

  standingOn: 'Aktif',
  standingOnMeans: '{business} boleh mengirimkan pesan ini kepada Anda.',
  standingStopped: 'Dihentikan',
  standingStoppedMeans:
    'Dihentikan pada {date}. {business} tidak boleh lagi mengirimkan pesan ini kepada Anda.',
  standingTakenBack: 'Ditarik kembali',
  standingTakenBackMeans:
    'Hanya persetujuan ini yang ditarik kembali pada {date}. Jika Anda juga setuju pada waktu atau di tempat lain, pesan mungkin masih datang. Untuk menghentikan semuanya, kirim STOP ke {business} di WhatsApp atau gunakan kontak di bawah.',
  standingExpired: 'Berakhir',
  standingExpiredMeans: 'Persetujuan ini berakhir pada {date}. Pesan tidak boleh dikirim atas dasar ini.',
  standingTooWeak: 'Dihentikan',
  standingTooWeakMeans:
    'Anda telah menghentikan ini. Yang dicatat setelahnya tidak cukup untuk memulainya lagi.',
  standingThisOnly: 'Tercatat',
  standingThisOnlyMeans:
    'Tidak ada yang menghentikan persetujuan ini di halaman ini. Untuk melindungi pemegang nomor, tautan ini tidak menampilkan hal lain: jika Anda menghentikannya dengan cara lain, itu juga berlaku.',

  stop: 'Hentikan pesan ini',
  stopMeans: 'Langsung berlaku. Tidak ada lagi yang perlu dilakukan.',
  takeBack: 'Tarik kembali persetujuan ini',
  takeBackMeans:
    'Langsung berlaku, hanya untuk persetujuan ini. Jika Anda juga setuju di tempat lain, hentikan di sana juga.',
  stopAll: 'Hentikan semua dari {business}',
  stopAllMeans:
    'Mengakhiri semua persetujuan di halaman ini dan persetujuan lain yang Anda berikan di sini. Langsung berlaku.',
  object: 'Saya keberatan menerima pesan pemasaran dari {business}',
  objectMeans:
    'Anda tidak akan menerima pesan pemasaran lagi, meskipun Anda tidak sengaja mencentang kotak di tempat lain. Pesan lain tidak terpengaruh.',
  objected: 'Anda menyatakan keberatan atas pesan pemasaran dari {business} sejak {date}.',
  stoppedNow: 'Selesai. Sudah dihentikan.',
  takenBackNow: 'Selesai. Hanya persetujuan ini yang ditarik kembali.',
  nothingHere: 'Tidak ada persetujuan Anda yang tercatat di sini.',

  agreedOn: 'Anda memberi persetujuan pada {date}',
  details: 'Rincian',
  alsoShown: 'Juga ditampilkan',
  alsoFolded: 'Di balik satu baris yang terbuka saat diketuk',
  agreedExact: 'Ini kata-kata persis seperti yang dicatat. Hanya bagian akhir nomor yang ditampilkan.',
  statedWords: 'Yang menurut sistem milik bisnis telah ditampilkan atau diputar:',
  wordsNotRecorded: 'Kata-kata yang Anda lihat atau dengar tidak ada dalam catatan ini.',
  when: 'Kapan',
  how: 'Bagaimana',
  where: 'Di mana',
  wording: 'Teks',
  wordingVersion: '{id}, versi {version}',
  channels: {
    web: 'Di halaman web',
    email: 'Lewat email',
    sms: 'Lewat SMS',
    app: 'Di aplikasi',
    ivr: 'Dengan menekan tombol telepon',
    agent: 'Disampaikan kepada staf',
    paper: 'Di atas kertas',
    whatsapp: 'Di WhatsApp',
    import: 'Diambil dari daftar yang lebih lama',
  },

  gradeHeading: 'Apa yang ditunjukkan ini, dan apa yang tidak',
  gradeScale: 'Tingkat {grade} pada skala E0 sampai E4',
  gradeShows: {
    E0: 'Pihak usaha mengambil ini dari daftar yang lebih lama.',
    E1: 'Pihak usaha menyatakan bahwa Anda setuju.',
    E2: 'Teksnya ditampilkan atau dibacakan, dan seseorang mencentang kotak atau menekan tombol.',
    E3: 'Teksnya ada di layar, seseorang mencentang kotaknya sendiri, dan halaman melakukannya dalam pertukaran baru dengan buku catatan ini.',
    E4: 'Seperti E3 atau dengan cara lain, dan yang menyetujui juga menunjukkan bahwa nomor itu miliknya.',
  },
  gradeShowsNot: {
    E0: 'Ini tidak menunjukkan bahwa ada yang ditanya atau setuju.',
    E1: 'Ini tidak menunjukkan apa yang ada di layar atau siapa yang setuju.',
    E2: 'Ini tidak menunjukkan siapa orangnya. Halaman atau sistem yang tidak jujur dapat mengakuinya.',
    E3: 'Ini tidak menunjukkan siapa orangnya. Halaman itu milik pihak usaha, dan halaman yang tidak jujur dapat mengakuinya.',
    E4: 'Ini tidak menunjukkan nama pemegang nomor.',
  },
  callShows:
    'Teks dibacakan dalam panggilan, penelepon menekan tombolnya, dan penyedia telepon menandatangani laporannya.',
  callShowsNot: 'Ini tidak menunjukkan siapa peneleponnya. Nomor penelepon dapat dipalsukan.',
  smsShows: 'Anda menulis “{keyword}”, kata-kata ini dikirim kembali sebagai SMS, dan jawabannya adalah ya.',
  smsShowsNot: 'Ini tidak menunjukkan siapa yang menulis pesan. Pengirim SMS dapat dipalsukan.',
  gradeBecause: {
    saidOnly: 'Hanya sistem milik bisnis yang menyatakannya.',
    tickedBefore: 'Kotaknya sudah tercentang sebelum Anda datang.',
    notByHand: 'Peramban tidak memastikan bahwa seseorang mengekliknya.',
    outOfView: 'Kurang dari setengah kata-katanya tampak di layar.',
    covered: 'Sesuatu mungkin menutupi atau menyembunyikan kata-katanya.',
    hardToRead: 'Kata-katanya terlalu kecil atau terlalu pudar.',
    notFresh: 'Tanda tangannya bisa saja dibuat pada waktu lain.',
    callNotSigned: 'Penyedia telepon tidak menandatangani laporan panggilan itu.',
    smsNotSigned: 'Penyedia SMS tidak menandatangani laporannya tentang jawaban itu.',
    keyedIn: 'Nomor itu dimasukkan oleh penelepon.',
  },

  lookedHeading: 'Siapa yang telah melihat',
  lookedBy: {
    key: 'Sistem milik bisnis',
    staff: 'Seseorang yang bertindak atas nama bisnis',
    operator: 'Operator buku catatan ini',
    link: 'Pemegang tautan ke halaman ini',
  },

  privacy: 'Cara nomor Anda digunakan',

  proofHeading: 'Bukti',
  proofMeans:
    'Catatan ini punya tempat tetap dalam log publik. Tidak ada yang dapat mengubahnya atau memundurkan tanggalnya tanpa ketahuan. Log itu sendiri tidak menampilkan nomor dan nama.',
  leafIndex: 'Entri',
  treeSize: 'Jumlah entri log saat itu',
  checkpoint: 'Keadaan log yang ditandatangani',
  recordId: 'Catatan',
  download: 'Unduh berkas bukti',
  downloadMeans:
    'Berkas ini memuat semua yang diperlukan untuk memeriksa catatan tanpa situs ini, dan memuat nomor Anda: simpan untuk diri sendiri.',
  downloadSealedMeans:
    'Berkas ini memuat bukti, bukan catatannya sendiri, jadi nomor Anda tidak ada di dalamnya. Minta berkas lengkap kepada bisnis tersebut.',

  verifyHeading: 'Periksa sendiri',
  verifyMeans:
    'Peramban Anda dapat menghitung ulang seluruh bukti dari berkas bukti. Tidak ada yang keluar dari perangkat Anda: hanya kunci publik yang diambil.',
  verifyButton: 'Periksa di peramban ini',
  verifyFile: 'Atau periksa berkas bukti yang Anda punya',
  verifyWorking: 'Memeriksa',
  verifyTrue: 'Buktinya benar',
  verifyTrueMeans:
    'Catatan ini adalah entri {index} dari log berisi {size} entri, tidak berubah, dan log serta tanda terimanya ditandatangani dengan kunci yang diterbitkan buku catatan ini.',
  verifyFalse: 'Buktinya tidak benar',
  verifyFalseMeans: 'Ada yang tidak cocok dalam berkas. Yang gagal ditandai di bawah.',
  verifyNotEvidence: 'Ini bukan berkas bukti.',
  verifyUnreachable: 'Bukti atau kuncinya tidak dapat diambil. Coba lagi.',
  verifyUnable:
    'Peramban ini tidak dapat memeriksa tanda tangan seperti itu. Coba yang lebih baru, atau unduh berkasnya.',
  steps: {
    opening: 'Catatan dan angka rahasianya menghasilkan entri publik',
    leaf: 'Entri menghasilkan hash-nya',
    path: 'Hash dan tetangganya menghasilkan akar log',
    checkpoint: 'Log telah menandatangani akar ini',
    receipt: 'Tanda terima ditandatangani dan menyatakan hal yang sama',
    keys: 'Kuncinya adalah yang diterbitkan buku catatan ini',
  },
  stepGood: 'cocok',
  stepBad: 'tidak cocok',

  goneTitle: 'Tautan ini tidak menampilkan apa pun',
  goneMeans: 'Mungkin tautannya tidak lengkap atau terlalu lama, atau yang ditampilkannya telah dihapus.',
  goneWhatToDo:
    'Buka lagi tautan dari pesan tempat Anda menerimanya. Jika tidak berhasil, tanyakan kepada pihak usaha yang mengirimnya; mereka dapat mengirim yang baru, dan harus berhenti jika Anda memintanya.',
  busyTitle: 'Terlalu banyak permintaan',
  busyMeans: 'Banyak permintaan datang dari jaringan Anda. Tunggu satu menit, lalu buka lagi tautannya.',
};
