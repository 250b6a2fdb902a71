// Vietnamese.

import type { Prescribed } from '../prescribed.ts';

export const vi: Prescribed = {
  sentence: 'Tôi đồng ý nhận {what} từ {business} qua số WhatsApp {masked} của tôi',
  privacy: '{business} sử dụng số của bạn như thế nào: {privacy_url}',
  withdrawal: 'Bạn có thể ngừng nhận bất cứ lúc nào: {withdrawal_url}',
  contact: 'Nói chuyện với nhân viên của {business}: {contact}',
  prompt:
    'Để nhận {what} từ {business} qua số WhatsApp của bạn có các chữ số cuối {masked}, hãy bấm phím 1. ' +
    'Bạn có thể ngừng nhận bất cứ lúc nào. Để từ chối, hãy bấm phím 2.',
  callWord: /cuộc gọi|gọi (?:điện|thoại|video)/iu,
  reviewed: false,
};
