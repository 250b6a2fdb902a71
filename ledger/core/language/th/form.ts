// Thai.

import type { FormStrings } from '../form-strings.ts';

export const th: FormStrings = {
  number: 'หมายเลข WhatsApp ของคุณพร้อมรหัสประเทศ',
  tick: 'ทำเครื่องหมายในช่องเฉพาะเมื่อคุณยินยอม',
  signature: 'ลายเซ็นของคุณ',
  date: 'วันที่',
  place: 'สถานที่',
  staff: 'รหัสพนักงาน',
  aloud: 'อ่านออกเสียงข้อความนี้ตามที่เขียนไว้:',
  ask: 'คุณยินยอมหรือไม่',
  scanOnFile: 'ธุรกิจเก็บภาพสแกนของแบบฟอร์มไว้',
  recordingOnFile: 'ธุรกิจเก็บเสียงบันทึกไว้',
  twoStaff: 'พนักงานคนที่สองยืนยันแล้ว',
  reviewed: false,
};
