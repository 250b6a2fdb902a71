// Indonesian.

import type { SmsStrings } from '../sms-strings.ts';

export const id: SmsStrings = {
  ask: 'Balas YA untuk setuju menerima {what} dari {business} di WhatsApp pada nomor ini.',
  stop: 'Balas STOP untuk berhenti kapan saja.',
  help: 'Bantuan: {contact}',
  recorded:
    'Tercatat: Anda setuju menerima {what} dari {business} di WhatsApp. Jika sebelumnya Anda menghentikan pesan dari {business} di WhatsApp, tulis START di sana.',
  declined: 'Tercatat: Anda menolak.',
  stopped: 'Tercatat: {business} harus berhenti mengirimi Anda pesan WhatsApp.',
  nothing: 'Tidak ada yang dicatat.',
  yes: ['YA', 'setuju', 'ya setuju'],
  no: ['TIDAK', 'tidak terima kasih'],
  helpWords: ['BANTUAN'],
  reviewed: false,
};
