// Arabic.

import type { AccessStrings } from '../access-strings.ts';

export const ar: AccessStrings = {
  title: 'كل ما سجّلته {business} عنك',
  names: 'أسماؤك وأرقامك',
  records: 'ما وافقت عليه وما أوقفته',
  messages: 'الرسائل إليك',
  brief: 'يُحفظ لمدة قصيرة',
  sent: 'أُرسلت',
  heldBack: 'لم تُرسل',
  erased: 'مُحي',
  corrected: 'صُحِّح في {date}',
  recordedAs: 'سُجِّل هكذا: {was}',
  language: 'اللغة',
  customerNumber: 'رقم العميل',
  code: 'الرمز',
  kinds: {
    opt_in: 'وافقت',
    opt_out: 'أوقفت',
    declined: 'قلت لا',
    objected: 'اعترضت',
    confirmed: 'أثبتّ أن الرقم لك',
    resumed: 'طلبت الرسائل من جديد',
    linked: 'أبلغ WhatsApp بأن اسمين يعودان إليك',
    identifier_changed: 'أبلغ WhatsApp بتغيّر رقم أو اسم',
    suspended: 'معلّق: ربما صار الرقم لشخص آخر',
    corrected: 'صُحِّح قيد',
  },
};
