// Bengali.

import type { SmsStrings } from '../sms-strings.ts';

export const bn: SmsStrings = {
  ask: 'এই নম্বরে WhatsApp-এ {business}-এর কাছ থেকে {what} পেতে রাজি হলে YES লিখে পাঠান।',
  stop: 'যেকোনো সময় বন্ধ করতে STOP লিখে পাঠান।',
  help: 'সাহায্য: {contact}',
  recorded:
    'নথিভুক্ত হয়েছে: আপনি WhatsApp-এ {business}-এর কাছ থেকে {what} পেতে সম্মতি দিয়েছেন। আগে যদি WhatsApp-এ {business}-এর বার্তা বন্ধ করে থাকেন, তাহলে সেখানে START লিখুন।',
  declined: 'নথিভুক্ত হয়েছে: আপনি রাজি হননি।',
  stopped: 'নথিভুক্ত হয়েছে যে {business}-কে আপনাকে WhatsApp বার্তা পাঠানো বন্ধ করতে হবে।',
  nothing: 'কিছুই নথিভুক্ত হয়নি।',
  yes: ['হ্যাঁ', 'রাজি'],
  no: ['না'],
  helpWords: ['সাহায্য'],
  reviewed: false,
};
