// Thai. Sentences are parted by a space, as Thai is written.

import type { Prescribed } from '../prescribed.ts';

export const th: Prescribed = {
  sentence: 'ข้าพเจ้ายินยอมรับ{what}จาก {business} ทางหมายเลข WhatsApp {masked} ของข้าพเจ้า',
  privacy: '{business} ใช้หมายเลขของคุณอย่างไร: {privacy_url}',
  withdrawal: 'คุณหยุดรับได้ทุกเมื่อ: {withdrawal_url}',
  contact: 'พูดคุยกับเจ้าหน้าที่ของ {business}: {contact}',
  prompt:
    'หากต้องการรับ{what}จาก {business} ทางหมายเลข WhatsApp ของคุณที่ลงท้ายด้วย {masked} ให้กด 1 ' +
    'คุณหยุดรับได้ทุกเมื่อ หากไม่ต้องการรับ ให้กด 2',
  callWord: /การโทร(?!คมนาคม|ทัศน์)|โทร(?:เข้า|ถึง|หา)|สายเรียกเข้า/,
  reviewed: false,
};
