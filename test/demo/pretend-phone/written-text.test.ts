import { expect, test } from 'vitest';
import { textOf } from '../../../demo/shop/pretend-phone/written-text.ts';

test.for([
  ['OPT-7K4M-92QX (Fresh Produce)', 'OPT-7K4M-92QX (Fresh Produce)'],
  ['  OPT-7K4M-92QX\n', 'OPT-7K4M-92QX'],
  ['https://wa.me/14155550199?text=OPT-7K4M-92QX%20(Fresh%20Produce)', 'OPT-7K4M-92QX (Fresh Produce)'],
  ['https://wa.me/14155550199', ''],
  ['https://wa.me.evil.example/1?text=OPT-7K4M-92QX', 'https://wa.me.evil.example/1?text=OPT-7K4M-92QX'],
  ['STOP', 'STOP'],
] as const)('what was pasted as %j is written as %j', ([pasted, text]) => {
  expect(textOf(pasted)).toBe(text);
});
