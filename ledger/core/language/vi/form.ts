// Vietnamese.

import type { FormStrings } from '../form-strings.ts';

export const vi: FormStrings = {
  number: 'Số WhatsApp của bạn, kèm mã quốc gia',
  tick: 'Chỉ đánh dấu vào ô nếu bạn đồng ý.',
  signature: 'Chữ ký của bạn',
  date: 'Ngày',
  place: 'Địa điểm',
  staff: 'Mã nhân viên',
  aloud: 'Đọc to những lời này, đúng như đã viết:',
  ask: 'Bạn có đồng ý không?',
  scanOnFile: 'Doanh nghiệp lưu giữ bản quét của mẫu đơn.',
  recordingOnFile: 'Doanh nghiệp lưu giữ một bản ghi âm.',
  twoStaff: 'Nhân viên thứ hai đã xác nhận.',
  reviewed: false,
};
