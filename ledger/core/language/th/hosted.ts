// Thai. Spaces part phrases and stand around Latin words and digits, as Thai is written.

import type { HostedStrings } from '../hosted-strings.ts';

export const th: HostedStrings = {
  title: 'ข้อความ WhatsApp จาก {business}',
  intro: 'คุณเป็นผู้ตัดสินใจที่นี่ การเปิดหน้านี้ไม่เปลี่ยนแปลงสิ่งใด',
  save: 'บันทึก',
  tickFirst: 'ยังไม่มีการบันทึก โปรดทำเครื่องหมายในช่องก่อน',
  done: 'บันทึกแล้ว คุณปิดหน้านี้ได้',
  noScript: 'หน้านี้ต้องใช้ JavaScript เพื่อบันทึกตัวเลือกของคุณ ยังไม่มีการบันทึกใดๆ',
  closedTitle: 'ใช้หน้านี้ไม่ได้',
  closedMeans: 'ที่อยู่อาจไม่ครบถ้วน หรือธุรกิจได้ปิดหน้านี้แล้ว ไม่มีการบันทึกใดๆ',
  linkTitle: 'ตัวเลือกของคุณเกี่ยวกับข้อความ WhatsApp',
  linkOverTitle: 'ใช้ลิงก์นี้ไม่ได้',
  linkOverMeans:
    'ลิงก์อาจไม่ครบถ้วนหรือเก่าเกินไป หรือธุรกิจได้ถอนลิงก์แล้ว ไม่มีการบันทึกใดๆ โปรดเปิดอีกครั้งจากข้อความที่ส่งลิงก์มา หรือขอลิงก์ใหม่จากธุรกิจ',
  usedTitle: 'ลิงก์นี้ถูกใช้แล้วเมื่อ {date}',
  usedMeans:
    'มีการบันทึกตัวเลือกสำหรับหมายเลข {number} ด้วยลิงก์นี้ หากต้องการหยุดข้อความ ส่ง STOP ถึง {business} ใน WhatsApp หรือใช้ช่องทางติดต่อด้านล่าง',
  otherNumber: 'ใช้หมายเลขอื่น',
  waiting: 'สักครู่…',
  unreachable: 'เชื่อมต่อไม่สำเร็จ โปรดโหลดหน้านี้อีกครั้ง',
  printTitle: 'รับ{what}จาก {business} ทาง WhatsApp',
  printScan: 'สแกนรหัสด้วยกล้องโทรศัพท์ของคุณ หรือเปิดที่อยู่นี้:',
  printDecide: 'คุณเป็นผู้ตัดสินใจในหน้าเว็บ การสแกนเพียงอย่างเดียวไม่เปลี่ยนแปลงสิ่งใด',
};
