// Turkish, with the formal "siz". No suffix is hung on a slot: its vowels would depend on what is filled in.

import type { Prescribed } from '../prescribed.ts';

export const tr: Prescribed = {
  sentence: '{business} tarafından WhatsApp numarama ({masked}) {what} gönderilmesine onay veriyorum',
  privacy: '{business} numaranızı nasıl kullanıyor: {privacy_url}',
  withdrawal: 'İstediğiniz zaman durdurabilirsiniz: {withdrawal_url}',
  contact: '{business} ekibinden bir kişiyle görüşün: {contact}',
  prompt:
    '{business} tarafından, son rakamları {masked} olan WhatsApp numaranıza {what} gönderilmesi için 1 tuşuna basın. ' +
    'İstediğiniz zaman durdurabilirsiniz. Reddetmek için 2 tuşuna basın.',
  // Only with what tells a call from a search, which is the same word.
  callWord: /(?<!\p{L})(?:aramalar|(?:sesli|görüntülü|telefonla) arama|çağrılar|telefon görüşme)/iu,
  reviewed: false,
};
