import { expect, test } from 'vitest';
import { demoNotices } from '../../../demo/notices/notices.ts';
import { what } from '../../../demo/notices/what.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { noticeDraftSchema } from '../../../ledger/core/notice/notice.ts';

test('the shop asks in every language that the ledger has words for, and in no other', () => {
  expect(Object.keys(what).toSorted()).toEqual([...prescribedLanguages].toSorted());
});

test.for(demoNotices('https://shop.example'))('the notice $id can be published', (notice) => {
  expect(noticeDraftSchema.safeParse(notice).error).toBeUndefined();
});

test('no phrase brings marks of direction, or spaces that do not show', () => {
  const phrases = Object.values(what).flatMap(({ orders, offers }) => [orders, offers]);
  expect(
    phrases.filter((phrase) => /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00a0]|^\s|\s$/.test(phrase)),
  ).toEqual([]);
});
