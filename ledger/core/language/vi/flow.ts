// Vietnamese.

import type { FlowStrings } from '../flow-strings.ts';

export const vi: FlowStrings = {
  language: 'Để nghe tiếng Việt, hãy bấm phím {key}.',
  ask: 'Để nhận {what} từ {business} qua số WhatsApp của bạn có các chữ số cuối {ending}, hãy bấm phím {yes}. {stop} Để từ chối, hãy bấm phím {no}.',
  stop: 'Bạn có thể ngừng nhận bất cứ lúc nào: hãy viết STOP trong WhatsApp.',
  ask_other: 'Để dùng số khác, hãy bấm phím {other}.',
  ask_repeat: 'Để nghe lại, hãy bấm phím {repeat}.',
  ask_withdraw: 'Để ngừng nhận mọi tin nhắn WhatsApp từ {business}, hãy bấm phím {withdraw}.',
  number: 'Hãy bấm số WhatsApp của bạn, bắt đầu bằng không không và mã quốc gia, rồi bấm phím thăng.',
  number_wrong: 'Số đó chưa đủ hoặc có chữ số sai.',
  wrong_key: 'Phím đó không ứng với lựa chọn nào.',
  silence: 'Chúng tôi không nhận được phím nào.',
  recorded:
    'Lựa chọn của bạn đã được ghi lại: bạn đã đồng ý nhận {what} từ {business} qua WhatsApp. Nếu trước đây bạn đã ngừng nhận tin nhắn từ {business} trong WhatsApp, hãy viết START ở đó. Xin chào.',
  declined: 'Lựa chọn của bạn đã được ghi lại: bạn đã từ chối. Xin chào.',
  withdrawn: 'Đã ghi lại rằng {business} phải ngừng gửi tin nhắn WhatsApp cho bạn. Xin chào.',
  not_recorded: 'Không ghi lại được lựa chọn của bạn. Xin hãy gọi lại sau. Xin chào.',
  gave_up: 'Chúng tôi không nhận được câu trả lời, nên không có gì được ghi lại. Xin chào.',
  firstPerson: /của (?:tôi|chúng tôi)(?!\p{L})/iu,
  reviewed: false,
};
