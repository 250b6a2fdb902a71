// Indonesian.

import type { AccessStrings } from '../access-strings.ts';

export const id: AccessStrings = {
  title: 'Semua yang dicatat {business} tentang Anda',
  names: 'Nama dan nomor Anda',
  records: 'Yang Anda setujui dan yang Anda hentikan',
  messages: 'Pesan untuk Anda',
  brief: 'Disimpan sebentar',
  sent: 'Terkirim',
  heldBack: 'Tidak terkirim',
  erased: 'Dihapus',
  corrected: 'Diperbaiki pada {date}',
  recordedAs: 'Tercatat sebagai {was}',
  language: 'Bahasa',
  customerNumber: 'Nomor pelanggan',
  code: 'Kode',
  kinds: {
    opt_in: 'Anda setuju',
    opt_out: 'Anda menghentikan',
    declined: 'Anda berkata tidak',
    objected: 'Anda keberatan',
    confirmed: 'Anda menunjukkan bahwa nomor itu milik Anda',
    resumed: 'Anda meminta pesan lagi',
    linked: 'WhatsApp menyatakan bahwa dua nama itu milik Anda',
    identifier_changed: 'WhatsApp menyatakan bahwa sebuah nomor atau nama berubah',
    suspended: 'Ditangguhkan: nomor itu mungkin kini milik orang lain',
    corrected: 'Sebuah catatan diperbaiki',
  },
};
