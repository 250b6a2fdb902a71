// Thai. Sentences are parted by a space, as Thai is written.

import type { FlowStrings } from '../flow-strings.ts';

export const th: FlowStrings = {
  language: 'สำหรับภาษาไทย ให้กด {key}',
  ask: 'หากต้องการรับ{what}จาก {business} ทางหมายเลข WhatsApp ของคุณที่ลงท้ายด้วย {ending} ให้กด {yes} {stop} หากไม่ต้องการรับ ให้กด {no}',
  stop: 'คุณหยุดรับได้ทุกเมื่อ โดยพิมพ์ STOP ใน WhatsApp',
  ask_other: 'หากต้องการใช้หมายเลขอื่น ให้กด {other}',
  ask_repeat: 'หากต้องการฟังอีกครั้ง ให้กด {repeat}',
  ask_withdraw: 'หากต้องการหยุดรับข้อความ WhatsApp ทั้งหมดจาก {business} ให้กด {withdraw}',
  number: 'กดหมายเลข WhatsApp ของคุณ โดยเริ่มด้วยศูนย์ ศูนย์ และรหัสประเทศ แล้วกดปุ่มสี่เหลี่ยม',
  number_wrong: 'หมายเลขนั้นไม่ครบ หรือมีตัวเลขผิด',
  wrong_key: 'ปุ่มนั้นไม่มีในตัวเลือก',
  silence: 'เราไม่ได้รับการกดปุ่ม',
  recorded:
    'บันทึกตัวเลือกของคุณแล้ว คุณยินยอมรับ{what}จาก {business} ทาง WhatsApp หากคุณเคยหยุดรับข้อความจาก {business} ใน WhatsApp ให้พิมพ์ START ที่นั่น สวัสดี',
  declined: 'บันทึกตัวเลือกของคุณแล้ว คุณไม่ยินยอม สวัสดี',
  withdrawn: 'บันทึกแล้วว่า {business} ต้องหยุดส่งข้อความ WhatsApp ถึงคุณ สวัสดี',
  not_recorded: 'ไม่สามารถบันทึกตัวเลือกของคุณได้ โปรดโทรมาใหม่ภายหลัง สวัสดี',
  gave_up: 'เราไม่ได้รับคำตอบ จึงไม่ได้บันทึกสิ่งใด สวัสดี',
  firstPerson: /ของ(?:ฉัน|ผม|ข้าพเจ้า|ดิฉัน|เรา)/u,
  reviewed: false,
};
