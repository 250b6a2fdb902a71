import { expect, test } from 'vitest';
import { languageIn } from '../../../widget/notice/locale.ts';

test.each([
  ['en', 'en'],
  ['en_US', 'en-US'],
  ['pt_BR.UTF-8', 'pt-BR'],
  ['sr_RS@latin', 'sr-RS'],
  [' de ', 'de'],
  ['\tfr\n', 'fr'],
  ['es-MX, es;q=0.8', 'es-MX'],
  ['it;q=0.9', 'it'],
  ['nl en', 'nl'],
  ['ZH_hant_tw', 'zh-Hant-TW'],
  ['iw', 'he'],
  [`en-x-${'abcdefgh-'.repeat(4)}abcd`, 'en-x-abcdefgh-abcdefgh-abcdefgh-abc'],
])('%j is %s', (text, tag) => {
  expect(languageIn(text)).toBe(tag);
});

test.each(['', ' ', '{{ lang }}', '<%= lang %>', 'C', 'e', '*', '-', 'null!'])(
  '%j is no language',
  (text) => {
    expect(languageIn(text)).toBeUndefined();
  },
);
