// Vietnamese.

import type { ErasureStrings } from '../erasure-strings.ts';

export const vi: ErasureStrings = {
  heading: 'Xóa mọi thứ về bạn',
  means: '{business} hủy mọi thứ được ghi lại về bạn ở đây. Việc này không thể hoàn tác.',
  stays:
    'Những gì còn lại: một dấu để nhận ra số của bạn, để không ai nhắn cho bạn khi bạn chưa đồng ý lại, và các dòng trong nhật ký công khai không nói gì về bạn.',
  only: 'Xóa mọi thứ; sau này tôi có thể đồng ý lại',
  never: 'Xóa mọi thứ và từ bây giờ đừng bao giờ nhắn cho tôi nữa',
  ask: 'Yêu cầu xóa',
  askMeans:
    '{business} xem xét việc này trước. Cho đến khi xong, tin nhắn vẫn có thể đến; bạn có thể dừng chúng ở trên.',
  asked: 'Bạn đã yêu cầu {business} ngày {date} xóa mọi thứ về bạn. Việc này chưa được thực hiện.',
  refused:
    '{business} không đồng ý việc này ngày {date}. Hãy hỏi lý do theo địa chỉ bên dưới. Bạn cũng có thể khiếu nại với cơ quan bảo vệ dữ liệu.',
  linkOnly: 'Chỉ riêng liên kết này không cho thấy số đó là của bạn: có thể nó đã được chuyển tiếp.',
  byMessage: 'Để yêu cầu, hãy gửi cho {business} tin nhắn này qua WhatsApp, từ số đó và giữ nguyên:',
  byContact: 'Để yêu cầu, hãy viết cho {business} theo địa chỉ bên dưới.',
  atOnce: 'Mọi thứ được xóa ngay khi tin nhắn đến.',
  open: 'Mở WhatsApp',
  message: 'Vui lòng xóa mọi thứ đã ghi lại về tôi. Số này là của tôi.',
};
