import { expect, test } from 'vitest';
import { languageOf } from '../../../widget/notice/part.ts';

const languages = ['en', 'he', 'id', 'pt', 'zh', 'zh-hant'];

test.each([
  ['pt-BR', 'pt'],
  ['zh-CN', 'zh'],
  ['zh-Hans-HK', 'zh'],
  ['zh-TW', 'zh-hant'],
  ['zh-HK', 'zh-hant'],
  ['zh-Hant', 'zh-hant'],
  ['ZH-hant-mo', 'zh-hant'],
  ['iw', 'he'],
])('a notice in %s is spoken about in %s', (locale, language) => {
  expect(languageOf(locale, languages)).toBe(language);
});

test('a language that the element does not speak is answered in English', () => {
  expect(languageOf('eo', languages)).toBe('en');
});
