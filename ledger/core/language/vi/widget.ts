// Vietnamese.

import type { Strings } from '../widget-strings.ts';

export const vi: Strings = {
  lang: 'vi',

  numberLabel: 'Số WhatsApp',
  hintWithCode: 'Với số ngoài +{code}, hãy bắt đầu bằng + và mã quốc gia',
  hintInternational: 'Hãy bắt đầu bằng + và mã quốc gia',
  numberGap: '(như đã nhập ở đây)',

  otherLines: 'Ngừng bất cứ lúc nào · Quyền riêng tư · Nói chuyện với nhân viên',

  errorPrefix: 'Lỗi: ',
  ending: 'Số có các chữ số cuối {digits}',
  newTab: 'Mở trong thẻ mới',

  saving: 'Đang lưu…',
  saved: 'Đã lưu',
  receipt: 'Biên nhận',
  undoing: 'Đang hoàn tác…',
  undone: 'Đã hoàn tác',
  notNow: 'Hiện không thể thay đổi lựa chọn này',
  numberChanged: 'Hãy đánh dấu lại',
  numberMoved: 'Hãy đánh dấu lại: số đã thay đổi',

  numberIncomplete: 'Nhập số WhatsApp của bạn, gồm cả mã quốc gia',
  numberNotPossible: 'Kiểm tra lại số: có thể thiếu, thừa hoặc gõ nhầm một chữ số',
  didYouMean: 'Có phải ý bạn là {number}?',
  numberRefused: 'Kiểm tra lại số WhatsApp và mã quốc gia, rồi đánh dấu lại',
  noticeChanged: 'Nội dung đã thay đổi. Hãy đọc rồi đánh dấu lại',
  unreachable: 'Lựa chọn của bạn chưa được lưu vì mất kết nối. Đánh dấu vào ô để thử lại',
  unreachableCarried: 'Mất kết nối. Lựa chọn của bạn sẽ được gửi cùng với biểu mẫu',
  refused: 'Không lưu được lựa chọn của bạn. Bạn vẫn có thể tiếp tục',
  tooMany: 'Bạn đã thử quá nhiều lần. Chờ một giờ rồi đánh dấu lại. Bạn vẫn có thể tiếp tục',
  undoFailed:
    'Mất kết nối nên lựa chọn của bạn vẫn được lưu. Để hoàn tác, hãy thử lại hoặc dùng liên kết bên dưới',
  byHand: 'Hãy tự đánh dấu vào ô: nhấp, chạm hoặc nhấn phím cách',

  yourConsent: 'Sự đồng ý của bạn',
  agreedOn: 'Thời điểm bạn đồng ý: {date}',
  howToStop: 'Để dừng, hãy bỏ dấu trong ô hoặc dùng biên nhận của bạn',
  openReceipt: 'Biên nhận của bạn: kiểm tra, lưu giữ hoặc dừng',

  confirmHeading: 'Xác nhận số này là của bạn',
  confirmWhy: 'Khi đó bản ghi cho thấy số này là của bạn',
  confirmByMessage: 'Gửi mã qua WhatsApp',
  confirmWaiting: 'Đang chờ tin nhắn của bạn…',
  confirmByCode: 'Nhận mã',
  codeLabel: 'Mã',
  codeHint: '{count} chữ số, trong tin nhắn chúng tôi đã gửi cho bạn',
  codeSend: 'Xác nhận',
  codeWrong: 'Kiểm tra mã rồi nhập lại',
  codeExpired: 'Mã đã hết hạn. Hãy nhận mã mới',
  confirmed: 'Đã xác nhận: số này là của bạn',
  confirmUnavailable: 'Hiện chưa thể xác nhận. Lựa chọn của bạn vẫn được lưu',
};
