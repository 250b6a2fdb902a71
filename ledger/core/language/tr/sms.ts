// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { SmsStrings } from '../sms-strings.ts';

export const tr: SmsStrings = {
  ask: 'Bu numaranın WhatsApp hesabına {business} tarafından {what} gönderilmesini onaylamak için EVET yanıtını gönderin.',
  stop: 'İstediğiniz zaman durdurmak için STOP yanıtını gönderin.',
  help: 'Yardım: {contact}',
  recorded:
    'Kaydedildi: WhatsApp üzerinden {business} tarafından {what} gönderilmesine onay verdiniz. Daha önce {business} mesajlarını WhatsApp içinde durdurduysanız, orada START yazın.',
  declined: 'Kaydedildi: Onay vermediniz.',
  stopped: '{business} tarafından size artık WhatsApp mesajı gönderilmemesi gerektiği kaydedildi.',
  nothing: 'Hiçbir şey kaydedilmedi.',
  yes: ['EVET', 'onaylıyorum', 'kabul ediyorum'],
  no: ['HAYIR', 'hayır teşekkürler'],
  helpWords: ['YARDIM'],
  reviewed: false,
};
