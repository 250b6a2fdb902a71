// Thai.

import type { AccessStrings } from '../access-strings.ts';

export const th: AccessStrings = {
  title: 'ทุกสิ่งที่ {business} บันทึกเกี่ยวกับคุณ',
  names: 'ชื่อและหมายเลขของคุณ',
  records: 'สิ่งที่คุณยินยอมและสิ่งที่คุณหยุด',
  messages: 'ข้อความถึงคุณ',
  brief: 'เก็บไว้ชั่วคราว',
  sent: 'ส่งแล้ว',
  heldBack: 'ไม่ได้ส่ง',
  erased: 'ลบแล้ว',
  corrected: 'แก้ไขเมื่อ {date}',
  language: 'ภาษา',
  customerNumber: 'หมายเลขลูกค้า',
  kinds: {
    opt_in: 'คุณยินยอม',
    opt_out: 'คุณหยุด',
    declined: 'คุณปฏิเสธ',
    objected: 'คุณคัดค้าน',
    confirmed: 'คุณแสดงว่าหมายเลขนี้เป็นของคุณ',
  },
};
