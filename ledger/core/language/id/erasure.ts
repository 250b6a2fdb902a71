// Indonesian.

import type { ErasureStrings } from '../erasure-strings.ts';

export const id: ErasureStrings = {
  heading: 'Hapus semua tentang Anda',
  means: '{business} memusnahkan semua yang tercatat di sini tentang Anda. Ini tidak dapat dibatalkan.',
  stays:
    'Yang tetap ada: penanda yang mengenali nomor Anda, agar tidak ada yang mengirim pesan kecuali Anda setuju lagi, dan baris log publik yang tidak mengatakan apa pun tentang Anda.',
  only: 'Hapus semua; mungkin saya setuju lagi nanti',
  never: 'Hapus semua, dan mulai sekarang jangan pernah mengirimi saya pesan lagi',
  ask: 'Minta dihapus',
  askMeans:
    '{business} memeriksanya dahulu. Sampai selesai, pesan mungkin masih datang; Anda dapat menghentikannya di atas.',
  asked: 'Pada {date} Anda meminta {business} menghapus semua tentang Anda. Ini belum dilakukan.',
  refused:
    '{business} tidak menyetujui permintaan ini pada {date}. Tanyakan alasannya di alamat di bawah. Anda juga dapat mengadu ke otoritas pelindungan data.',
  linkOnly:
    'Tautan ini saja tidak menunjukkan bahwa nomor itu milik Anda: mungkin saja diteruskan orang lain.',
  byMessage:
    'Untuk meminta, kirim pesan ini kepada {business} lewat WhatsApp, dari nomor itu dan tanpa diubah:',
  byContact: 'Untuk meminta, tulis kepada {business} di alamat di bawah.',
  atOnce: 'Semua dihapus begitu pesan itu tiba.',
  open: 'Buka WhatsApp',
  message: 'Mohon hapus semua yang Anda catat tentang saya. Nomor ini milik saya.',
};
