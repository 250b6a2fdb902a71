// Bengali.

import type { AccessStrings } from '../access-strings.ts';

export const bn: AccessStrings = {
  title: '{business} আপনার সম্পর্কে যা কিছু লিপিবদ্ধ করেছে',
  names: 'আপনার নাম ও নম্বর',
  records: 'আপনি কীসে সম্মতি দিয়েছেন এবং কী বন্ধ করেছেন',
  messages: 'আপনাকে পাঠানো বার্তা',
  brief: 'অল্প সময়ের জন্য রাখা',
  sent: 'পাঠানো হয়েছে',
  heldBack: 'পাঠানো হয়নি',
  erased: 'মুছে ফেলা হয়েছে',
  corrected: '{date} তারিখে সংশোধিত',
  recordedAs: 'নথিভুক্ত ছিল: {was}',
  language: 'ভাষা',
  customerNumber: 'গ্রাহক নম্বর',
  code: 'কোড',
  kinds: {
    opt_in: 'আপনি সম্মতি দিয়েছেন',
    opt_out: 'আপনি বন্ধ করেছেন',
    declined: 'আপনি না বলেছেন',
    objected: 'আপনি আপত্তি করেছেন',
    confirmed: 'আপনি দেখিয়েছেন যে নম্বরটি আপনার',
    resumed: 'আপনি আবার বার্তা চেয়েছেন',
    linked: 'WhatsApp জানিয়েছে যে দুটি নাম আপনার',
    identifier_changed: 'WhatsApp জানিয়েছে যে একটি নম্বর বা নাম বদলেছে',
    suspended: 'স্থগিত: নম্বরটি হয়তো এখন অন্য কারও',
    corrected: 'একটি নথি সংশোধন করা হয়েছে',
  },
};
