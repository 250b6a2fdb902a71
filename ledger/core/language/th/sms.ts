// Thai. Sentences are parted by a space, as Thai is written.

import type { SmsStrings } from '../sms-strings.ts';

export const th: SmsStrings = {
  ask: 'หากยินยอมรับ{what}จาก {business} ทาง WhatsApp ที่หมายเลขนี้ ให้ตอบ YES',
  stop: 'หยุดรับได้ทุกเมื่อ โดยตอบ STOP',
  help: 'ติดต่อเจ้าหน้าที่: {contact}',
  recorded:
    'บันทึกแล้ว คุณยินยอมรับ{what}จาก {business} ทาง WhatsApp หากคุณเคยหยุดรับข้อความจาก {business} ใน WhatsApp ให้พิมพ์ START ที่นั่น',
  declined: 'บันทึกแล้ว คุณไม่ยินยอม',
  stopped: 'บันทึกแล้วว่า {business} ต้องหยุดส่งข้อความ WhatsApp ถึงคุณ',
  nothing: 'ไม่ได้บันทึกสิ่งใด',
  yes: ['ใช่', 'ยินยอม', 'ตกลง'],
  no: ['ไม่', 'ไม่ยินยอม'],
  helpWords: ['ช่วยเหลือ'],
  reviewed: false,
};
