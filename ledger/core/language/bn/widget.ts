// Bengali.

import type { Strings } from '../widget-strings.ts';

export const bn: Strings = {
  lang: 'bn',

  numberLabel: 'WhatsApp নম্বর',
  hintWithCode: '+{code} ছাড়া অন্য নম্বর হলে + ও দেশের কোড দিয়ে শুরু করুন',
  hintInternational: '+ ও দেশের কোড দিয়ে শুরু করুন',

  errorPrefix: 'ত্রুটি: ',
  ending: 'নম্বরের শেষ সংখ্যাগুলি {digits}',
  newTab: 'নতুন ট্যাবে খোলে',

  saving: 'সংরক্ষণ হচ্ছে…',
  saved: 'সংরক্ষিত',
  undoing: 'বাতিল হচ্ছে…',
  undone: 'বাতিল হয়েছে',
  numberChanged: 'আবার টিক দিন',

  numberIncomplete: 'দেশের কোডসহ আপনার WhatsApp নম্বর লিখুন',
  numberNotPossible: 'নম্বরটি দেখে নিন: কোনো সংখ্যা কম, বেশি বা ভুল আছে',
  numberRefused: 'আপনার WhatsApp নম্বর ও দেশের কোড দেখে নিন, তারপর আবার টিক দিন',
  noticeChanged: 'লেখাটি বদলেছে। পড়ে আবার টিক দিন',
  unreachable: 'সংযোগ না হওয়ায় আপনার পছন্দ সংরক্ষণ হয়নি। আবার চেষ্টা করতে বক্সে টিক দিন',
  unreachableCarried: 'সংযোগ হয়নি। আপনার পছন্দ ফর্মের সঙ্গে পাঠানো হবে',
  refused: 'আপনার পছন্দ সংরক্ষণ করা যায়নি। এটি ছাড়াই এগিয়ে যেতে পারেন',
  tooMany: 'অনেক বেশি বার চেষ্টা হয়েছে। এক ঘণ্টা পরে আবার টিক দিন। এটি ছাড়াই এগিয়ে যেতে পারেন',
  undoFailed: 'সংযোগ না হওয়ায় আপনার পছন্দ এখনও সংরক্ষিত আছে। বাতিল করতে আবার চেষ্টা করুন বা নিচের লিংক ব্যবহার করুন',

  yourConsent: 'আপনার সম্মতি',
  agreedOn: 'আপনি সম্মতি দিয়েছেন: {date}',
  howToStop: 'বন্ধ করতে বক্সের টিক তুলে দিন বা আপনার রসিদ ব্যবহার করুন',
  openReceipt: 'আপনার রসিদ: যাচাই করুন, রেখে দিন বা বন্ধ করুন',

  confirmHeading: 'নম্বরটি যে আপনার, তা নিশ্চিত করুন',
  confirmWhy: 'তাহলে অন্য কেউ আপনার নম্বর যুক্ত করতে পারবে না',
  confirmByMessage: 'WhatsApp দিয়ে কোড পাঠান',
  confirmWaiting: 'আপনার মেসেজের অপেক্ষায়…',
  confirmByCode: 'কোড নিন',
  codeLabel: 'কোড',
  codeHint: '{count} সংখ্যার, আমাদের পাঠানো মেসেজে আছে',
  codeSend: 'নিশ্চিত করুন',
  codeWrong: 'কোডটি দেখে নিয়ে আবার লিখুন',
  codeExpired: 'কোডের মেয়াদ শেষ। নতুন কোড নিন',
  confirmed: 'নিশ্চিত হয়েছে: নম্বরটি আপনার',
  confirmUnavailable: 'এখন নিশ্চিত করা যাচ্ছে না। তবু আপনার পছন্দ সংরক্ষিত আছে',
};
