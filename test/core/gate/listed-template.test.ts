import { expect, test } from 'vitest';
import { listAgeMs, listedWords } from '../../../ledger/core/gate/listed-template.ts';

const readAt = new Date('2026-03-01T12:00:00.000Z');
const now = readAt.toISOString();
const before = new Date(readAt.getTime() - listAgeMs).toISOString();

test('what tightens counts from the reading of the list on, what loosens from an earlier moment', () => {
  expect(listedWords({ category: 'MARKETING', status: 'APPROVED' }, readAt)).toEqual([
    { at: now, category: 'MARKETING' },
    { at: before, status: 'APPROVED' },
  ]);
  expect(listedWords({ category: 'UTILITY', status: 'PAUSED' }, readAt)).toEqual([
    { at: now, status: 'PAUSED' },
    { at: before, category: 'UTILITY' },
  ]);
});

test('a category and a status that Meta has not invented yet count as strict', () => {
  expect(listedWords({ category: 'NEW_KIND', status: 'NEW_STATE' }, readAt)[0]).toEqual({
    ...{ at: now, category: 'NEW_KIND', status: 'NEW_STATE' },
  });
});

test('a list that names no status says nothing of it', () => {
  expect(listedWords({ category: 'UTILITY' }, readAt)).toEqual([
    { at: now },
    { at: before, category: 'UTILITY' },
  ]);
});
