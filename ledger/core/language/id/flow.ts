// Indonesian.

import type { FlowStrings } from '../flow-strings.ts';

export const id: FlowStrings = {
  language: 'Untuk bahasa Indonesia, tekan {key}.',
  ask: 'Untuk menerima {what} dari {business} di nomor WhatsApp Anda yang berakhiran {ending}, tekan {yes}. {stop} Untuk menolak, tekan {no}.',
  stop: 'Anda dapat berhenti kapan saja: tulis STOP di WhatsApp.',
  ask_other: 'Untuk memakai nomor lain, tekan {other}.',
  ask_repeat: 'Untuk mendengarkan ini lagi, tekan {repeat}.',
  ask_withdraw: 'Untuk menghentikan semua pesan WhatsApp dari {business}, tekan {withdraw}.',
  number: 'Masukkan nomor WhatsApp Anda, diawali nol nol dan kode negaranya, lalu tekan tombol pagar.',
  number_wrong: 'Nomor itu tidak lengkap, atau ada angka yang salah.',
  wrong_key: 'Tombol itu bukan salah satu pilihan.',
  silence: 'Kami tidak menerima pilihan apa pun.',
  recorded:
    'Pilihan Anda sudah dicatat: Anda setuju menerima {what} dari {business} di WhatsApp. Jika sebelumnya Anda menghentikan pesan dari {business} di WhatsApp, tulis START di sana. Sampai jumpa.',
  declined: 'Pilihan Anda sudah dicatat: Anda menolak. Sampai jumpa.',
  withdrawn: 'Sudah dicatat bahwa {business} harus berhenti mengirimi Anda pesan WhatsApp. Sampai jumpa.',
  not_recorded: 'Pilihan Anda tidak dapat dicatat. Silakan menelepon lagi nanti. Sampai jumpa.',
  gave_up: 'Kami tidak menerima jawaban, jadi tidak ada yang dicatat. Sampai jumpa.',
  firstPerson: /\b(?:saya|kami|aku)\b/i,
  reviewed: false,
};
