// Vietnamese.

import type { HostedStrings } from '../hosted-strings.ts';

export const vi: HostedStrings = {
  title: 'Tin nhắn WhatsApp từ {business}',
  intro: 'Bạn quyết định tại đây. Việc mở trang này không thay đổi gì.',
  save: 'Lưu',
  tickFirst: 'Chưa có gì được lưu. Hãy đánh dấu vào ô trước.',
  done: 'Đã lưu. Bạn có thể đóng trang này.',
  noScript: 'Trang này cần JavaScript để ghi lại lựa chọn của bạn. Chưa có gì được ghi lại.',
  closedTitle: 'Không thể dùng trang này',
  closedMeans: 'Địa chỉ có thể chưa đầy đủ, hoặc doanh nghiệp đã đóng trang. Không có gì được ghi lại.',
  linkTitle: 'Lựa chọn của bạn về tin nhắn WhatsApp',
  linkOverTitle: 'Không thể dùng liên kết này',
  linkOverMeans:
    'Liên kết có thể chưa đầy đủ hoặc quá cũ, hoặc doanh nghiệp đã thu hồi. Không có gì được ghi lại. Hãy mở lại từ tin nhắn kèm theo, hoặc yêu cầu doanh nghiệp gửi liên kết mới.',
  usedTitle: 'Liên kết này đã được dùng vào {date}',
  usedMeans:
    'Một lựa chọn cho số {number} đã được lưu bằng liên kết này. Để dừng tin nhắn, hãy gửi STOP cho {business} trên WhatsApp hoặc dùng thông tin liên hệ bên dưới. Nếu bạn đã dừng rồi thì điều đó có hiệu lực.',
  takenBackTitle: 'Sự đồng ý bằng liên kết này đã được rút lại',
  takenBackAgain:
    'Sự đồng ý đó dành cho số {number}. Để đồng ý lại, hãy yêu cầu {business} gửi liên kết mới.',
  otherNumber: 'Dùng số khác',
  waiting: 'Chờ một chút…',
  unreachable: 'Kết nối không thành công. Hãy tải lại trang.',
  printTitle: 'Nhận {what} từ {business} qua WhatsApp',
  printScan: 'Quét mã bằng camera điện thoại của bạn hoặc mở địa chỉ này:',
  printDecide: 'Bạn quyết định trên trang. Chỉ quét mã thì không có gì thay đổi.',
};
