// Indonesian.

import type { FormStrings } from '../form-strings.ts';

export const id: FormStrings = {
  number: 'Nomor WhatsApp Anda, dengan kode negara',
  tick: 'Centang kotak hanya jika Anda setuju.',
  signature: 'Tanda tangan Anda',
  date: 'Tanggal',
  place: 'Tempat',
  staff: 'Nomor karyawan',
  aloud: 'Bacakan kata-kata ini dengan lantang, persis seperti tertulis:',
  ask: 'Apakah Anda setuju?',
  scanOnFile: 'Pindaian formulir disimpan oleh perusahaan.',
  recordingOnFile: 'Rekaman disimpan oleh perusahaan.',
  twoStaff: 'Karyawan kedua telah mengonfirmasinya.',
  reviewed: false,
};
