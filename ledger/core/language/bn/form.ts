// Bengali.

import type { FormStrings } from '../form-strings.ts';

export const bn: FormStrings = {
  number: 'দেশের কোডসহ আপনার WhatsApp নম্বর',
  tick: 'শুধু রাজি থাকলেই ঘরে টিক দিন।',
  signature: 'আপনার স্বাক্ষর',
  date: 'তারিখ',
  place: 'স্থান',
  staff: 'কর্মী নম্বর',
  aloud: 'কথাগুলি যেমন আছে তেমনই জোরে পড়ুন:',
  ask: 'আপনি কি রাজি?',
  scanOnFile: 'ফর্মের স্ক্যান প্রতিষ্ঠানের কাছে রাখা আছে।',
  recordingOnFile: 'একটি রেকর্ডিং প্রতিষ্ঠানের কাছে রাখা আছে।',
  twoStaff: 'আরেকজন কর্মী এটি নিশ্চিত করেছেন।',
  reviewed: false,
};
