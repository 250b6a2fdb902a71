// Turkish.

import type { AccessStrings } from '../access-strings.ts';

export const tr: AccessStrings = {
  title: '{business} tarafından hakkınızda kaydedilen her şey',
  names: 'Adlarınız ve numaralarınız',
  records: 'Kabul ettikleriniz ve durdurduklarınız',
  messages: 'Size gönderilen mesajlar',
  brief: 'Kısa süre saklananlar',
  sent: 'Gönderildi',
  heldBack: 'Gönderilmedi',
  erased: 'Silindi',
  corrected: '{date} tarihinde düzeltildi',
  recordedAs: '{was} olarak kaydedilmişti',
  language: 'Dil',
  customerNumber: 'Müşteri numarası',
  code: 'Kod',
  kinds: {
    opt_in: 'Kabul ettiniz',
    opt_out: 'Durdurdunuz',
    declined: 'Hayır dediniz',
    objected: 'İtiraz ettiniz',
    confirmed: 'Numaranın size ait olduğunu gösterdiniz',
    resumed: 'Yeniden mesaj istediniz',
    linked: 'WhatsApp iki adın size ait olduğunu bildirdi',
    identifier_changed: 'WhatsApp bir numaranın veya adın değiştiğini bildirdi',
    suspended: 'Askıda: numara artık başkasına ait olabilir',
    corrected: 'Bir kayıt düzeltildi',
  },
};
