// Turkish.

import type { FormStrings } from '../form-strings.ts';

export const tr: FormStrings = {
  number: 'Ülke koduyla birlikte WhatsApp numaranız',
  tick: 'Kutuyu yalnızca kabul ediyorsanız işaretleyin.',
  signature: 'İmzanız',
  date: 'Tarih',
  place: 'Yer',
  staff: 'Personel numarası',
  aloud: 'Bu sözleri yazıldığı gibi yüksek sesle okuyun:',
  ask: 'Kabul ediyor musunuz?',
  scanOnFile: 'Formun taraması işletmede saklanıyor.',
  recordingOnFile: 'Bir ses kaydı işletmede saklanıyor.',
  twoStaff: 'İkinci bir çalışan bunu onayladı.',
  reviewed: false,
};
