// Vietnamese.

import type { AccessStrings } from '../access-strings.ts';

export const vi: AccessStrings = {
  title: 'Mọi điều {business} đã ghi về bạn',
  names: 'Tên và số của bạn',
  records: 'Những gì bạn đã đồng ý và đã dừng',
  messages: 'Tin nhắn gửi cho bạn',
  brief: 'Chỉ giữ trong thời gian ngắn',
  sent: 'Đã gửi',
  heldBack: 'Không gửi',
  erased: 'Đã xóa',
  corrected: 'Đã sửa ngày {date}',
  recordedAs: 'Được ghi là {was}',
  language: 'Ngôn ngữ',
  customerNumber: 'Mã khách hàng',
  code: 'Mã',
  kinds: {
    opt_in: 'Bạn đã đồng ý',
    opt_out: 'Bạn đã dừng',
    declined: 'Bạn đã từ chối',
    objected: 'Bạn đã phản đối',
    confirmed: 'Bạn đã cho thấy số này là của bạn',
    resumed: 'Bạn đã yêu cầu nhận lại tin nhắn',
    linked: 'WhatsApp cho biết hai tên là của bạn',
    identifier_changed: 'WhatsApp cho biết một số hoặc tên đã thay đổi',
    suspended: 'Tạm giữ: số này có thể đã thuộc về người khác',
    corrected: 'Một bản ghi đã được sửa',
  },
};
