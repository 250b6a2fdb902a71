// Indonesian.

import type { Strings } from '../widget-strings.ts';

export const id: Strings = {
  lang: 'id',

  numberLabel: 'Nomor WhatsApp',
  hintWithCode: 'Untuk nomor di luar +{code}, awali dengan + dan kode negara',
  hintInternational: 'Awali dengan + dan kode negara',
  numberGap: '(seperti yang diisi di sini)',

  otherLines: 'Berhenti kapan saja · Privasi · Bicara dengan staf',

  errorPrefix: 'Kesalahan: ',
  ending: 'Nomor yang berakhiran {digits}',
  newTab: 'Terbuka di tab baru',

  saving: 'Menyimpan…',
  saved: 'Tersimpan',
  receipt: 'Tanda terima',
  undoing: 'Membatalkan…',
  undone: 'Dibatalkan',
  notNow: 'Pilihan ini tidak dapat diubah saat ini',
  numberChanged: 'Centang lagi',
  numberMoved: 'Centang lagi: nomornya berubah',

  numberIncomplete: 'Masukkan nomor WhatsApp Anda beserta kode negaranya',
  numberNotPossible: 'Periksa nomornya: ada digit yang kurang, lebih, atau salah ketik',
  didYouMean: 'Apakah maksud Anda {number}?',
  numberRefused: 'Periksa nomor WhatsApp Anda dan kode negaranya, lalu centang lagi',
  noticeChanged: 'Teksnya telah berubah. Baca, lalu centang lagi',
  unreachable: 'Pilihan Anda belum tersimpan karena koneksi gagal. Centang kotaknya untuk mencoba lagi',
  unreachableCarried: 'Koneksi gagal. Pilihan Anda akan dikirim bersama formulir',
  refused: 'Pilihan Anda tidak dapat disimpan. Anda dapat melanjutkan tanpa itu',
  tooMany: 'Terlalu banyak percobaan. Tunggu satu jam, lalu centang lagi. Anda dapat melanjutkan tanpa itu',
  undoFailed:
    'Koneksi gagal, jadi pilihan Anda masih tersimpan. Untuk membatalkannya, coba lagi atau gunakan tautan di bawah',
  byHand: 'Centang sendiri kotaknya: klik, ketuk, atau tekan tombol spasi',

  yourConsent: 'Persetujuan Anda',
  agreedOn: 'Anda memberi persetujuan pada {date}',
  howToStop: 'Untuk berhenti, hapus centang atau gunakan tanda terima Anda',
  openReceipt: 'Tanda terima Anda: periksa, simpan, atau berhenti',

  confirmHeading: 'Konfirmasikan bahwa nomor ini milik Anda',
  confirmWhy: 'Catatan itu lalu menunjukkan bahwa nomor ini milik Anda',
  confirmByMessage: 'Kirim kode lewat WhatsApp',
  confirmWaiting: 'Menunggu pesan Anda…',
  confirmByCode: 'Dapatkan kode',
  codeLabel: 'Kode',
  codeHint: '{count} digit, dari pesan yang kami kirim',
  codeSend: 'Konfirmasi',
  codeWrong: 'Periksa kode, lalu masukkan lagi',
  codeExpired: 'Kode telah kedaluwarsa. Dapatkan yang baru',
  confirmed: 'Terkonfirmasi: nomor ini milik Anda',
  confirmUnavailable: 'Saat ini tidak dapat dikonfirmasi. Pilihan Anda tetap tersimpan',
};
