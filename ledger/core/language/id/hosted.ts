// Indonesian.

import type { HostedStrings } from '../hosted-strings.ts';

export const id: HostedStrings = {
  title: 'Pesan WhatsApp dari {business}',
  intro: 'Anda yang memutuskan di sini. Membuka halaman ini tidak mengubah apa pun.',
  save: 'Simpan',
  tickFirst: 'Belum ada yang disimpan. Centang kotaknya dahulu.',
  done: 'Tersimpan. Anda dapat menutup halaman ini.',
  noScript: 'Halaman ini memerlukan JavaScript untuk mencatat pilihan Anda. Tidak ada yang dicatat.',
  closedTitle: 'Halaman ini tidak dapat digunakan',
  closedMeans:
    'Alamatnya mungkin tidak lengkap, atau bisnis ini telah mengakhirinya. Tidak ada yang dicatat.',
  linkTitle: 'Pilihan Anda tentang pesan WhatsApp',
  linkOverTitle: 'Tautan ini tidak dapat digunakan',
  linkOverMeans:
    'Tautan ini mungkin tidak lengkap atau terlalu lama, atau bisnis ini telah menariknya. Tidak ada yang dicatat. Buka lagi dari pesan yang memuatnya, atau minta yang baru kepada bisnis ini.',
  usedTitle: 'Tautan ini digunakan pada {date}',
  usedMeans:
    'Dengan tautan ini, pilihan untuk nomor {number} disimpan. Untuk menghentikan pesan, kirim STOP kepada {business} di WhatsApp atau gunakan kontak di bawah. Jika Anda sudah menghentikannya, itu berlaku.',
  takenBackTitle: 'Persetujuan melalui tautan ini telah ditarik kembali',
  takenBackAgain:
    'Persetujuan itu untuk nomor {number}. Untuk menyetujui lagi, minta tautan baru kepada {business}.',
  otherNumber: 'Gunakan nomor lain',
  waiting: 'Sebentar…',
  unreachable: 'Koneksi gagal. Muat ulang halaman ini.',
  printTitle: 'Terima {what} dari {business} di WhatsApp',
  printScan: 'Pindai kode ini dengan kamera ponsel Anda, atau buka alamat ini:',
  printDecide: 'Anda yang memutuskan di halaman itu. Memindai saja tidak mengubah apa pun.',
};
