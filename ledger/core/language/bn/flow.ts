// Bengali.

import type { FlowStrings } from '../flow-strings.ts';

export const bn: FlowStrings = {
  language: 'বাংলার জন্য {key} চাপুন।',
  ask: 'আপনার যে WhatsApp নম্বরের শেষ সংখ্যাগুলি {ending}, সেটিতে {business}-এর কাছ থেকে {what} পেতে {yes} চাপুন। {stop} রাজি না হলে {no} চাপুন।',
  stop: 'আপনি যেকোনো সময় এটি বন্ধ করতে পারেন: WhatsApp-এ STOP লিখুন।',
  ask_other: 'অন্য নম্বর ব্যবহার করতে {other} চাপুন।',
  ask_repeat: 'এটি আবার শুনতে {repeat} চাপুন।',
  ask_withdraw: '{business}-এর সব WhatsApp বার্তা বন্ধ করতে {withdraw} চাপুন।',
  number: 'শূন্য শূন্য ও দেশের কোড দিয়ে শুরু করে আপনার WhatsApp নম্বর টিপুন, তারপর হ্যাশ বোতাম চাপুন।',
  number_wrong: 'নম্বরটি সম্পূর্ণ নয়, অথবা কোনো সংখ্যা ভুল।',
  wrong_key: 'এই বোতামের এখানে কোনো কাজ নেই।',
  silence: 'আমরা কোনো বোতামের চাপ পাইনি।',
  recorded:
    'আপনার পছন্দ নথিভুক্ত হয়েছে: আপনি WhatsApp-এ {business}-এর কাছ থেকে {what} পেতে সম্মতি দিয়েছেন। আগে যদি WhatsApp-এ {business}-এর বার্তা বন্ধ করে থাকেন, তাহলে সেখানে START লিখুন। ধন্যবাদ।',
  declined: 'আপনার পছন্দ নথিভুক্ত হয়েছে: আপনি রাজি হননি। নমস্কার।',
  withdrawn: 'নথিভুক্ত হয়েছে যে {business}-কে আপনাকে WhatsApp বার্তা পাঠানো বন্ধ করতে হবে। নমস্কার।',
  not_recorded: 'আপনার পছন্দ নথিভুক্ত করা যায়নি। অনুগ্রহ করে পরে আবার ফোন করুন। নমস্কার।',
  gave_up: 'আমরা কোনো উত্তর পাইনি, তাই কিছুই নথিভুক্ত হয়নি। নমস্কার।',
  firstPerson: /(?<![\p{L}\p{M}])(?:আমার|আমাদের)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
