// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { FlowStrings } from '../flow-strings.ts';

export const tr: FlowStrings = {
  language: 'Türkçe için {key} tuşuna basın.',
  ask: '{business} tarafından, son rakamları {ending} olan WhatsApp numaranıza {what} gönderilmesi için {yes} tuşuna basın. {stop} Reddetmek için {no} tuşuna basın.',
  stop: 'İstediğiniz zaman durdurabilirsiniz: WhatsApp içinde STOP yazın.',
  ask_other: 'Başka bir numara kullanmak için {other} tuşuna basın.',
  ask_repeat: 'Tekrar dinlemek için {repeat} tuşuna basın.',
  ask_withdraw:
    '{business} tarafından gönderilen tüm WhatsApp mesajlarını durdurmak için {withdraw} tuşuna basın.',
  number: 'WhatsApp numaranızı sıfır sıfır ve ülke koduyla başlayarak tuşlayın, ardından kare tuşuna basın.',
  number_wrong: 'Bu numara eksik veya bir rakamı yanlış.',
  wrong_key: 'Bu tuşun burada bir karşılığı yok.',
  silence: 'Herhangi bir tuşlama alamadık.',
  recorded:
    'Seçiminiz kaydedildi: WhatsApp üzerinden {business} tarafından {what} gönderilmesine onay verdiniz. Daha önce {business} mesajlarını WhatsApp içinde durdurduysanız, orada START yazın. Hoşça kalın.',
  declined: 'Seçiminiz kaydedildi: Onay vermediniz. Hoşça kalın.',
  withdrawn:
    '{business} tarafından size artık WhatsApp mesajı gönderilmemesi gerektiği kaydedildi. Hoşça kalın.',
  not_recorded: 'Seçiminiz kaydedilemedi. Lütfen daha sonra tekrar arayın. Hoşça kalın.',
  gave_up: 'Yanıt alamadık, hiçbir şey kaydedilmedi. Hoşça kalın.',
  reviewed: false,
};
