// Bengali.

import type { Prescribed } from '../prescribed.ts';

export const bn: Prescribed = {
  sentence: 'আমি আমার WhatsApp নম্বর {masked}-এ {business}-এর কাছ থেকে {what} পেতে সম্মতি দিচ্ছি',
  privacy: '{business} আপনার নম্বর কীভাবে ব্যবহার করে: {privacy_url}',
  withdrawal: 'আপনি যেকোনো সময় এটি বন্ধ করতে পারেন: {withdrawal_url}',
  contact: '{business}-এর একজন প্রতিনিধির সঙ্গে কথা বলুন: {contact}',
  prompt:
    'আপনার যে WhatsApp নম্বরের শেষ সংখ্যাগুলি {masked}, সেটিতে {business}-এর কাছ থেকে {what} পেতে 1 চাপুন। ' +
    'আপনি যেকোনো সময় এটি বন্ধ করতে পারেন। রাজি না হলে 2 চাপুন।',
  callWord: /(?<![\p{L}\p{M}])(?:ফোন)?কল(?:ের|ে|গুলি|গুলো|গুলির|গুলোর)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
