// Vietnamese.

import type { SmsStrings } from '../sms-strings.ts';

export const vi: SmsStrings = {
  ask: 'Trả lời CÓ để đồng ý nhận {what} từ {business} qua WhatsApp tại số này.',
  stop: 'Trả lời STOP để ngừng nhận bất cứ lúc nào.',
  help: 'Trợ giúp: {contact}',
  recorded:
    'Đã ghi lại: bạn đã đồng ý nhận {what} từ {business} qua WhatsApp. Nếu trước đây bạn đã ngừng nhận tin nhắn từ {business} trong WhatsApp, hãy viết START ở đó.',
  declined: 'Đã ghi lại: bạn đã từ chối.',
  stopped: 'Đã ghi lại rằng {business} phải ngừng gửi tin nhắn WhatsApp cho bạn.',
  nothing: 'Không có gì được ghi lại.',
  yes: ['CÓ', 'đồng ý', 'tôi đồng ý'],
  no: ['KHÔNG', 'không cảm ơn'],
  helpWords: ['TRỢ GIÚP'],
  reviewed: false,
};
