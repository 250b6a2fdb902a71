// Indonesian.

import type { Prescribed } from '../prescribed.ts';

export const id: Prescribed = {
  sentence:
    'Saya memberikan persetujuan untuk menerima {what} dari {business} di nomor WhatsApp saya {masked}',
  privacy: 'Cara {business} menggunakan nomor Anda: {privacy_url}',
  withdrawal: 'Anda dapat berhenti kapan saja: {withdrawal_url}',
  contact: 'Bicara dengan staf {business}: {contact}',
  prompt:
    'Untuk menerima {what} dari {business} di nomor WhatsApp Anda yang berakhiran {masked}, tekan 1. ' +
    'Anda dapat berhenti kapan saja. Untuk menolak, tekan 2.',
  callWord: /\bpanggilan\b/i,
  reviewed: false,
};
